"""Source systems in an SQLite file, read only."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.connector import (
    Failure,
    Limits,
    Place,
    Record,
    SearchOutcome,
    SourceFailed,
    Subject,
    place_of,
)
from portal.sources.gathering import Gatherer
from portal.sources.matching import Way, make_plan, same
from portal.sources.records import Cells, columns_of

STEPS = 20_000  # instructions of the database between two looks at the clock


class SqliteConnector:
    """Searches an SQLite file; only the columns the profile maps are read."""

    id = "sqlite"

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find every row on a person.

        Raises:
            SourceFailed: the search could not be done to the end.
        """
        path = place_of(system, place.folder)
        plan = make_plan(system, subject)
        records: list[Record] = []
        if plan.tables:
            ends = time.monotonic() + limits.seconds
            with closing(open_read_only(path, limits)) as connection:
                for table, found in plan.tables:
                    gatherer = Gatherer(table, found, subject, limits, ends)
                    records += gatherer.take(_rows(connection, table, found))
        return SearchOutcome(tuple(records), plan.searched_with, plan.not_searched)


def open_read_only(path: Path, limits: Limits) -> sqlite3.Connection:
    """A connection that can change nothing, and that stops when time is up.

    Raises:
        SourceFailed: there is no such file, or the portal may not read it.
    """
    try:
        if not path.is_file():
            raise SourceFailed(Failure.MISSING, path.name)
        with path.open("rb"):
            pass  # SQLite says "unable to open" for everything; this tells why
    except PermissionError as error:
        raise SourceFailed(Failure.UNREADABLE, path.name) from error
    except OSError as error:
        raise SourceFailed(Failure.MISSING, path.name) from error
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode=ro", uri=True, timeout=limits.busy_seconds
    )
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")  # a view of theirs runs nothing of ours
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.value_bytes)
    connection.create_function("portal_same", 2, same, deterministic=True)
    ends = time.monotonic() + limits.seconds
    connection.set_progress_handler(lambda: time.monotonic() > ends, STEPS)
    return connection


def _rows(
    connection: sqlite3.Connection, table: SourceTable, found: tuple[Way, ...]
) -> Iterator[Cells]:
    query, values = _query(table, found)
    names = columns_of(table)
    try:
        for row in connection.execute(query, values):
            yield dict(zip(names, row, strict=True))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise SourceFailed(failure_of(error), table.table) from error


def _query(table: SourceTable, found: tuple[Way, ...]) -> tuple[str, list[str]]:
    # Columns carry the table's alias: without it SQLite takes an unknown "name" for a text.
    columns = ", ".join(f"t.{_quoted(column)}" for column in columns_of(table))
    values: list[str] = []
    either = []
    for way in found:
        both = []
        for condition in way.conditions:
            both.append(f"portal_same(?, t.{_quoted(condition.column)}) = ?")
            values += [condition.identifier, condition.value]
        either.append(f"({' AND '.join(both)})")
    query = f"SELECT {columns} FROM {_quoted(table.table)} AS t WHERE {' OR '.join(either)}"  # noqa: S608 - names are quoted, values are parameters
    return query, values


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def failure_of(error: BaseException | None) -> Failure:
    """What an error of SQLite means."""
    said = str(error).lower()
    if isinstance(error, UnicodeDecodeError) or "decode" in said:
        return Failure.ENCODING
    reasons = {
        "no such": Failure.MAPPING,
        "locked": Failure.BUSY,
        "busy": Failure.BUSY,
        "interrupted": Failure.TOO_SLOW,
        "too big": Failure.TOO_LARGE,
        "unable to open": Failure.UNREADABLE,
    }
    return next((failure for part, failure in reasons.items() if part in said), Failure.DAMAGED)
