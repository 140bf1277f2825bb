"""The clock of a case: paused by a question asked in time, and never moved by itself."""

from datetime import date, timedelta

import pytest

from portal.law.deadlines import answer_due
from portal.models.clock import ClockKind, PauseEnd, Question
from portal.services import clock
from tests.services.days import MONTH, QUARTER, RECEIVED, TARGET, Desk


@pytest.fixture
def desk(database):
    with database.transaction() as session:
        yield Desk(session)


def test_a_question_asked_in_time_moves_the_last_day_by_the_days_it_takes(desk):
    desk.pause(days=3)  # Monday
    waiting = answer_due(RECEIVED).nominal + timedelta(14)
    assert desk.case.legal_due >= waiting
    desk.end(days=8)
    assert desk.case.legal_due == date(2026, 12, 28)  # 20 + 5 days: Christmas Day, then a weekend
    assert (desk.case.unpaused_due, desk.case.target) == (MONTH, TARGET)
    assert desk.case.deadline["unpaused"]["legal_due"] == MONTH.isoformat()
    assert [kind for kind, _ in desk.entries()] == [
        ClockKind.RECEIVED,
        ClockKind.PAUSED,
        ClockKind.PAUSED,
    ]


def test_an_answer_on_the_same_day_leaves_one_date(desk):
    desk.pause(days=3)
    desk.end(days=3)
    assert (desk.case.legal_due, desk.case.unpaused_due) == (MONTH, None)
    assert "unpaused" not in desk.case.deadline


def test_a_question_asked_late_moves_nothing(desk):
    pause = desk.pause(days=6)  # the fourth working day
    desk.end(days=9)
    assert (pause.counts, pause.ended_by) == (False, PauseEnd.ANSWERED)
    assert (desk.case.legal_due, desk.case.unpaused_due) == (MONTH, None)
    assert desk.entries() == []


def test_the_third_working_day_still_counts(desk):
    assert clock.would_count(desk.case, RECEIVED + timedelta(5))  # Wednesday
    assert not clock.would_count(desk.case, RECEIVED + timedelta(6))


def test_the_same_question_stops_the_clock_once(desk):
    desk.pause()
    desk.end(days=2)
    with pytest.raises(clock.AskedBefore):
        desk.pause(days=3)
    assert desk.pause(days=3, question=Question.CLARIFICATION).counts


def test_an_answer_after_the_day_given_counts_until_that_day(desk):
    pause = desk.pause(days=0, wait=7)
    waiting = desk.case.legal_due
    desk.end(days=12)
    assert (pause.ended_on, desk.case.legal_due) == (RECEIVED + timedelta(7), waiting)


def test_a_pause_is_ended_once_and_an_end_without_pause_is_nothing(desk):
    desk.end(days=1)
    pause = desk.pause(days=1)
    desk.end(days=2)
    moved = desk.case.legal_due
    desk.end(days=9, how=PauseEnd.RESUMED)
    assert (pause.ended_by, desk.case.legal_due) == (PauseEnd.ANSWERED, moved)


def test_a_pause_and_an_extension_go_together(desk):
    desk.pause(days=3)
    desk.end(days=8)
    desk.extend(days=9)
    nominal = answer_due(RECEIVED, 3).nominal + timedelta(5)
    assert desk.case.legal_due >= nominal
    assert desk.case.unpaused_due == QUARTER


def test_a_withdrawn_request_leaves_the_clock_alone(desk):
    desk.pause(days=1)
    due = desk.case.legal_due
    desk.end(days=2, how=PauseEnd.WITHDRAWN)
    assert desk.case.legal_due == due


@pytest.mark.parametrize(
    ("left", "stage"),
    [(40, None), (15, None), (14, 14), (8, 14), (7, 7), (4, 7), (3, 3), (2, 3), (1, 1), (0, 1),
     (-1, 0), (-90, 0)],
)  # fmt: skip
def test_a_warning_for_each_stage(left, stage):
    assert clock.warning_stage(MONTH, MONTH - timedelta(left)) == stage


def test_a_later_last_day_forgets_the_warnings_that_no_longer_fit(desk):
    desk.case.warned = 7
    desk.extend(days=10)
    assert desk.case.warned is None
