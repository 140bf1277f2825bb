"""Limits: counted in the database, by keyed hashes, within a period."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.models.identity import Attempt
from portal.services import throttle
from portal.services.throttle import Limit, LimitReached, Throttle

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LIMIT = Limit("knock", 2, timedelta(hours=1))
HERE = Throttle("a secret of the portal")


def test_it_lets_through_as_many_as_the_limit_says(database):
    with database.transaction() as session:
        for _ in range(2):
            HERE.pass_(session, LIMIT, "192.0.2.1", NOW)
        with pytest.raises(LimitReached):
            HERE.pass_(session, LIMIT, "192.0.2.1", NOW)
        HERE.pass_(session, LIMIT, "192.0.2.2", NOW)


def test_what_was_refused_is_not_counted(sqlite_database):
    with sqlite_database.transaction() as session:
        for _ in range(5):
            with pytest.raises(LimitReached):
                HERE.pass_(session, Limit("knock", 0, timedelta(hours=1)), "x", NOW)
        assert throttle.count(session, "knock", HERE.key("x"), NOW - timedelta(days=1)) == 0


def test_after_the_period_there_is_room_again(sqlite_database):
    with sqlite_database.transaction() as session:
        HERE.note(session, LIMIT, "x", NOW)
        HERE.note(session, LIMIT, "x", NOW)
        assert HERE.is_full(session, LIMIT, "x", NOW + timedelta(minutes=59))
        assert not HERE.is_full(session, LIMIT, "x", NOW + timedelta(minutes=61))


def test_the_table_does_not_tell_who_it_was(sqlite_database):
    with sqlite_database.transaction() as session:
        HERE.note(session, LIMIT, "anna@voorbeeld.example", NOW)
        key = session.scalars(select(Attempt.key)).one()
    assert "anna" not in key
    assert key != Throttle("another secret").key("anna@voorbeeld.example")
    assert key == HERE.key(" Anna@Voorbeeld.example ")


def test_what_is_old_can_be_purged_and_a_count_forgotten(sqlite_database):
    with sqlite_database.transaction() as session:
        HERE.note(session, LIMIT, "old", NOW - timedelta(days=2))
        HERE.note(session, LIMIT, "new", NOW)
        assert throttle.purge(session, NOW - timedelta(days=1)) == 1
        throttle.forget(session, LIMIT.kind, HERE.key("new"))
        assert throttle.count(session, LIMIT.kind, HERE.key("new"), NOW - timedelta(1)) == 0


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("Sanne+krant@Voorbeeld.example", "sanne@voorbeeld.example"),
        (" sanne@voorbeeld.example ", "sanne@voorbeeld.example"),
        ("+x@voorbeeld.example", "+x@voorbeeld.example"),
        ("a+b+c@voorbeeld.example", "a@voorbeeld.example"),
    ],
)
def test_what_stands_behind_a_plus_is_the_same_mailbox(address, same):
    assert throttle.mailbox(address) == same
