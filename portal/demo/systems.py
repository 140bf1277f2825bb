"""The source systems of the demo: databases, tables, workbooks and folders of documents.

They are made from a profile's own mapping.
"""

import csv
import hashlib
import random
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from portal.demo.dossiers import write_dossiers
from portal.demo.people import SEED, Person, make_people, make_person
from portal.demo.wording import Row
from portal.demo.workbooks import workbook
from portal.organisations.organisation import FieldMapping, Organisation, SourceSystem, SourceTable

CONTENT = Path(__file__).parent / "content"
PEOPLE = 300
SURE = 12
DAYS = 1400

Cells = list[Any]


def load_content(slug: str) -> dict[str, Any]:
    """Load what an organisation's systems say; empty for one that has no content file."""
    path = CONTENT / f"{slug}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def people_of(organisation: Organisation, count: int = PEOPLE) -> list[Person]:
    """Make the people in an organisation's systems, the same ones each time."""
    youth = load_content(organisation.slug).get("youth", 0.0)
    return make_people(organisation.slug, organisation.reference_prefix, count, youth)


def person_of(organisation: Organisation, number: int) -> Person:
    """Make one person of an organisation; from number PEOPLE on, its systems hold nothing."""
    youth = load_content(organisation.slug).get("youth", 0.0)
    return make_person(organisation.slug, organisation.reference_prefix, number, youth)


def write_systems(organisation: Organisation, folder: Path, *, today: date) -> int:
    """Write every source system of an organisation that is a file.

    Args:
        organisation: its profile says which tables and columns there are.
        folder: the organisation's own folder of sources; made when it is not there. A system
            that is there already is replaced.
        today: dates in the rows lie before it.

    Returns:
        How many rows were written.
    """
    content = load_content(organisation.slug)
    people = people_of(organisation)
    memories: dict[int, dict[str, list[str]]] = {person.number: {} for person in people}
    total = 0
    for system in organisation.sources:
        recipes = content.get("systems", {}).get(system.id, {})
        if system.connector == "folder":
            rng = random.Random(f"{SEED}:{organisation.slug}:{system.id}")  # noqa: S311 - as below
            total += write_dossiers(system, folder, recipes, people, rng, today)
        if system.connector not in _WRITERS:
            continue
        tables = []
        for table in system.tables:
            recipe = recipes.get(table.table.removesuffix(".csv"), {})
            seed = f"{SEED}:{organisation.slug}:{system.id}:{table.table}"
            rng = random.Random(seed)  # noqa: S311 - reproducible, not secret
            rows = list(_rows(table, recipe, people, memories, rng, today))
            tables.append((table, rows))
            total += len(rows)
        _write(system, folder, tables)
    return total


def shape_of(organisation: Organisation) -> str:
    """A text that changes with the systems that a profile names and with what they say."""
    said = f"{organisation.sources}{load_content(organisation.slug)}"
    return hashlib.sha256(said.encode()).hexdigest()


def columns_of(table: SourceTable) -> list[str]:
    """Name the columns a system must have for its mapping: those shown and those searched."""
    shown = [mapping.column for mapping in table.fields]
    searched = [column for way in table.ways() for _, column in way]
    return list(dict.fromkeys([*searched, *shown]))


def _rows(
    table: SourceTable,
    recipe: dict[str, Any],
    people: Sequence[Person],
    memories: dict[int, dict[str, list[str]]],
    rng: random.Random,
    today: date,
) -> Iterator[Cells]:
    fewest, most = recipe.get("rows", (0, 2))
    for person in people:
        # The first people ask for their data in the demo: they are in every system that counts.
        sure = person.number < recipe.get("sure", SURE)
        if not sure and rng.random() >= recipe.get("share", 1.0):
            continue
        for _ in range(rng.randint(max(fewest, 1) if sure else fewest, most)):
            days = rng.randrange(3, recipe.get("days", DAYS))
            memory = memories[person.number]
            row = Row(rng, person, today, today - timedelta(days=days), memory)
            row.weekends = recipe.get("weekends", False)
            cells = _cells(table, recipe, row)
            if cells is not None:
                yield cells


def _cells(table: SourceTable, recipe: dict[str, Any], row: Row) -> Cells | None:
    mappings: dict[str, FieldMapping] = {mapping.column: mapping for mapping in table.fields}
    identifiers = {column: name for way in table.ways() for name, column in way}
    recipes = recipe.get("columns", {})
    for column in columns_of(table):
        own = recipes.get(column)
        if own is None and column in identifiers:
            own = _identifier(identifiers[column])
        try:
            row.add(column, own, mappings.get(column))
        except LookupError:
            return None  # it belongs to a row of another table that this person does not have
    for column, value in row.cells.items():
        if value is not None and column not in row.person.words:
            row.memory.setdefault(column, []).append(str(value))
    return list(row.cells.values())


def _identifier(name: str) -> str:
    return {"name": "{full_name}"}.get(name, f"{{{name}}}")


def _write(
    system: SourceSystem, folder: Path, tables: Sequence[tuple[SourceTable, list[Cells]]]
) -> None:
    path = folder / system.location
    path.parent.mkdir(parents=True, exist_ok=True)
    _WRITERS[system.connector](path, tables)


def _write_sqlite(path: Path, tables: Sequence[tuple[SourceTable, list[Cells]]]) -> None:
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as connection, connection:
        for table, rows in tables:
            columns = columns_of(table)
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" * len(columns))
            connection.execute(f'CREATE TABLE "{table.table}" ({names})')
            insert = f'INSERT INTO "{table.table}" VALUES ({marks})'  # noqa: S608 - names of a profile
            connection.executemany(insert, rows)
    draft.replace(path)


def _write_csv(path: Path, tables: Sequence[tuple[SourceTable, list[Cells]]]) -> None:
    for table, rows in tables:
        file = path if path.suffix == ".csv" else path / f"{table.table.removesuffix('.csv')}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".new")
        with draft.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened, delimiter=";")
            writer.writerow(columns_of(table))
            writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
        draft.replace(file)


def _write_workbook(path: Path, tables: Sequence[tuple[SourceTable, list[Cells]]]) -> None:
    sheets = []
    for table, rows in tables:
        kinds = {mapping.column: mapping.kind for mapping in table.fields}
        columns = columns_of(table)
        own = [
            [_as_kept(kinds.get(c), v) for c, v in zip(columns, row, strict=True)] for row in rows
        ]
        sheets.append((table.table, [columns, *own]))
    draft = path.with_suffix(".new")
    draft.write_bytes(workbook(sheets))
    draft.replace(path)


def _as_kept(kind: str | None, value: Any) -> Any:
    """A value as a spreadsheet keeps it."""
    if value is None or kind not in _KEPT:
        return value
    return _KEPT[kind](str(value))


_KEPT: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "money": float,
}
_WRITERS = {"sqlite": _write_sqlite, "csv": _write_csv, "excel": _write_workbook}
