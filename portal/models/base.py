"""The database: one declarative base, one way to open a transaction."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Enum,
    Integer,
    MetaData,
    String,
    create_engine,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from portal.models import sealing

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

BUSY_SECONDS = 15

DatabaseUnavailable = OperationalError
"""Raised if the database cannot be reached, or stays locked longer than `BUSY_SECONDS`."""

__all__ = [
    "Base",
    "Database",
    "DatabaseError",
    "DatabaseUnavailable",
    "SearchKey",
    "Session",
    "UtcDateTime",
]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: it would mean something else on each machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """The base of all models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {
        int: BigInteger().with_variant(Integer(), "sqlite"),
        datetime: UtcDateTime(),
        dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
        list[Any]: JSON().with_variant(JSONB(), "postgresql"),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=_values,
        ),
    }


SYNCHRONOUS = "FULL"
"""SQLite's commit ends when what was written is on the disk."""

SearchKey = String(200).with_variant(String(200, collation="C"), "postgresql")
"""A column searched by prefix: byte order, so that an index serves it on both databases."""


class Database:
    """One database and its transactions.

    Attributes:
        url: where it is, as SQLAlchemy writes it.
        engine: for migrations and bulk loading.
        info: what each session carries: the queue, and whether cases are part of a demo.
        locks: of what lies under the lock of its case; without them it cannot be read or written.
    """

    def __init__(
        self,
        url: str,
        *,
        info: dict[str, Any] | None = None,
        locks: sealing.RowLocks | None = None,
    ) -> None:
        self.url = url
        self.engine = _sqlite_engine(url) if url.startswith("sqlite") else _server_engine(url)
        self.info = info or {}
        self.locks = locks
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, info=self.info)
        sealing.use(self.engine, self._sessions, locks)

    def session(self, *, write: bool) -> Session:
        """A new session; on SQLite a writing one takes its place in the queue at once."""
        session = self._sessions()
        session.connection(execution_options={"portal_write": write})
        return session

    @contextmanager
    def transaction(self, *, write: bool = True) -> Iterator[Session]:
        """A session that commits at the end, or rolls back when anything is raised."""
        session = self.session(write=write)
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def _server_engine(url: str) -> Engine:
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=True, pool_size=5, max_overflow=10
    )


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}, pool_size=5
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late: it loses updates
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("portal_write", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
