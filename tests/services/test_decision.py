"""Deciding: what stands in the way, who may approve, what happens then."""

import dataclasses
from datetime import UTC, datetime

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import ActionRefused, Status
from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.finding import Review, SearchResult, SourceSearch
from portal.queueing import Job
from portal.services import decision, review, triage
from portal.services.decision import NotReady, Obstacle, PartOutcome
from tests.services import stories
from tests.services.test_triage import hire

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = [["Onderwerp", "Subject", "huur"]]
WHY = "Dit is lang genoeg om de reden te zijn."


@pytest.fixture
def desk(database):
    """A session, a handler and a colleague."""
    with database.transaction() as session:
        yield session, hire(session), hire(session, "bob")


def taken(session, member, right=Right.ACCESS, slug="juridisch-loket"):
    case = stories.ask(session, slug, right=right)
    triage.take(case, actor=member.actor(), now=NOW)
    case.identity_method = "desk"
    return case


def fill(case, member, outcome, ground=None, reason=""):
    given = PartOutcome(outcome, ground, reason)
    decision.fill_in(case, {part.id: given for part in case.parts}, actor=member.actor(), now=NOW)


def obstacles(session, case, **more):
    return set(decision.obstacles_to_propose(case, review.facts_of(session, case), **more))


def propose(session, case, member, **more):
    facts = review.facts_of(session, case)
    decision.propose(case, facts, unanswered_seen=True, actor=member.actor(), now=NOW, **more)


def approve(session, case, member, slug="juridisch-loket"):
    facts = review.facts_of(session, case)
    here = stories.organisation(slug)
    decision.approve(session, case, here, facts, actor=member.actor(), now=NOW)


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


def test_where_one_person_will_do_one_person_does(desk, monkeypatch):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW])
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    object.__setattr__(here := stories.organisation(), "second_approver", False)
    try:
        approve(session, case, me)
    finally:
        object.__setattr__(here, "second_approver", True)
    assert case.status is Status.DECIDED


def test_the_gravest_ground_always_needs_a_second_person(desk):
    session, me, _ = desk
    case = taken(session, me)
    fill(case, me, Outcome.REFUSED, "unfounded_excessive", WHY)
    here = stories.organisation()
    object.__setattr__(here, "second_approver", False)
    try:
        assert decision.needs_second_person(case, here)
    finally:
        object.__setattr__(here, "second_approver", True)


@pytest.mark.parametrize(
    ("outcome", "ground", "reason", "obstacle"),
    [
        (None, None, "", Obstacle.NO_OUTCOME),
        (Outcome.REFUSED, None, WHY, Obstacle.NO_GROUND),
        (Outcome.REFUSED, "not_inaccurate", WHY, Obstacle.GROUND_DOES_NOT_FIT),
        (Outcome.REFUSED, "others_rights", WHY, Obstacle.GROUND_DOES_NOT_FIT),
        (Outcome.REFUSED, "bestaat niet", WHY, Obstacle.GROUND_DOES_NOT_FIT),
        (Outcome.REFUSED, "cannot_identify", "kort", Obstacle.NO_REASON),
        (Outcome.GRANTED, None, "", Obstacle.NOT_SEARCHED),
        (Outcome.WITHDRAWN, None, "", Obstacle.OUTCOME_DOES_NOT_FIT),
    ],
)
def test_a_part_needs_what_the_law_asks(desk, outcome, ground, reason, obstacle):
    session, me, _ = desk
    case = taken(session, me)
    fill(case, me, outcome, ground, reason)
    assert obstacles(session, case) == {obstacle}
    with pytest.raises(NotReady):
        propose(session, case, me)
    assert case.status is Status.IN_TREATMENT


def test_a_refusal_with_ground_and_reason_can_be_proposed(desk):
    session, me, _ = desk
    case = taken(session, me, Right.RECTIFICATION)
    fill(case, me, Outcome.REFUSED, "not_inaccurate", WHY)
    assert obstacles(session, case) == set()


def test_withdrawal_of_consent_cannot_be_refused(desk):
    session, me, _ = desk
    case = taken(session, me, Right.CONSENT_WITHDRAWAL)
    fill(case, me, Outcome.REFUSED, None, WHY)
    assert Obstacle.OUTCOME_DOES_NOT_FIT in obstacles(session, case)


def test_what_was_found_must_be_decided_first(desk):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=Review.UNDECIDED)
    fill(case, me, Outcome.PARTLY, "cannot_identify", WHY)
    assert obstacles(session, case) == {Obstacle.UNDECIDED}


