"""Waiting for the citizen stops the clock, if it was asked at once; and the end of extending."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law.deadlines import (
    Paused,
    answer_due,
    last_day_to_extend,
    pause_counts,
)
from portal.law.derivation import Ambiguity, Step, StepCode
from tests.law import twin

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FEW = st.integers(0, 40)


def day(text: str) -> date:
    return date.fromisoformat(text)


def paused(asked: str, ended: str) -> Paused:
    return Paused(day(asked), day(ended))


@pytest.mark.parametrize(
    ("received", "asked", "ended", "unpaused", "due"),
    [
        ("2026-06-01", "2026-06-03", "2026-06-13", "2026-07-01", "2026-07-13"),
        ("2026-06-01", "2026-06-20", "2026-06-30", "2026-07-01", "2026-07-01"),
        ("2026-12-01", "2026-12-04", "2026-12-18", "2027-01-04", "2027-01-15"),
        ("2026-01-30", "2026-02-02", "2026-02-09", "2026-03-02", "2026-03-09"),
    ],
)
def test_the_worked_example_of_a_pause_holds(received, asked, ended, unpaused, due):
    plain = answer_due(day(received))
    with_pause = answer_due(day(received), pauses=(paused(asked, ended),))
    assert plain.legal_due == day(unpaused)
    assert with_pause.legal_due == day(due)
    assert with_pause.target == plain.target


@pytest.mark.parametrize(
    ("received", "asked", "counts"),
    [
        ("2026-06-01", "2026-06-01", True),
        ("2026-06-01", "2026-06-04", True),  # the third working day
        ("2026-06-01", "2026-06-05", False),
        ("2026-06-04", "2026-06-09", True),  # over a weekend
        ("2026-06-04", "2026-06-10", False),
        ("2026-12-24", "2026-12-30", True),  # over Christmas and a weekend
        ("2026-12-24", "2026-12-31", False),
        (
            "2026-05-13",
            "2026-05-19",
            True,
        ),  # the bridge day after Ascension counts as a working day
        ("2026-05-13", "2026-05-20", False),
        ("2026-06-01", "2026-05-31", False),  # before the request came in
    ],
)
def test_only_a_question_asked_within_three_working_days_stops_the_clock(received, asked, counts):
    assert pause_counts(day(received), day(asked)) is counts


def test_the_steps_tell_each_pause_and_the_days_it_adds():
    pauses = (paused("2026-06-20", "2026-06-25"), paused("2026-06-03", "2026-06-13"))
    assert answer_due(day("2026-06-01"), pauses=pauses).steps == (
        Step(StepCode.RECEIVED, day("2026-06-01")),
        Step(StepCode.ONE_MONTH, day("2026-06-01")),
        Step(StepCode.SAME_DAY, day("2026-07-01")),
        Step(StepCode.PAUSED, day("2026-06-03"), "2026-06-13"),
        Step(StepCode.PAUSE_NOT_COUNTED, day("2026-06-20")),
        Step(StepCode.PAUSE_DAYS, day("2026-07-11"), "10"),
        Step(StepCode.IS_SATURDAY, day("2026-07-11")),
        Step(StepCode.IS_SUNDAY, day("2026-07-12")),
        Step(StepCode.NEXT_WORKING_DAY, day("2026-07-13")),
        Step(StepCode.RESULT, day("2026-07-13")),
    )


def test_two_pauses_that_begin_on_one_day_are_told_by_their_end():
    long, short = paused("2026-06-02", "2026-06-12"), paused("2026-06-02", "2026-06-05")
    steps = answer_due(day("2026-06-01"), pauses=(long, short)).steps
    assert [step.detail for step in steps if step.code is StepCode.PAUSED] == [
        "2026-06-05",
        "2026-06-12",
    ]


def test_a_day_on_which_two_answers_were_awaited_counts_once():
    both = (paused("2026-06-02", "2026-06-12"), paused("2026-06-04", "2026-06-14"))
    assert answer_due(day("2026-06-01"), pauses=both).nominal == day("2026-07-13")
    inside = (paused("2026-06-02", "2026-06-12"), paused("2026-06-04", "2026-06-06"))
    assert answer_due(day("2026-06-01"), pauses=inside).nominal == day("2026-07-11")


def test_an_answer_on_the_same_day_adds_nothing():
    deadline = answer_due(day("2026-06-01"), pauses=(paused("2026-06-02", "2026-06-02"),))
    assert deadline.legal_due == day("2026-07-01")
    assert StepCode.PAUSE_DAYS not in [step.code for step in deadline.steps]
    assert deadline.ambiguity == ()


def test_a_pause_that_counts_is_marked_as_debated_and_one_that_does_not_is_not():
    counted = answer_due(day("2026-06-01"), pauses=(paused("2026-06-03", "2026-06-13"),))
    late = answer_due(day("2026-06-01"), pauses=(paused("2026-06-20", "2026-06-30"),))
    assert counted.ambiguity == (Ambiguity.PAUSE,)
    assert late.ambiguity == ()


def test_an_extended_term_is_paused_as_well_and_keeps_its_target():
    pause = (paused("2026-02-02", "2026-02-12"),)
    plain, with_pause = answer_due(day("2026-01-31"), 3), answer_due(day("2026-01-31"), 3, pause)
    assert (plain.legal_due, plain.target) == (day("2026-04-30"), day("2026-04-28"))
    assert (with_pause.nominal, with_pause.target) == (day("2026-05-10"), day("2026-04-28"))
    assert with_pause.legal_due == day("2026-05-11")
    assert with_pause.ambiguity == (Ambiguity.EXTENSION_COUNTING, Ambiguity.PAUSE)


def test_the_days_of_a_pause_can_end_before_a_bridge_day():
    deadline = answer_due(day("2026-04-01"), pauses=(paused("2026-04-02", "2026-04-15"),))
    assert (deadline.nominal, deadline.legal_due) == (day("2026-05-14"), day("2026-05-15"))
    assert deadline.generous_due == day("2026-05-18")


@settings(max_examples=150, deadline=None)
@given(DAYS, st.sampled_from([1, 3]), FEW, FEW)
def test_a_pause_adds_its_days_and_then_rolls_as_any_end(received, months, wait, length):
    asked = received + timedelta(wait)
    pause = Paused(asked, asked + timedelta(length))
    end = twin.month_end(received, months)
    if twin.count_open(received, asked) <= 3:
        end += timedelta(length)
    deadline = answer_due(received, months, (pause,))
    assert deadline.nominal == end
    assert deadline.legal_due == twin.first_open(end)
    assert deadline.target == answer_due(received, months).target


@settings(max_examples=100, deadline=None)
@given(DAYS, st.lists(st.tuples(FEW, FEW), max_size=4))
def test_the_order_of_pauses_does_not_matter_and_none_makes_the_term_shorter(received, waits):
    pauses = [Paused(received + timedelta(a), received + timedelta(a + b)) for a, b in waits]
    forward = answer_due(received, pauses=tuple(pauses))
    assert forward == answer_due(received, pauses=tuple(reversed(pauses)))
    assert forward.legal_due >= answer_due(received).legal_due
    longest = sum(length for _, length in waits)
    assert forward.nominal <= answer_due(received).nominal + timedelta(longest)


def test_waiting_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="waiting from 2026-06-03 cannot end on 2026-06-02"):
        paused("2026-06-03", "2026-06-02")


@pytest.mark.parametrize(
    "wrong", [datetime(2026, 6, 3, tzinfo=UTC), "2026-06-03", date(1999, 1, 1)]
)
def test_waiting_runs_between_calendar_dates(wrong: Any):
    with pytest.raises(ValueError, match=r"calendar date|outside"):
        Paused(wrong, day("2026-06-03"))
    with pytest.raises(ValueError, match=r"calendar date|outside"):
        Paused(day("2026-06-03"), wrong)


def test_an_extension_can_be_told_until_the_end_of_the_first_month():
    assert last_day_to_extend(day("2026-03-03")) == day("2026-04-07")  # over Easter
    assert last_day_to_extend(day("2026-04-14")) == day("2026-05-15")  # a bridge day
