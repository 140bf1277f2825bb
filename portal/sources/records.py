"""A row that may be about the person: by which ways it fits, and what it tells of them besides.

A system often knows somebody under a number or address that they did not give. What a row surely
about the person tells is looked up further; what a namesake's row tells never is.
"""

from collections.abc import Iterable, Mapping

from portal.organisations.organisation import SourceTable
from portal.sources.connector import Record, Subject
from portal.sources.matching import Way, same
from portal.sources.values import translate

FOLLOWED = ("client_number", "email")
"""What a row may tell that is looked up further; a telephone or a house is shared by families."""

MOST = 3
"""A person has few addresses; a row that seems to tell of more is about something else."""

Cells = Mapping[str, object]
Told = tuple[tuple[str, str], ...]


def columns_of(table: SourceTable) -> tuple[str, ...]:
    """The columns that are read of each row: those that are shown, and those that identify."""
    identifying = (column for way in table.ways() for _, column in way)
    return tuple(dict.fromkeys([*(each.column for each in table.fields), *identifying]))


def read_row(
    table: SourceTable, found: Iterable[Way], subject: Subject, row: Cells
) -> Record | None:
    """A row as a record on the person, or None when it is about somebody else.

    Parameters:
        found: the ways to find the person in this table.
        row: the value of each of `columns_of(table)`.
    """
    fitting = [way for way in found if _fits(way, row)]
    agrees = _agreement(table, subject, row)
    own = [way for way in fitting if not way.is_known]
    if not own and (not fitting or _is_somebody_else(fitting, agrees)):
        return None
    fields = (translate(mapping, row.get(mapping.column)) for mapping in table.fields)
    return Record(
        table,
        tuple(field for field in fields if field is not None),
        tuple(dict.fromkeys(way.name for way in fitting)),
        _told(table, subject, row) if own and _is_sure(agrees) else (),
    )


def told_by(records: Iterable[Record]) -> Told:
    """What the records surely about the person tell; nothing that may be of a namesake.

    Two people can have one name and birth date. So two numbers are none, and several addresses
    count only when every record that tells one stands under the same number.
    """
    tell = [record for record in records if record.tells]
    numbers = _different("client_number", tell)
    addresses = _different("email", tell)
    if len(numbers) > 1:
        return ()
    under_it = all("client_number" in dict(record.tells) for record in tell)
    if len(addresses) > 1 and (len(addresses) > MOST or not under_it):
        addresses = {}
    return (
        *(("client_number", value) for value in numbers.values()),
        *(("email", value) for value in addresses.values()),
    )


def _different(identifier: str, records: Iterable[Record]) -> dict[str, str]:
    values = (value for record in records for name, value in record.tells if name == identifier)
    return {same(identifier, value): value for value in values}


def _fits(way: Way, row: Cells) -> bool:
    return all(same(each.identifier, row.get(each.column)) == each.value for each in way.conditions)


def _agreement(table: SourceTable, subject: Subject, row: Cells) -> dict[str, bool]:
    """For each identifier known on both sides whether they agree."""
    agrees: dict[str, bool] = {}
    for identifier, column in {pair for way in table.ways() for pair in way}:
        ours = same(identifier, subject.value(identifier))
        theirs = same(identifier, row.get(column))
        if ours and theirs:
            agrees[identifier] = agrees.get(identifier, False) or ours == theirs
    return agrees


def _is_sure(agrees: Mapping[str, bool]) -> bool:
    """Whether a row is about this person and no namesake, whatever else stands in it."""
    if not all(agrees.get(name, True) for name in ("name", "birth_date", "bsn", "client_number")):
        return False
    second = agrees.get("birth_date") or agrees.get("client_number")
    return bool(agrees.get("bsn") or (agrees.get("name") and second))


def _is_somebody_else(fitting: Iterable[Way], agrees: Mapping[str, bool]) -> bool:
    """Whether a row found by what a system knew is of somebody who shares it."""
    personal = ["birth_date", "bsn"]
    if all(way.identifiers == ("email",) for way in fitting):
        personal.append("name")  # parents and children share an address, never a number
    return not all(agrees.get(name, True) for name in personal)


def _told(table: SourceTable, subject: Subject, row: Cells) -> Told:
    return tuple(
        (identifier, str(row[column]).strip())
        for identifier, column in dict.fromkeys(pair for way in table.ways() for pair in way)
        if identifier in FOLLOWED
        and (theirs := same(identifier, row.get(column)))
        and theirs not in {same(identifier, value) for value in subject.values(identifier)}
    )
