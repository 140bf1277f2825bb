"""Source systems in a database that is reached by an address: PostgreSQL, SQLite and others.

The database is only ever read: one transaction that may not write, the mapped columns and no
others, and of the rows those that may be about the person. Whether they are is decided here.
"""

import os
import socket
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, Select, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources import questions, sqlite
from portal.sources.connector import (
    Failure,
    Limits,
    Place,
    Record,
    SearchOutcome,
    SourceFailed,
    Subject,
)
from portal.sources.gathering import Gatherer
from portal.sources.matching import make_plan
from portal.sources.records import Cells, columns_of

BATCH = 500  # rows that wait in memory
CONNECT_SECONDS = 10
GRACE = 2.0  # seconds that a server gets to say itself that time is up

MANNERS = {
    "postgresql": (
        "SET TRANSACTION READ ONLY",
        "SET LOCAL statement_timeout = {whole}",
        "SET LOCAL lock_timeout = {busy}",
        "SET LOCAL datestyle = 'ISO'",
    ),
}
"""What a session begins with, by the kind of database; times in thousandths of a second."""

STATES = {
    "57014": Failure.TOO_SLOW,  # the statement was cancelled
    "55P03": Failure.BUSY,
    "53300": Failure.BUSY,  # it has as many visitors as it can have
    "40001": Failure.BUSY,
    "40P01": Failure.BUSY,
    "42P01": Failure.MAPPING,
    "42703": Failure.MAPPING,
    "3F000": Failure.MAPPING,
    "42501": Failure.UNREADABLE,
    "22021": Failure.ENCODING,
    "22P05": Failure.ENCODING,
    "28000": Failure.REFUSED,
    "28P01": Failure.REFUSED,
    "3D000": Failure.REFUSED,
    "54000": Failure.TOO_LARGE,
}
"""What the codes of standard SQL and PostgreSQL mean here."""

REFUSALS = ("authentication failed", "no pg_hba.conf entry", "does not exist", "no password")
"""What PostgreSQL says, without a code, to who may not come in."""


class DatabaseConnector:
    """Searches a database; `location` names the schema, the secret its address."""

    id = "database"

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find every row on a person.

        Raises:
            SourceFailed: the search could not be done to the end.
        """
        plan = make_plan(system, subject)
        ends = time.monotonic() + limits.seconds
        records: list[Record] = []
        if plan.tables:
            with _opened(system, place, limits) as connection:
                for table, found in plan.tables:
                    query = questions.select_rows(
                        table, system.location, found, connection.dialect.name, limits
                    )
                    gatherer = Gatherer(table, found, subject, limits, ends)
                    gatherer.look_at_clock()
                    with _failing(table.table), closing(_rows(connection, table, query)) as rows:
                        records += gatherer.take(rows)
        return SearchOutcome(tuple(records), plan.searched_with, plan.not_searched)


def _rows(connection: Connection, table: SourceTable, query: Select[Any]) -> Generator[Cells]:
    names = columns_of(table)
    streaming = connection.execution_options(stream_results=True, yield_per=BATCH)
    with streaming.execute(query) as rows:
        for row in rows:
            yield {name: questions.plain(cell) for name, cell in zip(names, row, strict=True)}


@contextmanager
def _opened(system: SourceSystem, place: Place, limits: Limits) -> Iterator[Connection]:
    engine = _engine(system, place, limits)
    with _failing(system.id), engine.connect() as connection, _cut_off(connection, limits):
        times = {
            "whole": max(1, int(limits.seconds * 1000)),
            "busy": max(1, int(limits.busy_seconds * 1000)),
        }
        for line in MANNERS.get(engine.dialect.name, ()):
            connection.execute(text(line.format(**times)))
        yield connection


def _engine(system: SourceSystem, place: Place, limits: Limits) -> Engine:
    """What connects to a source; nothing is connected yet."""
    if not place.secret.url:
        raise SourceFailed(Failure.CLOSED, system.id)
    try:
        url = make_url(place.secret.url)
        if url.get_backend_name() == "sqlite":
            path = Path(url.database or "")
            return create_engine(
                "sqlite://",
                poolclass=NullPool,
                creator=lambda: sqlite.open_read_only(path, limits),
            )
        options = {"connect_timeout": CONNECT_SECONDS} if url.get_driver_name() == "psycopg" else {}
        return create_engine(url, poolclass=NullPool, connect_args=options)
    except (ArgumentError, ImportError, ValueError):
        # What is wrong with an address may quote it, and with it a password.
        raise SourceFailed(Failure.CLOSED, system.id) from None


@contextmanager
def _cut_off(connection: Connection, limits: Limits) -> Iterator[None]:
    """End a conversation in which the other side says nothing more, not even that it is late."""
    link = getattr(connection.connection.driver_connection, "pgconn", None)
    if link is None:
        yield
        return
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        with suppress(OSError), socket.socket(fileno=os.dup(link.socket)) as ours:
            ours.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, limits.seconds) + GRACE, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except SourceFailed as failed:
        if late.is_set():
            raise SourceFailed(Failure.TOO_SLOW, failed.detail) from failed
        raise
    finally:
        timer.cancel()


@contextmanager
def _failing(where: str) -> Iterator[None]:
    """Say what went wrong in our terms; what the driver says may quote an address or a value."""
    try:
        yield
    except DBAPIError as error:
        raise SourceFailed(_failure(error), where) from None
    except UnicodeDecodeError:
        raise SourceFailed(Failure.ENCODING, where) from None
    except SQLAlchemyError:
        raise SourceFailed(Failure.DAMAGED, where) from None


def _failure(error: DBAPIError) -> Failure:
    if type(error.orig).__module__ == "sqlite3":
        return sqlite.failure_of(error.orig)
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state in STATES:
        return STATES[state]
    if any(words in str(error.orig) for words in REFUSALS) and not state:
        return Failure.REFUSED
    lost = error.connection_invalidated or not state or state.startswith(("08", "57P"))
    return Failure.UNREACHABLE if lost else Failure.DAMAGED
