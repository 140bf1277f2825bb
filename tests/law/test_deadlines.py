"""The terms: the month of the AVG, three when extended, and the six weeks of a remedy."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law.deadlines import answer_due, objection_due, petition_due
from portal.law.derivation import Ambiguity, Deadline, Step, StepCode, Term
from portal.law.workdays import bridge_days
from tests.law import twin

ROWS = list(csv.DictReader((Path(__file__).parent / "deadlines.csv").open(encoding="utf-8")))
DAYS = st.dates(date(2000, 1, 1), date(2100, 9, 29))
MONTHS = st.sampled_from([1, 3])
DEBATED = {Ambiguity.GOOD_FRIDAY, Ambiguity.LIBERATION_DAY, Ambiguity.BRIDGE_DAY}
DECREED = frozenset(bridge_days())


def codes(deadline: Deadline) -> list[StepCode]:
    return [step.code for step in deadline.steps]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['received']}+{row['months']}")
def test_the_worked_example_holds(row: dict[str, str]) -> None:
    deadline = answer_due(date.fromisoformat(row["received"]), int(row["months"]))
    assert deadline.nominal.isoformat() == row["nominal"]
    assert deadline.legal_due.isoformat() == row["due"]
    assert deadline.target.isoformat() == row["target"]
    assert deadline.generous_due.isoformat() == row["due_if_equated"]
    assert set(deadline.ambiguity) & DEBATED == set(row["points"].split())


def test_there_are_enough_worked_examples() -> None:
    assert len(ROWS) == 43


@settings(max_examples=400, deadline=None)
@given(DAYS, MONTHS)
def test_the_answer_is_due_when_a_second_count_says_so(received: date, months: int) -> None:
    deadline = answer_due(received, months)
    nominal = twin.month_end(received, months)
    assert deadline.nominal == nominal
    assert deadline.legal_due == twin.first_open(nominal)
    assert deadline.generous_due == twin.first_open(nominal, DECREED)


@settings(max_examples=200, deadline=None)
@given(DAYS, MONTHS)
def test_a_later_receipt_is_never_due_earlier(received: date, months: int) -> None:
    today, tomorrow = answer_due(received, months), answer_due(received + timedelta(1), months)
    assert today.legal_due <= tomorrow.legal_due
    assert today.target <= tomorrow.target


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_a_month_is_28_to_36_days_with_17_working_days_or_more(received: date) -> None:
    due = answer_due(received).legal_due
    assert 28 <= (due - received).days <= 36
    assert twin.count_open(received, due) >= 17


@settings(max_examples=200, deadline=None)
@given(DAYS, MONTHS)
def test_the_target_is_an_undisputed_working_day_in_time(received: date, months: int) -> None:
    deadline = answer_due(received, months)
    assert received < deadline.target <= deadline.nominal <= deadline.legal_due
    assert deadline.legal_due <= deadline.generous_due
    assert twin.is_open(deadline.target, DECREED)


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_the_bezwaar_term_ends_when_a_second_count_says_so(sent: date) -> None:
    assert objection_due(sent).legal_due == twin.first_open(sent + timedelta(42), DECREED)


@pytest.mark.parametrize(
    ("sent", "last_day"),
    [
        ("2026-11-12", "2026-12-24"),
        ("2026-11-13", "2026-12-28"),
        ("2026-11-20", "2027-01-04"),
        ("2026-03-25", "2026-05-06"),
        ("2026-02-20", "2026-04-07"),
        ("2026-04-02", "2026-05-18"),
    ],
)
def test_the_worked_example_of_a_bezwaar_holds(sent: str, last_day: str) -> None:
    deadline = objection_due(date.fromisoformat(sent))
    assert deadline.term is Term.ADMINISTRATIVE_OBJECTION
    assert deadline.legal_due == deadline.generous_due == date.fromisoformat(last_day)


def test_the_target_of_a_bezwaar_is_before_a_bridge_day() -> None:
    deadline = objection_due(date(2026, 4, 3))
    assert (deadline.nominal, deadline.target) == (date(2026, 5, 15), date(2026, 5, 13))
    assert deadline.steps[1] == Step(StepCode.SIX_WEEKS, date(2026, 4, 4))


def test_a_deadline_keeps_its_months_and_tells_which_term_it_is() -> None:
    for months, code in ((1, StepCode.ONE_MONTH), (3, StepCode.THREE_MONTHS)):
        deadline = answer_due(date(2026, 3, 3), months)
        assert (deadline.months, deadline.received) == (months, date(2026, 3, 3))
        assert deadline.steps[1] == Step(code, date(2026, 3, 3))


def test_two_holidays_on_one_day_are_both_in_its_step() -> None:
    step = answer_due(date(2016, 4, 5)).steps[3]
    assert step == Step(StepCode.IS_HOLIDAY, date(2016, 5, 5), "liberation_day ascension_day")


def test_a_bezwaar_beyond_the_known_decrees_says_so() -> None:
    assert objection_due(date(2028, 11, 1)).ambiguity == ()
    assert objection_due(date(2028, 12, 1)).ambiguity == (Ambiguity.BRIDGE_DAYS_UNKNOWN,)


def test_a_petition_runs_from_receipt_of_the_answer() -> None:
    deadline = petition_due(date(2026, 11, 13))
    assert deadline is not None
    assert (deadline.term, deadline.months) == (Term.PETITION, 0)
    assert deadline.legal_due == date(2026, 12, 28)
    assert deadline.target == date(2026, 12, 24)
    assert codes(deadline)[0] is StepCode.ANSWER_RECEIVED


def test_a_petition_has_no_date_when_nobody_knows_the_day_of_receipt() -> None:
    assert petition_due(None) is None


def test_an_extension_aims_at_the_earlier_of_two_readings() -> None:
    deadline = answer_due(date(2026, 1, 31), 3)
    assert deadline.legal_due == date(2026, 4, 30)
    assert deadline.target == date(2026, 4, 28)
    assert deadline.ambiguity == (Ambiguity.EXTENSION_COUNTING,)


def test_the_target_is_before_a_bridge_day() -> None:
    deadline = answer_due(date(2026, 4, 15))
    assert deadline.nominal == deadline.legal_due == date(2026, 5, 15)
    assert deadline.target == date(2026, 5, 13)


@pytest.mark.parametrize("received", [date(2024, 4, 5), date(2029, 4, 5)])
def test_the_fifth_of_may_in_a_weekend_is_not_debated(received: date) -> None:
    assert answer_due(received).ambiguity == ()


def test_the_two_readings_of_an_extension_differ_for_75_days_in_21_years() -> None:
    # Only the last days of a month can differ, so only those are counted.
    ends = [
        date(y, m, d)
        for y, m, d in product(range(2020, 2041), (1, 12, 11, 3, 5, 7, 8, 10), (29, 30, 31))
        if (m != 11 or d < 31)
    ]
    differing = [d for d in ends if Ambiguity.EXTENSION_COUNTING in answer_due(d, 3).ambiguity]
    assert len(differing) == 75


def test_the_steps_tell_the_way_over_easter() -> None:
    steps = [
        (s.code.value, s.date.isoformat(), s.detail) for s in answer_due(date(2026, 3, 3)).steps
    ]
    assert steps == [
        ("received", "2026-03-03", ""),
        ("one_month", "2026-03-03", ""),
        ("same_day", "2026-04-03", ""),
        ("is_holiday", "2026-04-03", "good_friday"),
        ("is_saturday", "2026-04-04", ""),
        ("is_sunday", "2026-04-05", "easter_sunday"),
        ("is_holiday", "2026-04-06", "easter_monday"),
        ("next_working_day", "2026-04-07", ""),
        ("result", "2026-04-07", ""),
    ]


def test_the_steps_tell_that_a_month_is_too_short() -> None:
    steps = answer_due(date(2026, 3, 31)).steps
    assert (steps[2].code, steps[2].date, steps[2].detail) == (
        StepCode.MONTH_TOO_SHORT,
        date(2026, 4, 30),
        "31",
    )


def test_the_steps_tell_that_a_bridge_day_did_not_count() -> None:
    step = answer_due(date(2026, 4, 14)).steps[-2]
    assert (step.code, step.date, step.detail) == (
        StepCode.BRIDGE_DAY_NOT_COUNTED,
        date(2026, 5, 15),
        "2026-05-18",
    )


def test_the_steps_of_a_bezwaar_tell_that_a_bridge_day_did_count() -> None:
    assert codes(objection_due(date(2026, 4, 2))) == [
        StepCode.SENT,
        StepCode.SIX_WEEKS,
        StepCode.ENDS_ON,
        StepCode.IS_HOLIDAY,
        StepCode.IS_BRIDGE_DAY,
        StepCode.IS_SATURDAY,
        StepCode.IS_SUNDAY,
        StepCode.NEXT_WORKING_DAY,
        StepCode.RESULT,
    ]


@settings(max_examples=100, deadline=None)
@given(DAYS, MONTHS)
def test_the_steps_leave_no_day_out_and_end_at_the_last_day(received: date, months: int) -> None:
    deadline = answer_due(received, months)
    free = [s.date for s in deadline.steps if s.code.startswith("is_")]
    rolled = (deadline.legal_due - deadline.nominal).days
    assert free == [deadline.nominal + timedelta(n) for n in range(rolled)]
    assert deadline.steps[-1].code is StepCode.RESULT
    assert deadline.steps[-1].date == deadline.legal_due


@settings(max_examples=100, deadline=None)
@given(DAYS, MONTHS)
def test_a_stored_deadline_comes_back_unchanged(day: date, months: int) -> None:
    for deadline in (answer_due(day, months), objection_due(day), petition_due(day)):
        assert deadline is not None
        assert Deadline.from_dict(json.loads(json.dumps(deadline.as_dict()))) == deadline


def test_a_stored_deadline_is_read_back_and_not_computed_again() -> None:
    stored = answer_due(date(2026, 3, 3)).as_dict() | {"legal_due": "2026-04-30"}
    assert Deadline.from_dict(stored).legal_due == date(2026, 4, 30)


@pytest.mark.parametrize(
    "damage",
    [{"term": "forever"}, {"received": "soon"}, {"steps": None}, {"steps": [{}]}, {"nominal": 3}],
)
def test_a_damaged_deadline_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Deadline.from_dict(answer_due(date(2026, 3, 3)).as_dict() | damage)


def test_a_stored_deadline_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="not a stored deadline"):
        Deadline.from_dict({})


@pytest.mark.parametrize("months", [0, 2, 4, -1, 1.0, True, "1", None])
def test_no_other_number_of_months_exists(months: Any) -> None:
    with pytest.raises(ValueError, match="months is 1, or 3"):
        answer_due(date(2026, 3, 3), months)


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2101, 1, 1), date.min, date.max])
def test_a_year_that_must_be_a_mistake_is_refused(day: date) -> None:
    for compute in (answer_due, objection_due, petition_due):
        with pytest.raises(ValueError, match="lies outside 2000-2100"):
            compute(day)


def test_a_term_that_leaves_the_known_calendar_is_refused() -> None:
    assert answer_due(date(2100, 11, 30)).legal_due == date(2100, 12, 30)
    for compute in (answer_due, objection_due, petition_due):
        with pytest.raises(ValueError, match="the public holidays of 2101 are not known"):
            compute(date(2100, 12, 1))


@pytest.mark.parametrize("day", [datetime(2026, 3, 3, tzinfo=UTC), "2026-03-03", 20260303])
def test_a_moment_or_text_is_no_calendar_date(day: Any) -> None:
    for compute in (answer_due, objection_due, petition_due):
        with pytest.raises(ValueError, match="a calendar date in the Netherlands is needed"):
            compute(day)
