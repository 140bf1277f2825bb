"""Notices of default: only against a public body that is late, with what they cost."""

from datetime import date, timedelta

import pytest

from portal.law.defaults import Schedule
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.clock import DefaultNotice
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import defaults
from portal.services.defaults import Refusal
from tests.services.contested import answer
from tests.services.days import MONTH, Desk, after

NOTICE = date(2026, 12, 24)
TODAY = 40  # days after receipt: 30 December


def register(desk, received=NOTICE, days=TODAY):
    return defaults.register(
        desk.session,
        desk.case,
        desk.organisation,
        received,
        actor=desk.member.actor(),
        now=after(days),
    )


@pytest.fixture
def desk(database):
    with database.transaction() as session:
        yield Desk(session, "cjib")


def test_a_notice_is_kept_with_its_penalties_and_its_receipt_is_confirmed(desk, queue):
    notice = register(desk)
    schedule = defaults.schedule_of(notice)
    assert (schedule.notice, schedule.legal_due) == (NOTICE, MONTH)
    assert (schedule.two_weeks_end, schedule.first_day) == (date(2027, 1, 6), date(2027, 1, 7))
    assert schedule.total_cents == 144_200
    letter = desk.session.query(Letter).one()
    assert (letter.kind, queue.of(Job.MAKE_LETTER)) == (LetterKind.DEFAULT_RECEIPT, [letter.id])
    assert letter.facts["two_weeks_end"] == "2027-01-06"
    assert defaults.notice_of(desk.session, desk.case) is notice


@pytest.mark.parametrize(
    ("today", "cents"),
    [
        (date(2027, 1, 6), 0),
        (date(2027, 1, 7), 2300),
        (date(2027, 1, 20), 14 * 2300),
        (date(2027, 1, 21), 14 * 2300 + 3500),
        (date(2027, 12, 31), 144_200),
    ],
)
def test_what_is_owed_grows_by_the_day(sqlite_database, today, cents):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        assert defaults.owed(desk.case, register(desk), today) == cents


def test_the_answer_stops_the_penalty(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        notice = register(desk)
        desk.case.delivered_at = after(50)  # 9 January: the third day of the penalty
        assert defaults.owed(desk.case, notice, date(2027, 3, 1)) == 2 * 2300


def test_a_schedule_stays_as_it_was_stored(sqlite_database, monkeypatch):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        notice = register(desk)
        monkeypatch.setattr("portal.law.defaults.known_rates", dict)
        session.flush()
        session.expire_all()
        assert defaults.schedule_of(notice) == Schedule.from_dict(notice.schedule)
        assert defaults.owed(desk.case, notice, date(2027, 1, 7)) == 2300


@pytest.mark.parametrize("received", [MONTH, MONTH - timedelta(days=9)])
def test_a_notice_before_the_term_has_passed_does_not_count(desk, received):
    with pytest.raises(defaults.ReceivedTooEarly):
        register(desk, received)
    assert desk.session.query(Letter).count() == 0


def test_a_notice_of_tomorrow_cannot_be(desk):
    with pytest.raises(defaults.ReceivedInFuture):
        register(desk, date(2026, 12, 31))
    assert desk.session.query(DefaultNotice).count() == 0


def refused(desk, days=TODAY):
    with pytest.raises(defaults.CannotRegister) as error:
        register(desk, days=days)
    return error.value.refusal


def test_one_notice_is_enough(desk):
    register(desk)
    assert refused(desk) is Refusal.ALREADY


def test_before_the_last_day_passed_there_is_nothing_to_register(desk):
    assert refused(desk, days=31) is Refusal.NOT_LATE


def test_an_answered_request_is_not_in_default(desk):
    for action in (Action.PROPOSE, Action.APPROVE, Action.DELIVER):
        desk.case.advance(action, desk.member.actor(), after(20))
    assert refused(desk) is Refusal.ANSWERED


def test_a_private_body_owes_no_penalty(sqlite_database):
    with sqlite_database.transaction() as session:
        assert refused(Desk(session, "akj")) is Refusal.PRIVATE


def test_what_asks_no_decision_knows_no_penalty(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib", right=Right.COMPLAINT, answers={"what": "x"})
        assert refused(desk, days=90) is Refusal.NO_DECISION


@pytest.mark.parametrize(("answered", "owing"), [(40, 0), (50, 2 * 2300)])
def test_a_notice_that_lay_in_the_post_while_we_answered_counts_all_the_same(desk, answered, owing):
    answer(desk, days=answered)
    notice = register(desk, days=answered + 1)
    assert defaults.owed(desk.case, notice, date(2027, 3, 1)) == owing
    letter = desk.session.query(Letter).one()
    sent = after(answered).date().isoformat()
    assert (letter.facts["answered_on"], letter.facts["owed_cents"]) == (sent, owing)
    assert desk.case.status is Status.DELIVERED


def test_also_once_the_case_is_closed(desk):
    answer(desk, days=50)
    desk.case.advance(Action.CLOSE, desk.member.actor(), after(51))
    assert register(desk, days=52).received_on == NOTICE


@pytest.mark.parametrize("days", [0, 1])
def test_a_notice_of_the_day_of_the_answer_or_later_does_not_count(desk, days):
    answer(desk, days=50)
    with pytest.raises(defaults.ReceivedAfterAnswer):
        register(desk, after(50 + days).date(), days=60)


@pytest.mark.parametrize("days", [20, 31, 32])
def test_after_an_answer_in_time_no_day_can_be_right(desk, days):
    answer(desk, days=days)
    assert refused(desk, days=60) is Refusal.ANSWERED


def test_a_request_that_was_withdrawn_is_not_in_default(desk):
    desk.case.advance(Action.WITHDRAW, desk.member.actor(), after(20))
    assert refused(desk) is Refusal.ANSWERED
