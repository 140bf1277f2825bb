"""Deciding: who may approve, what goes back, what happens then."""

import pytest
from sqlalchemy import select

from portal.law.grounds import Outcome
from portal.law.lifecycle import ActionRefused, Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import decision, triage
from portal.services.guidance import Step
from portal.services.obstacles import NotReady, Obstacle
from tests.services import stories
from tests.services.contested import answer, contest, made
from tests.services.days import Desk
from tests.services.deciding import (
    NOW,
    ROW,
    WHY,
    advise,
    alone,
    approve,
    fill,
    propose,
    taken,
)
from tests.services.test_triage import hire


@pytest.fixture
def desk(database):
    """A session, a handler and a colleague."""
    with database.transaction() as session:
        yield session, hire(session), hire(session, "bob")


def test_who_proposes_does_not_approve(desk, queue):
    session, me, other = desk
    case = taken(session, me)
    stories.find(session, case, [ROW])
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    with pytest.raises(NotReady) as refused:
        approve(session, case, me)
    assert refused.value.obstacles == (Obstacle.OWN_PROPOSAL,)
    assert case.status is Status.PROPOSED
    assert queue.of(Job.MAKE_ANSWER) == []
    approve(session, case, other)
    assert (case.status, case.approved_by, case.decided_at) == (Status.DECIDED, other.id, NOW)
    assert queue.of(Job.MAKE_ANSWER) == [case.id]


def test_where_one_person_will_do_one_person_does(desk):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW])
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    approve(session, case, me, alone(stories.organisation()))
    assert case.status is Status.DECIDED


def test_the_gravest_ground_always_needs_a_second_person(desk):
    session, me, _ = desk
    case = taken(session, me)
    fill(case, me, Outcome.REFUSED, "unfounded_excessive", WHY)
    assert decision.needs_second_person(case, alone(stories.organisation()))


@pytest.fixture
def contested(database):
    """A bezwaar against what Anna decided alone, in the hands of Bob, who decides alone too."""
    with database.transaction() as session:
        anna = Desk(session, "cjib")
        answer(anna)
        anna.case.approved_by = anna.member.id
        case = contest(anna, made(anna))
        bob = hire(session, "bob", slug="cjib")
        triage.take(case, actor=bob.actor(), now=NOW)
        yield session, case, anna, bob


def test_who_took_a_decision_does_not_judge_the_bezwaar_against_it(contested):
    session, case, anna, bob = contested
    fill(case, bob, Outcome.REFUSED, "bezwaar_unfounded")
    propose(session, case, bob)
    with pytest.raises(NotReady) as refused:
        approve(session, case, anna.member)
    assert refused.value.obstacles == (Obstacle.OWN_DECISION,)
    assert advise(session, case, anna.member).step is Step.WAIT_APPROVAL
    carla = hire(session, "carla", slug="cjib")
    assert advise(session, case, carla).step is Step.APPROVE
    approve(session, case, carla)
    assert case.status is Status.DECIDED


def test_a_bezwaar_always_needs_a_second_person(contested):
    _session, case, anna, _bob = contested
    assert decision.needs_second_person(case, alone(anna.organisation))


def test_a_proposal_goes_back_with_a_note(desk):
    session, me, other = desk
    case = taken(session, me, Right.COMPLAINT)
    fill(case, me, Outcome.GRANTED, reason=WHY)
    propose(session, case, me)
    decision.send_back(session, case, "te kort", actor=other.actor(), now=NOW)
    session.flush()
    session.refresh(case)
    assert (case.status, case.proposed_by) == (Status.IN_TREATMENT, None)
    assert [message.body for message in case.messages] == ["te kort"]


def test_what_was_not_proposed_is_not_approved_and_nothing_is_closed_early(desk):
    session, me, other = desk
    case = taken(session, me)
    with pytest.raises(ActionRefused):
        approve(session, case, other)
    with pytest.raises(ActionRefused):
        decision.close(session, case, stories.organisation(), actor=me.actor(), now=NOW)


def test_who_asked_hears_that_the_case_is_closed(desk):
    session, me, _other = desk
    case = taken(session, me)
    case.status = Status.DELIVERED
    decision.close(session, case, stories.organisation(), actor=me.actor(), now=NOW)
    letter = session.scalars(select(Letter).where(Letter.case_id == case.id)).one()
    assert (letter.kind, case.status) == (LetterKind.CLOSING, Status.CLOSED)
