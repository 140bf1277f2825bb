"""A worker's name: a seat that only one worker holds, and that falls free the moment it dies.

DBOS wants a name for each worker that is unique and stays the same over restarts. A seat is a
numbered lock: the kernel's on a file when the database is one, the server's when it is PostgreSQL.
Whoever can take the lock knows that its holder is gone: no heartbeats, no clocks to compare.
"""

import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

SEATS = 64
"""How many workers one database can have at the same time."""

SPACE = 0x52_4C_4B  # the first half of the key, so that other advisory locks stay apart


class NoSeatFree(Exception):
    """Raised if all seats are taken: far more workers run than are of any use."""


class Seat(Protocol):
    """A held lock."""

    number: int

    def is_held(self) -> bool:
        """Whether it is still ours; a server that restarted has forgotten it."""

    def release(self) -> None:
        """Let the next worker have it."""


class Seats:
    """The seats of one database."""

    def __init__(self, url: str) -> None:
        """Take the address of the application's database."""
        self._url = make_url(url)
        self._embedded = self._url.get_backend_name() == "sqlite"

    def take(self) -> Seat:
        """The lowest free seat: a worker that comes back gets the one it died on.

        Raises:
            NoSeatFree: there is none.
        """
        for number in range(1, SEATS + 1):
            seat = self.try_take(number)
            if seat is not None:
                return seat
        raise NoSeatFree(f"{SEATS} workers are running already")

    def try_take(self, number: int) -> Seat | None:
        """This seat, or None when somebody sits there."""
        if self._embedded:
            return FileSeat.take(Path(f"{self._url.database}.worker-{number}"), number)
        return ServerSeat.take(self._engine(), number)

    def _engine(self) -> Engine:
        # The server must notice within a minute that a machine is gone, not after two hours.
        settings = "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10"
        return create_engine(
            self._url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"options": f"{settings} -c tcp_keepalives_count=3"},
        )


class FileSeat:
    """A seat beside an SQLite file."""

    def __init__(self, handle: int, number: int) -> None:
        """Keep the open and locked file."""
        self._handle = handle
        self.number = number

    @classmethod
    def take(cls, path: Path, number: int) -> "FileSeat | None":
        """Lock the file, or give None when another process has."""
        handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        return cls(handle, number)

    def is_held(self) -> bool:
        """Always: the kernel takes it back only when the process ends."""
        return True

    def release(self) -> None:
        """Unlock; the file stays, because removing it would race with the next one's lock."""
        os.close(self._handle)


class ServerSeat:
    """A seat on a PostgreSQL server, held as long as its connection lives."""

    def __init__(self, connection: Connection, number: int) -> None:
        """Keep the connection that holds the lock."""
        self._connection = connection
        self.number = number

    @classmethod
    def take(cls, engine: Engine, number: int) -> "ServerSeat | None":
        """Take the lock, or give None when another connection has."""
        connection = engine.connect()
        query = text("SELECT pg_try_advisory_lock(:space, :number)")
        if connection.scalar(query, {"space": SPACE, "number": number}):
            return cls(connection, number)
        connection.close()
        return None

    def is_held(self) -> bool:
        """Whether the connection still works: the lock lives exactly as long."""
        try:
            self._connection.execute(text("SELECT 1"))
        except DBAPIError:
            return False
        return True

    def release(self) -> None:
        """Unlock, and close; a server that only sees a connection close unlocks some time later."""
        try:
            self._connection.execute(text("SELECT pg_advisory_unlock_all()"))
        finally:
            self._connection.close()
