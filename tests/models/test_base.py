"""Transactions: all or nothing, in order, on both databases."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from portal.models import base
from portal.models.audit import Actor, AuditEvent, record
from portal.models.identity import Attempt
from tests import quick

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_what_is_raised_rolls_everything_back(database):
    def fail() -> None:
        with database.transaction() as session:
            session.add(record(Actor.portal("cjib"), "tried", NOW))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.transaction(write=False) as session:
        assert session.scalars(select(AuditEvent)).all() == []


def test_two_writers_lose_no_update(database):
    with database.transaction() as session:
        session.add(Attempt(kind="0", key="counter", at=NOW))

    def count() -> None:
        for _ in range(20):
            with database.transaction() as session:
                row = session.scalars(select(Attempt).with_for_update()).one()
                row.kind = str(int(row.kind) + 1)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.transaction(write=False) as session:
        assert session.scalars(select(Attempt)).one().kind == "80"


def test_a_moment_without_a_zone_is_refused(sqlite_database):
    with pytest.raises(StatementError), sqlite_database.transaction() as session:
        session.add(record(Actor.portal("cjib"), "tried", datetime(2026, 1, 1)))  # noqa: DTZ001


def test_sqlite_is_set_for_safety(sqlite_database, monkeypatch):
    monkeypatch.setattr(base, "SYNCHRONOUS", quick.SYNCHRONOUS)
    with sqlite_database.transaction(write=False) as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_readers_do_not_wait_for_a_writer(sqlite_database):
    with sqlite_database.transaction() as writer:
        writer.add(record(Actor.portal("cjib"), "tried", NOW))
        writer.flush()
        with sqlite_database.transaction(write=False) as reader:
            assert reader.scalars(select(AuditEvent)).all() == []


def test_an_error_of_the_database_quotes_nothing_that_was_to_be_stored(database):
    wrong = "INSERT INTO attempt (kind, nothing) VALUES (:said, 1)"
    with database.transaction() as session, pytest.raises(DBAPIError) as raised:
        session.execute(text(wrong), {"said": "Fatima Bouazza"})
    assert "Bouazza" not in str(raised.value)
