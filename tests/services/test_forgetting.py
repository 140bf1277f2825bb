"""What experts were asked and wrote goes when the case is over for good."""

from datetime import timedelta

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.models.audit import AuditEvent
from portal.models.case import Case
from portal.models.expert import ExpertAnswer, ExpertTask, TaskState
from portal.services import asking, forgetting
from tests.services import experts
from tests.services.experts import STAFF
from tests.services.stories import NOW

LONG_AFTER = NOW + timedelta(days=70)


def answered(database, *, key="key", over=Status.WITHDRAWN, delivered=NOW, **more):
    """A task that was answered, in a case that is over; gives its key."""
    with database.transaction() as session:
        task = experts.begin(session, key=key)
        task.question, task.note = "Kijk ook bij haar zus.", "Niets bij de zus."
        task.state, task.answer, task.answered_at = TaskState.ANSWERED, ExpertAnswer.OVERVIEW, NOW
        task.copies_gone_at, task.next_mail_on = NOW, None
        for name, value in more.items():
            setattr(task, name, value)
        case = session.get_one(Case, task.case_id)
        if over is Status.WITHDRAWN:
            case.advance(Action.WITHDRAW, STAFF, NOW)
        else:
            case.status, case.is_open = over, False
            case.decided_at = case.delivered_at = delivered
            for part in case.parts:
                part.outcome = Outcome.GRANTED
        session.flush()
        asking.end_with_case(session, case, now=NOW)
        return task.id


def read(database, number):
    with database.transaction(write=False) as session:
        task = session.get_one(ExpertTask, number)
        return task.email, task.question, task.note


def forget(database, now=LONG_AFTER):
    return forgetting.forget_asked(database, now=now)


@pytest.mark.parametrize("over", [Status.WITHDRAWN, Status.CLOSED])
def test_who_was_asked_and_what_was_written_goes_and_the_facts_stay(database, over):
    number = answered(database, over=over)
    assert forget(database) == 1
    assert read(database, number) == ("", "", "")
    with database.transaction(write=False) as session:
        task = session.get_one(ExpertTask, number)
        assert (task.source, task.answer, task.asked_at) == (
            "cellar",
            ExpertAnswer.OVERVIEW,
            NOW,
        )
        event = session.query(AuditEvent).filter_by(action="expert_forgotten").one()
        assert event.detail == {"task": number}
    assert forget(database) == 0


@pytest.mark.parametrize(
    ("over", "days"), [(Status.DELIVERED, 70), (Status.CLOSED, 20), (Status.CLOSED, 44)]
)
def test_as_long_as_the_answer_can_be_contested_it_is_kept(sqlite_database, over, days):
    number = answered(sqlite_database, over=over)
    assert forget(sqlite_database, NOW + timedelta(days=days)) == 0
    assert read(sqlite_database, number)[1] == "Kijk ook bij haar zus."


def test_who_must_still_say_that_copies_are_gone_can_still_be_mailed(sqlite_database):
    day = (NOW + timedelta(days=80)).date()
    number = answered(sqlite_database, copies_gone_at=None, next_mail_on=day)
    assert forget(sqlite_database) == 0
    assert read(sqlite_database, number)[0] == experts.ADDRESS


def test_many_are_forgotten_in_steps(sqlite_database, monkeypatch):
    monkeypatch.setattr(forgetting, "BATCH", 2)
    for number in range(5):
        answered(sqlite_database, key=str(number))
    assert forget(sqlite_database) == 5
