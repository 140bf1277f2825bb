"""Rows stored past the ORM read back as if it had stored them."""

from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import select

from portal.demo.filling import fill, prepare, take_keys
from portal.models.audit import Actor, ActorKind, AuditEvent, record
from portal.models.case import Draft
from portal.models.identity import Attempt

HERE = timezone(timedelta(hours=1))
AT = datetime(2026, 3, 1, 9, 30, 15, 250, tzinfo=HERE)


def test_every_kind_of_value_survives(database):
    columns = ("organisation", "key", "answers", "created_at", "changed_at")
    rows = [
        ("akj", "one", {"a": ["é", 1, None, "'\"\t\n\\"]}, AT, AT),
        ("akj", "two\t\\N", "{}", AT, AT),
    ]
    with database.engine.begin() as connection:
        prepare(connection)
        fill(connection, Draft.__table__, columns, rows)
    with database.transaction(write=False) as session:
        one, two = session.scalars(select(Draft).order_by(Draft.id)).all()
    assert one.answers == {"a": ["é", 1, None, "'\"\t\n\\"]}
    assert one.created_at == AT
    assert one.created_at.tzinfo is UTC
    assert (two.key, two.answers) == ("two\t\\N", {})


def test_nothing_and_enumerations_survive(database):
    columns = ("organisation", "case_id", "at", "actor_kind", "staff_id", "action", "detail")
    with database.engine.begin() as connection:
        row = ("akj", None, AT, ActorKind.PORTAL.value, None, "tried", {})
        fill(connection, AuditEvent.__table__, columns, [row])
    with database.transaction() as session:
        session.add(record(Actor.portal("akj"), "tried", AT))
        session.flush()
        first, second = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        assert first.actor_kind is second.actor_kind is ActorKind.PORTAL
        assert first.at == second.at
        assert (first.case_id, first.detail) == (None, {})


def test_keys_are_taken_once(database):
    table = Attempt.__table__
    with database.engine.begin() as connection:
        keys = list(take_keys(connection, table, 3))
        fill(connection, table, ("id", "kind", "key", "at"), [(k, "x", "y", AT) for k in keys])
    with database.engine.begin() as connection:
        assert set(take_keys(connection, table, 2)).isdisjoint(keys)
    with database.transaction() as session:
        session.add(Attempt(kind="x", key="z", at=AT))
        session.flush()
