"""A notice of default, the two weeks after it, and the penalty with its dated amounts."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law.defaults import (
    Band,
    NoticeTooEarly,
    Rate,
    Schedule,
    amount_on,
    default_schedule,
    known_rates,
    rates_on,
    read_rates,
)
from portal.law.derivation import Ambiguity, Step, StepCode
from tests.law import twin

ENDED, NOTICE = date(2026, 7, 13), date(2026, 7, 20)
DAYS = st.dates(date(2019, 1, 1), date(2099, 1, 1))
HEADING = "valid_from,confirmed_until,first_day,last_day,cents_a_day,source"


def test_the_worked_example_of_a_penalty_holds():
    schedule = default_schedule(NOTICE, ENDED)
    assert (schedule.notice, schedule.legal_due) == (NOTICE, ENDED)
    assert schedule.two_weeks_end == date(2026, 8, 2)
    assert (schedule.first_day, schedule.last_day) == (date(2026, 8, 3), date(2026, 9, 13))
    assert schedule.generous_first_day == date(2026, 8, 4)
    assert schedule.bands == (
        Band(date(2026, 8, 3), date(2026, 8, 16), 2300),
        Band(date(2026, 8, 17), date(2026, 8, 30), 3500),
        Band(date(2026, 8, 31), date(2026, 9, 13), 4500),
    )
    assert schedule.total_cents == 144200


def test_the_steps_tell_the_way_to_the_sum():
    assert default_schedule(NOTICE, ENDED).steps == (
        Step(StepCode.TERM_PASSED, ENDED),
        Step(StepCode.NOTICE_RECEIVED, NOTICE),
        Step(StepCode.TWO_WEEKS, date(2026, 8, 2)),
        Step(StepCode.PENALTY_BAND, date(2026, 8, 3), "2026-08-16 2300"),
        Step(StepCode.PENALTY_BAND, date(2026, 8, 17), "2026-08-30 3500"),
        Step(StepCode.PENALTY_BAND, date(2026, 8, 31), "2026-09-13 4500"),
        Step(StepCode.PENALTY_ENDS, date(2026, 9, 13), "144200"),
    )


@pytest.mark.parametrize(
    ("day", "cents"),
    [
        (date(2026, 8, 2), 0),
        (date(2026, 8, 3), 2300),
        (date(2026, 8, 16), 32200),
        (date(2026, 8, 17), 35700),
        (date(2026, 8, 30), 81200),
        (date(2026, 8, 31), 85700),
        (date(2026, 9, 12), 139700),
        (date(2026, 9, 13), 144200),
        (date(2027, 1, 1), 144200),
    ],
)
def test_each_day_adds_its_amount_until_the_last(day, cents):
    assert amount_on(default_schedule(NOTICE, ENDED), day) == cents


@pytest.mark.parametrize(
    ("decided", "cents"),
    [(date(2026, 8, 2), 0), (date(2026, 8, 3), 0), (date(2026, 8, 5), 4600)],
)
def test_a_decision_stops_the_penalty_on_the_day_it_is_made_known(decided, cents):
    schedule = default_schedule(NOTICE, ENDED)
    assert amount_on(schedule, date(2027, 1, 1), decided=decided) == cents
    assert amount_on(schedule, date(2026, 8, 3), decided=date(2026, 8, 20)) == 2300


@pytest.mark.parametrize("notice", [ENDED, ENDED - timedelta(1)])
def test_a_notice_before_the_term_has_passed_is_no_notice(notice):
    with pytest.raises(NoticeTooEarly, match=r"^the last day to answer is 2026-07-13$"):
        default_schedule(notice, ENDED)
    assert default_schedule(ENDED + timedelta(1), ENDED).first_day == date(2026, 7, 28)


@pytest.mark.parametrize("wrong", [datetime(2026, 7, 13, tzinfo=UTC), date(1999, 1, 1)])
def test_only_calendar_dates_are_taken(wrong: Any):
    with pytest.raises(ValueError, match=r"calendar date|outside"):
        default_schedule(NOTICE, wrong)
    with pytest.raises(ValueError, match=r"calendar date|outside"):
        default_schedule(wrong, ENDED)


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(1, 400))
def test_the_penalty_runs_42_days_from_the_day_two_weeks_have_passed(ended, later):
    schedule = default_schedule(ended + timedelta(later), ended)
    assert schedule.first_day == schedule.notice + timedelta(14)
    assert schedule.two_weeks_end == schedule.notice + timedelta(13)
    assert (schedule.last_day - schedule.first_day).days == 41
    days = [schedule.first_day + timedelta(n) for n in range(42)]
    assert amount_on(schedule, schedule.last_day) == schedule.total_cents
    assert [amount_on(schedule, day) for day in days] == sorted(
        amount_on(schedule, d) for d in days
    )
    rolled = twin.first_open(schedule.first_day, frozenset(twin_bridge_days()))
    assert schedule.generous_first_day == rolled + timedelta(1)


def twin_bridge_days() -> set[date]:
    named = (
        "2023-04-28 2023-05-19 2024-05-10 2024-12-27 2025-05-30 2026-01-02 2026-05-15 2027-05-07"
    )
    return {date.fromisoformat(text) for text in f"{named} 2028-04-28 2028-05-26".split()}


def test_the_kindest_start_comes_after_a_bridge_day() -> None:
    schedule = default_schedule(date(2026, 5, 1), date(2026, 4, 30))
    assert schedule.first_day == date(2026, 5, 15)
    assert schedule.generous_first_day == date(2026, 5, 19)


def test_the_start_is_debated_and_amounts_after_2025_are_not_confirmed():
    in_2026 = default_schedule(NOTICE, ENDED)
    in_2025 = default_schedule(date(2025, 7, 21), date(2025, 7, 14))
    assert in_2026.ambiguity == (Ambiguity.PENALTY_START, Ambiguity.PENALTY_AMOUNTS)
    assert in_2025.ambiguity == (Ambiguity.PENALTY_START,)


@pytest.mark.parametrize(
    ("last", "confirmed"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)]
)
def test_amounts_are_confirmed_up_to_the_last_day_that_costs_money(last, *, confirmed):
    schedule = default_schedule(last - timedelta(41 + 14), date(2025, 6, 1))
    assert schedule.last_day == last
    assert (Ambiguity.PENALTY_AMOUNTS not in schedule.ambiguity) is confirmed


def test_a_stored_schedule_comes_back_unchanged():
    schedule = default_schedule(NOTICE, ENDED)
    assert Schedule.from_dict(json.loads(json.dumps(schedule.as_dict()))) == schedule


def test_a_stored_schedule_is_read_back_and_not_computed_again():
    stored = default_schedule(NOTICE, ENDED).as_dict() | {"total_cents": 1, "ambiguity": []}
    assert Schedule.from_dict(stored).total_cents == 1
    assert Schedule.from_dict(stored).ambiguity == ()


@pytest.mark.parametrize("damage", [{"bands": None}, {"notice": "soon"}, {"steps": [{}]}])
def test_a_damaged_schedule_is_refused(damage):
    with pytest.raises(ValueError, match=r"."):
        Schedule.from_dict(default_schedule(NOTICE, ENDED).as_dict() | damage)
    with pytest.raises(ValueError, match=r"^not a stored schedule: KeyError"):
        Schedule.from_dict({})


def test_new_amounts_begin_on_their_own_day():
    lines = [
        HEADING,
        "2019-01-01,2025-12-31,1,42,2300,old",
        "2026-01-01,2027-12-31,1,42,2500,new",
    ]
    rates = read_rates(lines)
    assert rates_on(date(2025, 12, 31), rates)[0].cents == 2300
    assert rates_on(date(2026, 1, 1), rates) == (Rate(1, 42, 2500, date(2027, 12, 31)),)


def test_amounts_before_the_first_known_are_not_guessed():
    with pytest.raises(ValueError, match="no penalty is known for 2018-12-31"):
        rates_on(date(2018, 12, 31), known_rates())
    with pytest.raises(ValueError, match="no penalty is known"):
        default_schedule(date(2018, 6, 1), date(2018, 5, 1))


@pytest.mark.parametrize(
    "rows",
    [
        ["1,14,2300", "16,42,3500"],  # a gap
        ["1,15,2300", "15,42,3500"],  # a day twice
        ["1,14,2300", "15,41,3500"],  # too short
        ["0,42,2300"],
        ["1,43,2300"],
    ],
)
def test_amounts_that_do_not_fit_42_days_are_refused(rows):
    lines = [HEADING, *(f"2030-01-01,2031-12-31,{row},some" for row in rows)]
    with pytest.raises(ValueError, match="from 2030-01-01 on are not for the days 1 to 42"):
        read_rates(lines)