def test_a_search_under_way_is_waited_for(desk):
    session, me, _ = desk
    case = taken(session, me)
    session.add(SourceSearch(case_id=case.id, source="x", asked_at=NOW))
    session.flush()
    fill(case, me, Outcome.NOTHING_HELD)
    assert obstacles(session, case) == {Obstacle.SEARCH_PENDING}


def test_a_source_that_failed_holds_nothing_up_but_must_be_known(desk):
    session, me, _ = desk
    case = taken(session, me)
    failed = SearchResult.FAILED
    session.add(SourceSearch(case_id=case.id, source="x", asked_at=NOW, result=failed))
    session.flush()
    fill(case, me, Outcome.NOTHING_HELD)
    assert obstacles(session, case, unanswered_seen=False) == {Obstacle.UNANSWERED_NOT_SEEN}
    assert obstacles(session, case) == set()


@pytest.mark.parametrize(
    ("how", "ground", "outcome", "obstacle"),
    [
        (Review.LEAVE_OUT, "others_rights", Outcome.GRANTED, Obstacle.SOMETHING_LEFT_OUT),
        (Review.INCLUDE, None, Outcome.NOTHING_HELD, Obstacle.SOMETHING_INCLUDED),
        (Review.LEAVE_OUT, "not_about_person", Outcome.GRANTED, Obstacle.NOTHING_INCLUDED),
    ],
)
def test_the_outcome_says_what_is_in_the_answer(desk, how, ground, outcome, obstacle):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=how, ground=ground, reason=WHY)
    fill(case, me, outcome)
    assert obstacle in obstacles(session, case)


def test_items_left_out_carry_the_grounds_of_a_partial_answer(desk):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=Review.LEAVE_OUT, ground="others_rights", reason=WHY)
    fill(case, me, Outcome.PARTLY)
    assert obstacles(session, case) == set()


def test_a_namesake_left_out_is_nothing_held(desk):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=Review.LEAVE_OUT, ground="not_about_person")
    fill(case, me, Outcome.NOTHING_HELD)
    assert obstacles(session, case) == set()


def test_whoever_asks_for_another_must_have_been_checked(desk):
    session, me, other = desk
    case = taken(session, me, Right.COMPLAINT)
    case.representative = {"kind": "parent", "name": "Els de Wit"}
    fill(case, me, Outcome.GRANTED)
    with pytest.raises(NotReady) as refused:
        propose(session, case, me)
    assert refused.value.obstacles == (Obstacle.AUTHORITY_NOT_CHECKED,)
    propose(session, case, me, authority_checked=True)
    session.flush()
    assert proposal(session).detail["authority_checked"] is True
    assert "Els" not in str(proposal(session).detail)
    approve(session, case, other)
    assert case.status is Status.DECIDED


def test_who_asks_for_themselves_needs_no_authority(desk):
    session, me, _ = desk
    case = taken(session, me, Right.COMPLAINT)
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    session.flush()
    assert "authority_checked" not in proposal(session).detail


def proposal(session):
    return session.query(AuditEvent).filter_by(action="propose").one()


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.NOTHING_HELD])
def test_what_is_on_paper_only_is_decided_without_a_search(desk, outcome):
    session, me, other = desk
    case = taken(session, me)
    case.parts[0].answers = {"scope": "some", "activities": ["paper"]}
    fill(case, me, outcome)
    assert obstacles(session, case) == {Obstacle.NOT_SEARCHED}
    assert obstacles(session, case, searchable=False) == set()
    propose(session, case, me, searchable=False)
    here = on_paper()
    facts = review.facts_of(session, case)
    decision.approve(session, case, here, facts, actor=other.actor(), now=NOW)
    assert case.status is Status.DECIDED


def on_paper():
    """The organisation with one line in its register that is in no system."""
    here = stories.organisation()
    ordinary = next(each for each in here.activities if each.sensitivity == "ordinary")
    folder = dataclasses.replace(ordinary, id="paper", source_systems=())
    return dataclasses.replace(here, activities=(*here.activities, folder))


def test_a_proposal_goes_back_with_a_note(desk):
    session, me, other = desk
    case = taken(session, me, Right.COMPLAINT)
    fill(case, me, Outcome.GRANTED)
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
        decision.close(case, actor=me.actor(), now=NOW)


def test_a_ground_of_a_granted_part_is_forgotten(desk):
    session, me, _ = desk
    case = taken(session, me, Right.RECTIFICATION)
    fill(case, me, Outcome.GRANTED, "not_inaccurate", WHY)
    assert case.parts[0].ground is None
