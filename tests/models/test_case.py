"""The case: its status, and how its person is found again."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from portal.law.lifecycle import Action, ActionRefused, Status
from portal.law.rights import ControllerKind, Right
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case, CasePart, email_key, fold, name_key

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def a_case(**facts: object) -> Case:
    """A request for access that came in on 21 November 2026."""
    values = {
        "organisation": "cjib",
        "reference": "CJIB-2026-AAAA-AA",
        "lead_right": Right.ACCESS,
        "received_at": NOW,
        "received_date": NOW.date(),
        "target": date(2026, 12, 21),
        "legal_due": date(2026, 12, 21),
        "deadline": {},
        "given_name": "Anna",
        "family_name": "van den Berg",
        "name_key": name_key("Anna", "van den Berg"),
        "parts": [CasePart(right=Right.ACCESS, controller_kind=ControllerKind.PUBLIC)],
    }
    return Case(**(values | facts))


def test_a_change_of_status_is_written_down_in_the_same_breath(database):
    with database.transaction() as session:
        case = a_case()
        session.add(case)
        session.flush()
        case.advance(Action.TAKE, Actor.portal("cjib"), NOW, why="test")
    with database.transaction(write=False) as session:
        event = session.scalars(select(AuditEvent)).one()
        assert (event.action, event.case_id, event.at) == ("take", case.id, NOW)
        assert event.detail == {"status": "in_treatment", "why": "test"}
        assert session.get(Case, case.id).status is Status.IN_TREATMENT


def test_an_impossible_action_changes_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        case = a_case()
        session.add(case)
        session.flush()
        with pytest.raises(ActionRefused):
            case.advance(Action.APPROVE, Actor.portal("cjib"), NOW)
        assert case.status is Status.RECEIVED
        assert not case.may(Action.APPROVE)
        session.flush()
        assert session.scalars(select(AuditEvent)).all() == []


def test_a_case_outside_a_session_cannot_lose_its_history():
    with pytest.raises(RuntimeError):
        a_case(status=Status.RECEIVED).advance(Action.TAKE, Actor.portal("cjib"), NOW)


def test_a_closed_case_is_no_longer_open(sqlite_database):
    with sqlite_database.transaction() as session:
        case = a_case(status=Status.DECIDED)
        session.add(case)
        session.flush()
        case.advance(Action.DELIVER, Actor.portal("cjib"), NOW)
        assert case.is_open is False


def test_moments_come_back_in_utc(database):
    with database.transaction() as session:
        session.add(a_case())
    with database.transaction(write=False) as session:
        assert session.scalars(select(Case)).one().received_at == NOW


@pytest.mark.parametrize(
    ("given", "family", "key"),
    [
        ("Anna", "van den Berg", "berg anna"),
        ("José", "Muñoz", "munoz jose"),
        ("", "de", "de"),
        ("An", "'t Hart", "hart an"),
    ],
)
def test_a_name_is_found_under_its_main_word(given, family, key):
    assert name_key(given, family) == key


def test_keys_forgive_case_and_spaces():
    assert email_key("  Anna@Voorbeeld.EXAMPLE ") == "anna@voorbeeld.example"
    assert fold("  É  é ") == "e e"
