"""The next sensible step follows from the facts."""

from datetime import UTC, datetime

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.audit import Role
from portal.models.finding import Review, SearchResult, SourceSearch
from portal.services import review, triage
from portal.services.guidance import Step
from portal.services.obstacles import Hindrance, Obstacle
from tests.services import experts, stories
from tests.services.days import Desk, after
from tests.services.deciding import advise, on_paper, secure
from tests.services.test_triage import hire

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = [["Onderwerp", "Subject", "huur"]]


@pytest.fixture
def work(sqlite_database):
    """A session, an untaken case and a handler."""
    with sqlite_database.transaction() as session:
        yield session, stories.ask(session), hire(session)


def test_from_receipt_to_the_end(work):
    session, case, me = work
    steps = [advise(session, case, me).step]
    triage.take(case, actor=me.actor(), now=NOW)
    steps.append(advise(session, case, me).step)
    secure(session)
    steps.append(advise(session, case, me).step)
    case.identity_method = "desk"
    steps.append(advise(session, case, me).step)
    search = SourceSearch(case_id=case.id, source="x", asked_at=NOW)
    session.add(search)
    steps.append(advise(session, case, me).step)
    search.result = SearchResult.NOTHING_HELD
    stories.find(session, case, [ROW], review=Review.UNDECIDED)
    steps.append(advise(session, case, me).step)
    for finding in case and session.query(review.Finding):
        finding.review = Review.INCLUDE
    steps.append(advise(session, case, me).step)
    case.parts[0].outcome = Outcome.GRANTED
    case.status, case.proposed_by = Status.PROPOSED, me.id
    steps.append(advise(session, case, me).step)
    steps.append(advise(session, case, hire(session, "bob")).step)
    for status in (Status.DECIDED, Status.DELIVERED, Status.CLOSED):
        case.status = status
        steps.append(advise(session, case, me).step)
    assert steps == [
        Step.TAKE,
        Step.CONFIRM_HOLD,
        Step.ASK_IDENTITY,
        Step.SEARCH,
        Step.WAIT_SOURCES,
        Step.REVIEW,
        Step.DECIDE,
        Step.WAIT_APPROVAL,
        Step.APPROVE,
        Step.WAIT_DOCUMENTS,
        Step.CLOSE,
        Step.NOTHING,
    ]


@pytest.mark.parametrize(
    ("right", "article"), [(Right.ACCESS, "AVG 15.1, 15.3"), (Right.ERASURE, "AVG 17")]
)
def test_the_law_that_is_named_for_a_search_is_that_of_what_was_asked(
    sqlite_database, right, article
):
    with sqlite_database.transaction() as session:
        case, me = stories.ask(session, right=right), hire(session)
        triage.take(case, actor=me.actor(), now=NOW)
        secure(session)
        case.identity_method = "email_code"
        advice = advise(session, case, me)
        assert (advice.step, advice.article) == (Step.SEARCH, article)


def test_it_tells_what_is_missing(work):
    session, case, me = work
    triage.take(case, actor=me.actor(), now=NOW)
    missing = advise(session, case, me).missing
    found = list(dict.fromkeys(each.obstacle for each in missing))
    assert found == [
        Obstacle.NOT_SEARCHED,
        Obstacle.NOT_CHECKED,
        Obstacle.NO_OUTCOME,
        Obstacle.IDENTITY_TOO_LOW,
    ]


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.ADMINISTRATOR])
def test_who_may_only_read_is_only_informed(work, role):
    session, case, _ = work
    advice = advise(session, case, hire(session, "fg", role))
    assert (advice.step, advice.can_act) == (Step.TAKE, False)


def test_a_complaint_needs_no_search_and_no_proof(sqlite_database):
    with sqlite_database.transaction() as session:
        case, me = stories.ask(session, right=Right.COMPLAINT), hire(session)
        triage.take(case, actor=me.actor(), now=NOW)
        assert advise(session, case, me).step is Step.DECIDE


@pytest.mark.parametrize("right", [Right.ACCESS, Right.ERASURE])
@pytest.mark.parametrize("method", ["desk", "email_code"])
def test_where_no_system_holds_what_was_asked_no_search_is_advised(sqlite_database, right, method):
    with sqlite_database.transaction() as session:
        answers = {"scope": "some", "activities": ["paper"]}
        case, me = stories.ask(session, right=right, answers=answers), hire(session)
        triage.take(case, actor=me.actor(), now=NOW)
        case.identity_method = method
        secure(session)
        advice = advise(session, case, me, on_paper())
        erased_unseen = right is Right.ERASURE and method == "email_code"
        assert advice.step is (Step.ASK_IDENTITY if erased_unseen else Step.DECIDE)
        assert Hindrance(Obstacle.NOT_SEARCHED, case.parts[0].id) not in advice.missing


def test_proof_of_identity_is_asked_once_and_then_decided_without(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        secure(session)
        assert advise(session, desk.case, desk.member).step is Step.ASK_IDENTITY
        desk.ask(days=1)
        triage.resume(session, desk.case, actor=desk.member.actor(), now=after(2))
        assert advise(session, desk.case, desk.member).step is Step.DECIDE


def test_while_people_are_asked_what_came_in_is_looked_at(work):
    session, _, me = work
    task = experts.begin(session, key="asked")
    case, here = experts.case_of(session, task), experts.organisation()
    case.handler_id, case.identity_method = me.id, "desk"
    secure(session)
    assert advise(session, case, me, here).step is Step.WAIT_EXPERTS
    search = stories.find(session, case, [ROW], review=Review.UNDECIDED)
    assert advise(session, case, me, here).step is Step.REVIEW
    search.result = SearchResult.PENDING
    assert advise(session, case, me, here).step is Step.WAIT_SOURCES
