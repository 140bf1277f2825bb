"""A secret address: what tells where somebody lives stays out of all that is shown or sent."""

from dataclasses import replace

from portal.language.words import Words
from portal.models.case import Case
from portal.models.finding import Finding
from portal.sources.values import Field, Kind


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
