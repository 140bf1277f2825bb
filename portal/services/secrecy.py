"""A secret address: what tells where somebody lives stays out of all that is shown or sent."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.models.case import Case
from portal.models.finding import Finding
from portal.sources.values import Field, Kind

NO_DWELLING = re.compile(r"\b(e-?mail|mail|ip|web)[-\s]?add?res\w*", re.IGNORECASE)
DWELLING = re.compile(
    r"adres|straat|huisnummer|postcode|\bwoon|verhui|"
    r"address|street|house number|postal code|place of residence|lives at",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\b[1-9]\d{3}(\s?[A-Z]{2}|[a-z]{2})\b")
STREET = re.compile(r"([^\W\d][^\d]*?)\s+\d+[\w /-]{0,8}$")
SHORTEST_LINE = 4
TELLING_STREET = 8  # 'Markt' alone says nothing, 'Schuilpad' does


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
    return bool(named or POSTCODE.search(text)) or any(
        line in text.casefold() for line in _known_lines(case)
    )


def secrets_of(session: Session, case: Case) -> tuple[str, ...]:
    """What may stand in nothing that is sent, as it is written elsewhere; empty when it may.

    That is where the person lives as they told it, and as any record says it of their household.
    """
    if not case.secret_address:
        return ()
    told = [case.address, *(str(value) for value in case.identifiers.values())]
    stored = session.scalars(select(Finding.fields).where(Finding.case_id == case.id))
    rows = (Field.from_row(row) for fields in stored for row in fields)
    told += [row.value for row in rows if row.tells_address and row.kind is Kind.TEXT]
    return tuple(dict.fromkeys(part for text in told for part in _telling(text)))


def _telling(text: str) -> Iterator[str]:
    """The parts of an address that tell by themselves where it is: a town alone does not."""
    for line in re.split(r"[\n,]", text):
        postcode = POSTCODE.search(line)
        street = STREET.match(line.strip())
        if postcode:
            yield postcode[0]
        elif street:
            yield line.strip()
            if len(street[1]) >= TELLING_STREET:
                yield street[1]
            if street[1].endswith("straat"):
                yield re.sub(r"straat$", "str", street[1]) + line.strip()[len(street[1]) :]


def _known_lines(case: Case) -> list[str]:
    """The lines of the address, and its street without the number."""
    lines = [line.strip().casefold() for line in re.split(r"[\n,]", case.address)]
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
