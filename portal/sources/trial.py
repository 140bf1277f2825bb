"""Trying a source out: what a search gives, counted, and what in it is not as the profile says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.organisations.organisation import FieldMapping, SourceSystem, SourceTable
from portal.sources.connector import Record, SearchOutcome
from portal.sources.patterns import identifiers_in
from portal.sources.values import Field, Kind


@dataclass(frozen=True, slots=True)
class Odd:
    """Values that are not what the profile says of their column.

    Attributes:
        what: "kind" when they cannot be read as what they should be, "code" when the profile does
            not explain them.
    """

    column: str
    what: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class TableTrial:
    """What one table gave.

    Attributes:
        ways: how many records were found in each way.
        filled: how many records have a value in each column.
        documents: how many documents came with the records.
        problems: how many of those could not be fetched, by the reason.
    """

    table: SourceTable
    records: tuple[Record, ...]
    ways: Counter[str]
    filled: dict[str, int]
    odd: tuple[Odd, ...]
    documents: int
    problems: Counter[str]

    @property
    def never_filled(self) -> tuple[str, ...]:
        """Columns that are empty in every record."""
        return tuple(column for column, number in self.filled.items() if not number)


def look_at(tables: Sequence[SourceTable], outcome: SearchOutcome) -> tuple[TableTrial, ...]:
    """Count what a search gave, table by table; those that were not searched are left out."""
    missed = {table.table for table in outcome.not_searched}
    return tuple(_count(table, outcome.records) for table in tables if table.table not in missed)


def ways_of(system: SourceSystem) -> tuple[str, ...]:
    """By what a source is searched at all: one of these must be known of a person."""
    ways = [way for table in system.tables for way, _ in table.match]
    paths = (system.location, *(table.table for table in system.tables if not table.match))
    ways += ["+".join(identifiers_in(path)) for path in paths]
    return tuple(dict.fromkeys(way for way in ways if way))


def _count(table: SourceTable, records: Sequence[Record]) -> TableTrial:
    own = tuple(record for record in records if record.table == table)
    filled = dict.fromkeys((mapping.column for mapping in table.fields), 0)
    odd: Counter[tuple[str, str, str]] = Counter()
    for record in own:
        for mapping, field in _pairs(table, record):
            filled[mapping.column] += 1
            if wrong := _wrong(mapping, field):
                odd[mapping.column, wrong, mapping.kind] += 1
    documents = [record.document for record in own if record.document]
    return TableTrial(
        table=table,
        records=own,
        ways=Counter(way for record in own for way in record.matched_by),
        filled=filled,
        odd=tuple(Odd(*which, number) for which, number in odd.items()),
        documents=len(documents),
        problems=Counter(each.problem for each in documents if each.problem),
    )


def _pairs(table: SourceTable, record: Record) -> Iterator[tuple[FieldMapping, Field]]:
    """Each value with the column it came from: empty ones are gone, the order is the profile's."""
    mappings = iter(table.fields)
    for field in record.fields:
        for mapping in mappings:
            if (mapping.label.nl, mapping.label.en) == (field.label_nl, field.label_en):
                yield mapping, field
                break


def _wrong(mapping: FieldMapping, field: Field) -> str:
    if mapping.kind == "code":
        known = {(text.nl, text.en) for _, text in mapping.codes}
        return "" if (field.value, field.value_en) in known else "code"
    return "kind" if field.kind is Kind.TEXT and mapping.kind != "text" else ""
