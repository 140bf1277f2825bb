"""The ledger of recipients: listed after delivery, each told or excused with a reason."""

from datetime import date, timedelta

import pytest

from portal.language.words import local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, ActionRefused
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import CasePart, PartItem
from portal.models.consequence import NoticeState
from portal.organisations.organisation import Text
from portal.services import ledger
from portal.services.ledger import Excuse, How
from tests.services import stories

HANDLER = Actor(ActorKind.STAFF, "cjib", None, "Anna", Role.HANDLER)
TODAY = date(2026, 11, 20)
REASON = "De politie kreeg deze gegevens nooit."


def delivered(session, right=Right.RECTIFICATION, outcome=Outcome.GRANTED, slug="cjib", **answers):
    """A case whose answer went out, with its recipients listed."""
    case = stories.ask(session, slug, right=right, answers=answers or {"scope": "all"})
    stories.decide(session, case, outcome)
    case.decided_at = case.delivered_at = stories.NOW
    case.advance(Action.DELIVER, Actor.portal(slug), stories.NOW)
    ledger.open_ledger(session, case, stories.organisation(slug), stories.NOW)
    return case


def names(session, case) -> list[str]:
    return [row.recipient_nl for row in ledger.list_rows(session, case)]


FINES = ["politie", "Openbaar Ministerie (OM)", "RDW"]


@pytest.mark.parametrize(
    ("right", "outcome", "answers", "listed"),
    [
        (Right.RECTIFICATION, Outcome.GRANTED, {"activities": ["traffic_fines"]}, FINES),
        (Right.RECTIFICATION, Outcome.PARTLY, {"activities": ["traffic_fines"]}, FINES),
        (Right.ERASURE, Outcome.GRANTED, {"activities": ["traffic_fines"]}, FINES),
        (Right.RESTRICTION, Outcome.GRANTED, {"activities": ["traffic_fines"]}, FINES),
        (Right.RECTIFICATION, Outcome.REFUSED, {"activities": ["traffic_fines"]}, []),
        (Right.ACCESS, Outcome.GRANTED, {"activities": ["traffic_fines"]}, []),
        (Right.OBJECTION, Outcome.GRANTED, {"kind": "marketing"}, []),
        (Right.RECTIFICATION, Outcome.GRANTED, {"activities": ["bought_phone_numbers"]}, []),
    ],
)
def test_the_recipients_of_what_changed_are_listed(database, right, outcome, answers, listed):
    with database.transaction() as session:
        case = delivered(session, right, outcome, **answers)
        assert names(session, case) == listed
        assert len(ledger.open_duties(session, case)) == len(listed)


def test_each_recipient_stands_there_once_whatever_the_activities(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session)
        ledger.open_ledger(session, case, stories.organisation("cjib"), stories.NOW)
        found = names(session, case)
        assert len(found) == len(set(found))
        assert {"DUO (Dienst Uitvoering Onderwijs)", "Reclassering", *FINES} <= set(found)
        part = case.parts[0]
        assert [each.nl for each in ledger.recipients(stories.organisation("cjib"), part)] == found


def test_only_what_was_erased_is_told(sqlite_database):
    def item(activity: str, outcome: Outcome) -> PartItem:
        return PartItem(activity=activity, label_nl="a", label_en="a", outcome=outcome)

    part = CasePart(right=Right.ERASURE, answers={}, outcome=Outcome.PARTLY)
    part.items = [
        item("traffic_fines", Outcome.GRANTED),
        item("community_service", Outcome.REFUSED),
    ]
    concerned = ledger.concerned(stories.organisation("cjib"), part)
    assert [activity.id for activity in concerned] == ["traffic_fines"]
    part.items = [item("", Outcome.GRANTED)]
    assert len(ledger.concerned(stories.organisation("cjib"), part)) > 3


def test_a_recipient_is_told_or_excused_and_then_no_duty_is_left(database):
    with database.transaction() as session:
        case = delivered(session, activities=["payment_arrangements"])
        (row,) = ledger.open_duties(session, case)
        ledger.tell(case, row, How.MAIL, TODAY, actor=HANDLER, now=stories.NOW)
        assert ledger.open_duties(session, case) == []
        assert (row.state, row.how) == (NoticeState.TOLD, "mail")
        assert row.at is not None
        assert local_date(row.at) == TODAY
        ledger.reopen(case, row, actor=HANDLER, now=stories.NOW)
        assert ledger.open_duties(session, case) == [row]
        ledger.excuse(case, row, Excuse.IMPOSSIBLE, REASON, actor=HANDLER, now=stories.NOW)
        assert ledger.open_duties(session, case) == []
        assert [each.action for each in case.events if each.action == "tell"] == ["tell"] * 3


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_is_told_before_the_decision_or_after_today(sqlite_database, days):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["payment_arrangements"])
        (row,) = ledger.open_duties(session, case)
        with pytest.raises(ledger.WrongDay):
            ledger.tell(
                case, row, How.MAIL, TODAY + timedelta(days=days), actor=HANDLER, now=stories.NOW
            )
        assert row.state is NoticeState.TO_TELL


def test_an_excuse_needs_a_reason(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["payment_arrangements"])
        (row,) = ledger.open_duties(session, case)
        with pytest.raises(ledger.ReasonNeeded):
            ledger.excuse(case, row, Excuse.IMPOSSIBLE, "  nee  ", actor=HANDLER, now=stories.NOW)


def test_nothing_is_told_before_the_answer_is_there(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "cjib", right=Right.RECTIFICATION)
        row = ledger._row(case, case.parts[0], "traffic_fines", Text("politie", "police"))
        session.add(row)
        session.flush()
        with pytest.raises(ActionRefused):
            ledger.tell(case, row, How.MAIL, TODAY, actor=HANDLER, now=stories.NOW)


def test_a_recipient_the_register_does_not_name_is_added_once(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["payment_arrangements"])
        part = case.parts[0]
        row = ledger.add(session, case, part, "  Drukker   Bos ", actor=HANDLER, now=stories.NOW)
        assert (row.recipient_nl, row.recipient_en) == ("Drukker Bos", "Drukker Bos")
        for name in ("", "  ", "Drukker Bos"):
            with pytest.raises(ledger.NameNeeded):
                ledger.add(session, case, part, name, actor=HANDLER, now=stories.NOW)


def test_who_never_got_the_data_is_not_named_to_the_person(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        police, justice, cars = ledger.list_rows(session, case)
        ledger.excuse(case, police, Excuse.NEVER_GIVEN, REASON, actor=HANDLER, now=stories.NOW)
        ledger.excuse(
            case, justice, Excuse.DISPROPORTIONATE, REASON, actor=HANDLER, now=stories.NOW
        )
        assert ledger.list_for_person(session, case) == [justice, cars]
        assert ledger.name_of(cars, "en") == "RDW (vehicle authority)"
        assert ledger.name_of(cars, "nl") == "RDW"


def test_a_key_of_another_case_finds_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        one = delivered(session, activities=["payment_arrangements"])
        (row,) = ledger.list_rows(session, one)
        other = stories.ask(session, "cjib", key="other")
        assert ledger.find(session, one, row.id) is row
        assert ledger.find(session, other, row.id) is None
        assert ledger.find(session, one, 10**9) is None
