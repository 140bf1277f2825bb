"""Stopping the use of data at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.law.grounds import Outcome
from portal.law.lifecycle import ActionRefused, Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.letter import Letter
from portal.services import stopping
from portal.services.guidance import Step
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.particulars import STOPPED_ON, Fault
from tests.services import stories
from tests.services.deciding import NOW, advise, complete, fill, hindrances, obstacles, taken
from tests.services.test_triage import hire

TODAY = NOW.date()
HERE = stories.organisation()
MARKETING = {"kind": "marketing"}


@pytest.fixture
def desk(sqlite_database):
    """A session and a handler."""
    with sqlite_database.transaction() as session:
        yield session, hire(session)


def stop(session, case, me, day=TODAY):
    stopping.stop(session, case, case.parts[0], HERE, day, actor=me.actor(), now=NOW)


@pytest.mark.parametrize(
    ("right", "answers"),
    [(Right.CONSENT_WITHDRAWAL, {"scope": "all"}), (Right.OBJECTION, MARKETING)],
)
def test_stopping_comes_first_and_waits_for_nobody_to_take_the_case(desk, right, answers):
    session, me = desk
    case = stories.ask(session, right=right, answers=answers)
    assert advise(session, case, me).step is Step.STOP_USE
    stop(session, case, me)
    assert case.parts[0].needs[STOPPED_ON] == TODAY.isoformat()
    assert advise(session, case, me).step is Step.TAKE
    assert stopping.due(case) == ()
    session.flush()
    event = session.query(AuditEvent).filter_by(action="stopped").one()
    assert event.detail == {"part": case.parts[0].id, "on": TODAY.isoformat()}


@pytest.mark.parametrize("right", [Right.ACCESS, Right.OBJECTION, Right.COMPLAINT])
def test_what_is_weighed_first_is_not_stopped_so(desk, right):
    session, me = desk
    case = stories.ask(session, right=right, answers={"kind": "situation"})
    assert stopping.due(case) == ()
    with pytest.raises(ActionRefused):
        stop(session, case, me)


@pytest.mark.parametrize("days", [-1, 1])
def test_it_stopped_neither_before_it_was_asked_nor_in_the_future(desk, days):
    session, me = desk
    case = stories.ask(session, right=Right.CONSENT_WITHDRAWAL)
    with pytest.raises(stopping.WrongDay):
        stop(session, case, me, TODAY + timedelta(days=days))
    assert stopping.due(case)


def test_nothing_is_stopped_in_a_case_that_ended(desk):
    session, me = desk
    case = stories.ask(session, right=Right.CONSENT_WITHDRAWAL)
    case.status, case.is_open = Status.CLOSED, False
    assert stopping.due(case) == ()
    with pytest.raises(ActionRefused):
        stop(session, case, me)


def test_the_answer_cannot_go_out_before_it_was_stopped(desk):
    session, me = desk
    case = taken(session, me, Right.CONSENT_WITHDRAWAL)
    fill(case, me, Outcome.GRANTED, needs={})
    part = case.parts[0]
    missing = Hindrance(Obstacle.FIELD, part.id, STOPPED_ON, Fault.EMPTY)
    assert hindrances(session, case) == (missing,)
    stop(session, case, me)
    assert obstacles(session, case) == set()


def test_a_draft_forgets_no_day_on_which_it_stopped(desk):
    session, me = desk
    case = taken(session, me, Right.CONSENT_WITHDRAWAL)
    stop(session, case, me)
    fill(case, me, None, needs={"other_ground": ""})
    assert case.parts[0].needs == {STOPPED_ON: TODAY.isoformat()}
    assert complete(case.parts[0], Outcome.GRANTED).needs


@pytest.mark.parametrize(
    ("right", "answers", "letters"),
    [(Right.CONSENT_WITHDRAWAL, {"scope": "all"}, 1), (Right.OBJECTION, MARKETING, 0)],
)
def test_who_took_back_consent_gets_a_letter_at_once(desk, right, answers, letters):
    session, me = desk
    case = stories.ask(session, right=right, answers=answers)
    case.received_date = TODAY - timedelta(days=1)
    stop(session, case, me)
    written = select(Letter).where(Letter.kind == LetterKind.CONSENT_WITHDRAWN)
    found = session.scalars(written).all()
    since = case.received_date.isoformat()  # AVG 7.3: at once, whenever the use stopped
    facts = {"since": since, "stopped": TODAY.isoformat()}
    assert [each.facts for each in found] == [facts] * letters
