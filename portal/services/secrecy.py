"""A secret address: what tells where somebody lives stays out of all that is shown or sent."""

import re
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.law.redaction import normal
from portal.models.case import Case
from portal.models.finding import Finding
from portal.redaction import dwelling
from portal.sources.values import Field, Kind

NO_DWELLING = re.compile(r"\b(e-?mail|mail|ip|web)[-\s]?add?res\w*", re.IGNORECASE)
DWELLING = re.compile(
    r"adres|straat|huisnummer|postcode|\bwoon|verhui|"
    r"address|street|house number|postal code|place of residence|lives at",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\b[1-9]\d{3}(\s?[A-Z]{2}|[a-z]{2})\b")
SHORTEST_LINE = 4


def hide(case: Case, words: Words, text: str, about: str = "") -> str:
    """A text as a letter may show it: nothing of it when it tells a secret address.

    Parameters:
        about: what the text is the value of, in anybody's words.
    """
    return words.gettext("Left out: this address is secret") if tells(case, text, about) else text


def tells(case: Case, text: str, about: str = "") -> bool:
    """Whether a text says, or by what it is about may say, where somebody lives in secret."""
    if not case.secret_address or not text:
        return False
    named = DWELLING.search(NO_DWELLING.sub("", about))
    if named or POSTCODE.search(text):
        return True
    said, letters = text.casefold(), normal(text)
    return any(line in said for line in _known_lines(case)) or any(
        part in letters for part in _letters_of(case.address)
    )


@lru_cache(maxsize=1)  # one case asks it of each of its values
def _letters_of(address: str) -> tuple[str, ...]:
    return tuple(normal(part) for part in dwelling.telling(address))


def secrets_of(session: Session, case: Case) -> tuple[str, ...]:
    """What may stand in nothing that is sent, as it is written elsewhere; empty when it may.

    That is where the person lives as they told it, and as any record says it of their household.
    """
    if not case.secret_address:
        return ()
    parts = [*dwelling.telling(case.address)]
    for value in case.identifiers.values():
        parts += dwelling.telling(str(value))
    for fields in session.scalars(select(Finding.fields).where(Finding.case_id == case.id)):
        rows = (Field.from_row(row) for row in fields)
        told = [row for row in rows if row.tells_address and row.kind is Kind.TEXT]
        parts += dwelling.of_columns([(row.label_nl, row.value) for row in told])
    return tuple(dict.fromkeys(parts))


def _known_lines(case: Case) -> list[str]:
    """The lines of the address, and its street without the number."""
    lines = [line.casefold() for line in dwelling.lines_of(case.address)]
    streets = [re.sub(r"\s+\d.*$", "", line) for line in lines]
    return [line for line in (*lines, *streets) if len(line) >= SHORTEST_LINE]


def rows_of(case: Case, finding: Finding, words: Words) -> tuple[Field, ...]:
    """The fields of an item as a page, report or file may show them (AVG 15.4, 32)."""
    rows = (Field.from_row(row) for row in finding.fields)
    if not case.secret_address:
        return tuple(rows)
    hidden = words.gettext("Left out: this address is secret")
    return tuple(
        replace(row, value=hidden, value_en=hidden, kind=Kind.TEXT) if row.tells_address else row
        for row in rows
    )
