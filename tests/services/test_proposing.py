"""Proposing: what stands in the way of a decision."""

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.finding import Review, SearchResult, SourceSearch
from portal.services import authority, decision, review
from portal.services.obstacles import NotReady, Obstacle
from tests.services import stories
from tests.services.deciding import (
    NOW,
    ROW,
    WHY,
    approve,
    fill,
    obstacles,
    on_paper,
    propose,
    taken,
)
from tests.services.test_triage import hire


@pytest.fixture
def desk(sqlite_database):
    """A session, a handler and a colleague."""
    with sqlite_database.transaction() as session:
        yield session, hire(session), hire(session, "bob")


def test_what_was_found_must_be_decided_first(desk):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW], review=Review.UNDECIDED)
    fill(case, me, Outcome.PARTLY, "cannot_identify", WHY)
    assert obstacles(session, case) == {Obstacle.UNDECIDED}


def test_what_was_found_can_be_told_apart(desk):
    session, me, _ = desk
    case = taken(session, me)
    stories.find(session, case, [ROW])
    fill(case, me, Outcome.REFUSED, "cannot_identify")
    assert obstacles(session, case) == {Obstacle.DATA_FOUND}


def test_who_was_seen_at_the_desk_is_not_refused_for_doubt_about_who_it_is(desk):
    session, me, _ = desk
    case = taken(session, me)
    fill(case, me, Outcome.REFUSED, "identity_doubt_unresolved")
    assert obstacles(session, case) == {Obstacle.IDENTITY_PROVEN}
    case.identity_method = None
    assert obstacles(session, case) == set()


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


def test_whoever_asks_for_another_must_have_been_checked(desk):
    session, me, other = desk
    case = taken(session, me, Right.COMPLAINT)
    case.representative = {"whom": "other", "kind": "authorised", "name": "Els de Wit"}
    fill(case, me, Outcome.GRANTED, reason=WHY)
    with pytest.raises(NotReady) as refused:
        propose(session, case, me)
    assert refused.value.obstacles == (Obstacle.AUTHORITY_OPEN,)
    look_at_authority(session, case, me)
    propose(session, case, me)
    approve(session, case, other)
    assert case.status is Status.DECIDED


def look_at_authority(session, case, me):
    here = stories.organisation()
    for each in authority.questions(case, here):
        authority.answer(session, case, here, each.check.id, "yes", WHY, actor=me.actor(), now=NOW)


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.NOTHING_HELD])
def test_what_is_on_paper_only_is_decided_without_a_search(desk, outcome):
    session, me, other = desk
    case = taken(session, me)
    case.parts[0].answers = {"scope": "some", "activities": ["paper"]}
    fill(case, me, outcome)
    assert obstacles(session, case) == {Obstacle.NOT_SEARCHED}
    here = on_paper()
    assert obstacles(session, case, here) == set()
    propose(session, case, me, here)
    facts = review.facts_of(session, case)
    decision.approve(session, case, here, facts, actor=other.actor(), now=NOW)
    assert case.status is Status.DECIDED


def test_a_ground_of_a_granted_part_is_forgotten(desk):
    session, me, _ = desk
    case = taken(session, me, Right.RECTIFICATION)
    fill(case, me, Outcome.GRANTED, "not_inaccurate", WHY)
    assert case.parts[0].ground is None
