"""A decision on bezwaar that comes later still."""

from datetime import date, timedelta

import pytest

from portal.law.lifecycle import Action
from portal.law.objections import Further, FurtherGround
from portal.models.clock import ClockKind, PauseEnd, Question
from portal.services import clock, delaying, extending
from portal.services.delaying import CannotDelay, Delay, ReasonMissing, Refusal, WrongDay
from portal.services.extending import Extension
from tests.services.contested import answer, contest, made
from tests.services.days import Desk, after

WHY = "U vond dit goed in ons gesprek van maandag."
UNTIL = date(2027, 5, 7)  # a Friday between a holiday and a weekend, closed by decree
AGREED = Delay(Further(UNTIL, FurtherGround.PERSON_AGREES), WHY)
FIRST = date(2027, 2, 22)  # six weeks after the end of the term, which is 11 January


@pytest.fixture
def at(database):
    """The desk of a public body, and a bezwaar there that is being handled."""
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = contest(desk, made(desk))
        case.advance(Action.TAKE, desk.member.actor(), after(30))
        yield desk, case


def who(desk, days):
    return {"actor": desk.member.actor(), "now": after(days)}


def extend(desk, case, days=40):
    given = Extension((), "Wij horen u pas in februari, op uw eigen verzoek.")
    extending.extend(desk.session, case, desk.organisation, given, **who(desk, days))


def test_after_the_six_weeks_people_may_agree_on_a_later_day(at):
    desk, case = at
    assert case.legal_due == FIRST
    extend(desk, case)
    assert case.legal_due == date(2027, 4, 5)
    row = delaying.delay(desk.session, case, desk.organisation, AGREED, **who(desk, 50))
    assert case.legal_due == date(2027, 5, 10)  # Atw 3.3
    assert row.facts["further"] == "person_agrees"
    assert row.facts["legal_due"] == "2027-05-10"
    assert clock.entries_of(desk.session, case)[-1].kind is ClockKind.FURTHER
    assert WHY in case.extension_reason


@pytest.mark.parametrize(
    ("delay", "error"),
    [
        (Delay(Further(date(2027, 4, 5), FurtherGround.ALL_AGREE), WHY), WrongDay),
        (Delay(Further(date(2028, 4, 6), FurtherGround.ALL_AGREE), WHY), WrongDay),
        (Delay(Further(UNTIL, FurtherGround.PROCEDURE), "Awb."), ReasonMissing),
    ],
)
def test_the_day_is_later_and_the_reason_is_told(at, delay, error):
    desk, case = at
    extend(desk, case)
    with pytest.raises(error):
        delaying.check(case, delay, date(2027, 1, 20))


def test_first_come_the_six_weeks_and_nothing_is_put_off_that_is_over(at):
    desk, case = at
    with pytest.raises(CannotDelay) as refused:
        delaying.check(case, AGREED, date(2027, 1, 20))
    assert refused.value.refusal is Refusal.FIRST_EXTEND  # Awb 7:10.3
    extend(desk, case)
    assert delaying.why_not(case, date(2027, 4, 5)) is None
    assert delaying.why_not(case, date(2027, 4, 6)) is Refusal.TOO_LATE
    assert delaying.why_not(desk.case, date(2027, 1, 20)) is Refusal.NO_BEZWAAR
    case.advance(Action.PROPOSE, desk.member.actor(), after(60))
    assert delaying.why_not(case, date(2027, 1, 20)) is Refusal.ANSWERED


def test_mending_stops_the_clock_and_what_was_agreed_stays(at):
    desk, case = at
    session, actor = desk.session, desk.member.actor()
    pause = clock.start_pause(
        session,
        case,
        Question.CLARIFICATION,
        date(2027, 2, 1),
        actor=actor,
        now=after(59),  # Monday 18 January
    )
    assert pause.counts
    assert case.legal_due == date(
        2027, 3, 8
    )  # 13 days: 19 up to and including 31 January; a Sunday
    extend(desk, case, 60)
    assert case.legal_due == date(2027, 4, 19)
    clock.end_pause(
        session, case, Question.CLARIFICATION, PauseEnd.ANSWERED, actor=actor, now=after(66)
    )
    assert case.legal_due == date(
        2027, 4, 12
    )  # 6 days: 19 up to and including 24 January; a Sunday
    delaying.delay(session, case, desk.organisation, AGREED, **who(desk, 70))
    assert case.legal_due == date(2027, 5, 10)
    assert clock.deadline_of(session, case).legal_due == case.legal_due
    assert case.unpaused_due is None


def test_what_was_agreed_holds_when_a_question_that_ran_past_it_is_answered_at_once(at):
    desk, case = at
    session, actor = desk.session, desk.member.actor()
    extend(desk, case)
    agreed = Delay(Further(date(2027, 4, 15), FurtherGround.PERSON_AGREES), WHY)
    delaying.delay(session, case, desk.organisation, agreed, **who(desk, 50))
    asked = {"actor": actor, "now": after(110)}  # Wednesday 10 March
    clock.start_pause(session, case, Question.CLARIFICATION, date(2027, 4, 30), **asked)
    assert case.legal_due == date(2027, 5, 25)  # 5 April and 50 days
    answered = {"actor": actor, "now": after(112)}
    clock.end_pause(session, case, Question.CLARIFICATION, PauseEnd.ANSWERED, **answered)
    assert case.legal_due == date(2027, 4, 15)  # not 6 April: Awb 7:10.4


def test_asking_who_somebody_is_stops_no_decision_on_bezwaar(at):
    _desk, case = at
    assert not clock.would_count(case, date(2027, 1, 18), Question.IDENTITY)
    assert clock.would_count(case, FIRST)
    assert not clock.would_count(case, FIRST + timedelta(days=1))  # Awb 7:10.2: nothing runs
