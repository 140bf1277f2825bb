"""`flask deadline`: last days for many dates at once, from standard input to standard output."""

import re
import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from typing import BinaryIO

import click

from portal.language.catalogs import LANGUAGES
from portal.language.derivation import deadline_sentences
from portal.language.words import Words
from portal.law.deadlines import answer_due, objection_due
from portal.law.derivation import Deadline

LONGEST_LINE = 1000  # bytes; more is no date, and must not fill the memory
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class LineWrong(Exception):
    """Raised if a line cannot be read; its text says what is wrong."""


@click.command("deadline")
@click.option("--bezwaar", is_flag=True, help="Read dates of sending; print the end of six weeks.")
@click.option("--explain", is_flag=True, help="Print the steps below each date, indented.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="nl",
    show_default=True,
    help="Language of the steps.",
)
def deadline(bezwaar: bool, explain: bool, language: str) -> None:
    """Print the last day to answer for each line RECEIVED,MONTHS of standard input.

    RECEIVED is a date such as 2026-03-05; MONTHS is 1, or 3 when the time was extended. With
    --bezwaar a line holds one date. A line that is wrong is named on standard error and prints
    nothing else; the lines after it are still read, and the command ends with status 1. Empty
    lines at the end do not count.
    """
    read: Callable[[str], Deadline] = _sent if bezwaar else _received
    tell: Callable[[Deadline], str] = _explainer(language) if explain else _day_alone
    out = sys.stdout.buffer
    failed = False
    for number, raw in _lines(sys.stdin.buffer):
        try:
            answer = tell(read(_text(raw)))
        except LineWrong as wrong:
            click.echo(f"line {number}: {wrong}", err=True)
            failed = True
        else:
            out.write(answer.encode())  # whole or not at all
    out.flush()
    sys.exit(1 if failed else 0)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Number the lines; empty ones only count when something follows them."""
    empty: list[int] = []
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(BOM_UTF8)  # some programs put this mark before the first byte
        rest = raw
        while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE + 1)
        if len(raw) <= LONGEST_LINE and not raw.strip():
            empty.append(number)
            continue
        yield from ((earlier, b"") for earlier in empty)
        empty.clear()
        yield number, raw


def _text(raw: bytes) -> str:
    if not raw:
        raise LineWrong("empty")
    if len(raw) > LONGEST_LINE:
        raise LineWrong(f"longer than {LONGEST_LINE} bytes")
    try:
        return raw.decode().strip()
    except UnicodeDecodeError:
        raise LineWrong("not text in UTF-8") from None


def _received(text: str) -> Deadline:
    fields = [field.strip() for field in text.split(",")]
    if len(fields) != 2:
        raise LineWrong(f"expected RECEIVED,MONTHS, not {_shown(text)}")
    day = _date(fields[0])
    if fields[1] not in ("1", "3"):
        raise LineWrong(f"MONTHS is 1 or 3, not {_shown(fields[1])}")
    return _computed(partial(answer_due, months=int(fields[1])), day)


def _sent(text: str) -> Deadline:
    return _computed(objection_due, _date(text))


def _date(text: str) -> date:
    if not _ISO.fullmatch(text):
        raise LineWrong(f"expected a date such as 2026-03-05, not {_shown(text)}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise LineWrong(f"{text} is not in the calendar") from None


def _computed(compute: Callable[[date], Deadline], day: date) -> Deadline:
    try:
        return compute(day)
    except ValueError as error:
        raise LineWrong(str(error)) from None


def _shown(text: str) -> str:
    """What stood there, short and without characters that change a terminal."""
    return ascii(text if len(text) <= 40 else text[:40] + "...")


def _day_alone(result: Deadline) -> str:
    return f"{result.legal_due.isoformat()}\n"


def _explainer(language: str) -> Callable[[Deadline], str]:
    words = Words(language)
    format_date = lru_cache(maxsize=10_000)(words.date)

    def tell(result: Deadline) -> str:
        steps = deadline_sentences(result, gettext=words.gettext, format_date=format_date)
        return "".join([_day_alone(result), *(f"  {step}\n" for step in steps)])

    return tell
