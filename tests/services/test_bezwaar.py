"""Bezwaar: a case of its own, with its own clock, about what was decided."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.law.deadlines import objection_due
from portal.law.derivation import Deadline, Term
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.law.rights import ControllerKind, Right
from portal.models.audit import AuditEvent
from portal.models.case import Case, Channel, Procedure
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import bezwaar, defaults, outcomes
from portal.services.bezwaar import Bezwaar, Refusal, Timely
from tests.services.days import Desk, after

SENT = 10  # days after receipt: 30 November
LAST = objection_due(date(2026, 11, 30)).legal_due


def answer(desk, outcome=Outcome.REFUSED, days=SENT):
    """Give the answer."""
    for part in desk.case.parts:
        part.outcome = outcome
    for action in (Action.PROPOSE, Action.APPROVE, Action.DELIVER):
        desk.case.advance(action, desk.member.actor(), after(days))
    desk.case.proposed_by = desk.member.id
    desk.case.delivered_at = after(days)
    desk.session.flush()


def made(desk, **more):
    """A bezwaar against all of it."""
    parts = frozenset(part.id for part in desk.case.parts)
    plain = Bezwaar(date(2026, 12, 14), parts, "U vergat mijn telefoontjes.", Channel.LETTER)
    return replace(plain, **more)


def register(desk, given=None, days=30, key="a"):
    return bezwaar.register(
        desk.session,
        desk.case,
        desk.organisation,
        given or made(desk),
        idempotency_key=key,
        actor=desk.member.actor(),
        now=after(days),
    )


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
    with_committee = bezwaar.decision_day(desk.case, committee=True)
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
        found = outcomes.grounds(part, desk.organisation, Outcome.REFUSED)
        assert {each.id for each in found} == {
            "bezwaar_inadmissible",
            "bezwaar_late",
            "bezwaar_unfounded",
        }


def test_sent_twice_it_is_one_case(desk):
    assert register(desk) is register(desk)
    assert desk.session.query(Case).count() == 2
    assert register(desk, key="b") is not register(desk, key="a")


def test_who_decided_before_is_known(desk):
    case = register(desk)
    assert list(bezwaar.decided_before(desk.session, case)) == [desk.member.id]
    assert list(bezwaar.decided_before(desk.session, desk.case)) == []


@pytest.mark.parametrize(
    ("received", "posted", "timely"),
    [
        (LAST, None, Timely.YES),
        (LAST + timedelta(days=1), None, Timely.LATE),
        (LAST + timedelta(days=7), LAST, Timely.POSTED),
        (LAST + timedelta(days=8), LAST, Timely.LATE),
        (LAST + timedelta(days=3), LAST + timedelta(days=1), Timely.LATE),
    ],
)
def test_whether_it_came_in_time(sqlite_database, received, posted, timely):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        assert bezwaar.timely(desk.case, received, posted) is timely


def test_a_late_bezwaar_is_taken_in_all_the_same(desk):
    case = register(desk, made(desk, received=LAST + timedelta(days=9)), days=70)
    event = desk.session.query(AuditEvent).filter_by(action="received", case_id=case.id).one()
    assert event.detail["timely"] == "late"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"received": date(2027, 1, 1)}, bezwaar.ReceivedInFuture),
        ({"received": date(2026, 11, 29)}, bezwaar.ReceivedBeforeDecision),
        ({"posted": date(2026, 12, 15)}, bezwaar.PostedAfterReceipt),
        ({"part_ids": frozenset()}, bezwaar.NothingContested),
        ({"part_ids": frozenset({9999})}, bezwaar.NothingContested),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(desk, more, error):
    with pytest.raises(error):
        register(desk, made(desk, **more))
    assert desk.session.query(Case).count() == 1
    assert desk.session.query(Letter).count() == 0


def test_on_the_day_of_the_decision_a_bezwaar_can_come_in(desk):
    assert register(desk, made(desk, received=date(2026, 11, 30)))


def refusal(desk):
    with pytest.raises(bezwaar.CannotRegister) as error:
        register(desk, key="another")
    return error.value.refusal


def test_there_is_no_bezwaar_before_an_answer(sqlite_database):
    with sqlite_database.transaction() as session:
        assert refusal(Desk(session, "cjib")) is Refusal.NO_ANSWER


def test_there_is_no_bezwaar_against_a_private_body(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "akj")
        answer(desk)
        assert refusal(desk) is Refusal.PRIVATE


def test_there_is_no_bezwaar_against_what_is_no_decision(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib", right=Right.COMPLAINT, answers={"what": "x"})
        answer(desk)
        assert refusal(desk) is Refusal.NO_DECISION


def test_there_is_no_bezwaar_against_a_decision_on_bezwaar(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        desk.case = register(desk)
        assert refusal(desk) is Refusal.IS_BEZWAAR


def test_a_bezwaar_that_is_not_decided_in_time_can_cost_a_penalty_too(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = register(desk)
        assert defaults.why_not(session, case, case.legal_due + timedelta(days=1)) is None
        assert case.parts[0].controller_kind is ControllerKind.PUBLIC
