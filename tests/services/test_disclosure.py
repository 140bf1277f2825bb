"""Deciding: whether the person proved well enough who they are for what they get."""

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.finding import Finding
from portal.services import disclosure, guidance, items, review
from portal.services.obstacles import Hindrance, NotReady, Obstacle
from tests.services import stories
from tests.services.deciding import advise, approve, fill, on_paper, propose, taken
from tests.services.test_triage import hire

ROW = [["Onderwerp", "Subject", "huur"]]
WHY = "Dit is lang genoeg om de reden te zijn."


@pytest.fixture
def desk(database):
    """A session, a handler and a colleague."""
    with database.transaction() as session:
        yield session, hire(session), hire(session, "bob")


@pytest.mark.parametrize("method", [None, "email_code"])
def test_sensitive_data_go_only_to_who_proved_enough(desk, method):
    session, me, other = desk
    me.organisation = other.organisation = "cjib"
    case = taken(session, me, slug="cjib")
    stories.find(session, case, [ROW])
    here = stories.organisation("cjib")
    secret = next(each.id for each in here.activities if each.sensitivity == "high")
    session.query(Finding).update({"activity": secret})
    case.identity_method = method
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    with pytest.raises(NotReady) as refused:
        approve(session, case, other)
    assert refused.value.obstacles == (Obstacle.IDENTITY_TOO_LOW,)
    case.identity_method = "desk"
    approve(session, case, other)
    assert case.status is Status.DECIDED


@pytest.mark.parametrize("ways", ["name+birth_date", "phone", "client_number", ""])
def test_a_code_to_an_address_in_no_record_gives_no_data(desk, ways):
    session, me, other = desk
    case = taken(session, me)
    case.identity_method = "email_code"
    stories.find(session, case, [ROW], matched_by=ways)
    session.query(Finding).update({"activity": of_sensitivity("ordinary")})
    fill(case, me, Outcome.GRANTED)
    advice = advise(session, case, me)
    assert (advice.step, advice.missing) == (
        guidance.Step.ASK_IDENTITY,
        (Hindrance(Obstacle.ADDRESS_NOT_KNOWN),),
    )
    propose(session, case, me)
    with pytest.raises(NotReady) as refused:
        approve(session, case, other)
    assert refused.value.obstacles == (Obstacle.ADDRESS_NOT_KNOWN,)
    case.identity_method = "desk"
    approve(session, case, other)
    assert case.status is Status.DECIDED


@pytest.mark.parametrize(("level", "ways"), [("ordinary", "email,phone"), ("low", "phone")])
def test_a_code_is_enough_for_a_known_address_or_for_light_data(desk, level, ways):
    session, me, other = desk
    case = taken(session, me)
    case.identity_method = "email_code"
    stories.find(session, case, [ROW], matched_by=ways)
    session.query(Finding).update({"activity": of_sensitivity(level)})
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    approve(session, case, other)
    assert case.status is Status.DECIDED


def of_sensitivity(level):
    here = stories.organisation()
    return next(each.id for each in here.activities if each.sensitivity == level)


def test_copies_from_paper_need_more_than_a_mailbox(desk):
    session, me, _ = desk
    case = taken(session, me)
    case.identity_method = "email_code"
    case.parts[0].answers = {"scope": "some", "activities": ["paper"]}
    here = on_paper()
    fill(case, me, Outcome.GRANTED)
    facts = review.facts_of(session, case)
    assert disclosure.identity_obstacle(case, here, facts) is Obstacle.ADDRESS_NOT_KNOWN
    fill(case, me, Outcome.NOTHING_HELD)
    assert disclosure.identity_suffices(case, here, facts)


@pytest.mark.parametrize(
    ("right", "answers"),
    [
        (Right.COMPLAINT, {"what": "te laat"}),
        (Right.CONSENT_WITHDRAWAL, {"scope": "all"}),
        (Right.OBJECTION, {"kind": "marketing"}),
    ],
)
def test_what_hands_nothing_over_is_answered_without_proof(desk, right, answers):
    session, me, other = desk
    case = taken(session, me, right, answers=answers)
    case.identity_method = None
    fill(case, me, Outcome.GRANTED, reason=WHY)
    propose(session, case, me)
    approve(session, case, other)
    assert case.status is Status.DECIDED


def test_a_refusal_goes_out_to_who_proved_nothing(desk):
    session, me, other = desk
    case = taken(session, me)
    case.identity_method = None
    fill(case, me, Outcome.REFUSED, "identity_doubt_unresolved", WHY)
    propose(session, case, me)
    approve(session, case, other)
    assert case.status is Status.DECIDED


@pytest.mark.parametrize("right", [Right.ERASURE, Right.RECTIFICATION])
def test_data_nobody_looked_up_are_not_erased_for_whoever_reads_a_mailbox(desk, right):
    session, me, other = desk
    case = taken(session, me, right)
    case.identity_method = "email_code"
    items.add(case, case.parts[0], "alles", actor=me.actor(), now=stories.NOW)
    items.give_rest(case, case.parts[0], actor=me.actor(), now=stories.NOW)
    fill(case, me, Outcome.GRANTED)
    propose(session, case, me)
    with pytest.raises(NotReady) as refused:
        approve(session, case, other)
    assert refused.value.obstacles == (Obstacle.IDENTITY_TOO_LOW,)
    here = stories.organisation()
    case.status = Status.IN_TREATMENT
    advice = advise(session, case, me)
    assert advice.step is guidance.Step.SEARCH  # it may turn out to be nothing sensitive
    case.status = Status.PROPOSED
    stories.find(session, case, [ROW])
    low = next(each.id for each in here.activities if each.sensitivity == "low")
    session.query(Finding).update({"activity": low})
    approve(session, case, other)
    assert case.status is Status.DECIDED
