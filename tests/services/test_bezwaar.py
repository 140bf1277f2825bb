"""Bezwaar: a case of its own, with its own clock, about what was decided."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.law.derivation import Deadline, Term
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.law.objections import Missing
from portal.law.rights import ControllerKind, Right
from portal.models.audit import AuditEvent
from portal.models.case import Case, Procedure
from portal.models.clock import Question
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import bezwaar, clock, contesting, defaults, outcomes, triage
from portal.services.triage import Asking
from tests.services.contested import LAST, answer, contest, made
from tests.services.days import Desk, after


def register(desk, given=None, days=30, key="a"):
    return contest(desk, given or made(desk), days, key)


@pytest.fixture
def desk(database):
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        yield desk


def test_a_bezwaar_is_a_case_of_its_own_linked_both_ways(desk, queue):
    case = register(desk)
    assert (case.procedure, case.origin_id) == (Procedure.BEZWAAR, desk.case.id)
    assert (case.status, case.handler_id) == (Status.RECEIVED, None)
    assert case.reference != desk.case.reference
    assert (case.name, case.email, case.language) == (
        desk.case.name,
        desk.case.email,
        desk.case.language,
    )
    assert bezwaar.linked(desk.session, desk.case).against == (case,)
    assert bezwaar.linked(desk.session, case).origin is desk.case
    assert case.messages[0].body == "U vergat mijn telefoontjes."
    letter = desk.session.query(Letter).one()
    assert (letter.kind, letter.case_id) == (LetterKind.BEZWAAR_RECEIPT, case.id)
    assert queue.of(Job.MAKE_LETTER) == [letter.id]
    event = desk.session.query(AuditEvent).filter_by(action="register_bezwaar").one()
    assert (event.case_id, event.detail["case"]) == (desk.case.id, case.id)


def test_its_clock_runs_from_the_end_of_the_term_to_make_it(desk):
    case = register(desk)
    deadline = Deadline.from_dict(case.deadline)
    assert (deadline.term, deadline.received) == (Term.BEZWAAR_DECISION, LAST)
    assert case.legal_due == date(2027, 2, 22)
    with_committee = contesting.decision_day(desk.case, committee=True)
    assert with_committee.legal_due == date(2027, 4, 5)
    assert case.received_date == date(2026, 12, 14)


def test_its_parts_are_the_contested_ones_with_grounds_of_their_own(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = register(desk)
        (part,) = case.parts
        assert (part.right, part.outcome) == (Right.ACCESS, None)
        assert part.answers == desk.case.parts[0].answers | {"procedure": "bezwaar"}
        assert refusals(desk, case) == {"bezwaar_inadmissible", "bezwaar_unfounded"}


@pytest.mark.parametrize(
    ("days", "posted", "is_late"),
    [(0, None, False), (9, None, True), (7, LAST, False), (7, LAST + timedelta(days=1), True)],
)
def test_only_a_late_bezwaar_can_be_refused_for_being_late(desk, days, posted, is_late):
    received = LAST + timedelta(days=days)
    case = register(desk, made(desk, received=received, posted=posted), days=70)
    desk.session.refresh(case)
    assert case.posted_on == posted
    assert ("bezwaar_late" in refusals(desk, case)) is is_late


def refusals(desk, case):
    """The grounds on which the bezwaar may be refused."""
    found = outcomes.grounds(case.parts[0], desk.organisation, Outcome.REFUSED)
    return {each.id for each in found}


def test_sent_twice_it_is_one_case(desk):
    assert register(desk) is register(desk)
    assert desk.session.query(Case).count() == 2
    assert register(desk, key="b") is not register(desk, key="a")


def test_who_decided_before_is_known(desk):
    case = register(desk)
    assert list(bezwaar.decided_before(desk.session, case)) == [desk.member.id]
    assert list(bezwaar.decided_before(desk.session, desk.case)) == []


def test_a_late_bezwaar_is_taken_in_all_the_same(desk):
    case = register(desk, made(desk, received=LAST + timedelta(days=9)), days=70)
    event = desk.session.query(AuditEvent).filter_by(action="received", case_id=case.id).one()
    assert event.detail["timely"] == "late"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"received": date(2027, 1, 1)}, contesting.ReceivedInFuture),
        ({"received": date(2026, 11, 29)}, contesting.ReceivedBeforeDecision),
        ({"posted": date(2026, 12, 15)}, contesting.PostedAfterReceipt),
        ({"part_ids": frozenset()}, contesting.NothingContested),
        ({"part_ids": frozenset({9999})}, contesting.NothingContested),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(desk, more, error):
    with pytest.raises(error):
        register(desk, made(desk, **more))
    assert desk.session.query(Case).count() == 1
    assert desk.session.query(Letter).count() == 0


def test_on_the_day_of_the_decision_a_bezwaar_can_come_in(desk):
    assert register(desk, made(desk, received=date(2026, 11, 30)))


def test_a_bezwaar_that_is_not_decided_in_time_can_cost_a_penalty_too(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = register(desk)
        assert defaults.why_not(session, case, case.legal_due + timedelta(days=1)) is None
        assert case.parts[0].controller_kind is ControllerKind.PUBLIC


def test_who_is_asked_to_mend_a_bezwaar_reads_what_it_lacks(desk):
    case, member, now = register(desk), desk.member, after(31)
    triage.take(case, actor=member.actor(), now=now)
    asking = Asking(Question.CLARIFICATION, "Zet uw handtekening eronder.", date(2027, 1, 8))
    put = {"actor": member.actor(), "now": now}
    with pytest.raises(triage.NothingMissing):  # Awb 6:6
        triage.ask(desk.session, case, desk.organisation, asking, **put)
    assert case.status is Status.IN_TREATMENT
    assert clock.pauses_of(desk.session, case) == []
    lacks = replace(asking, missing=(Missing.SIGNATURE,))
    triage.ask(desk.session, case, desk.organisation, lacks, **put)
    letter = desk.session.query(Letter).filter_by(kind=LetterKind.CLARIFICATION).one()
    assert letter.facts["missing"] == ["signature"]
    assert case.status is Status.CLARIFICATION_ASKED
