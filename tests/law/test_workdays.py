"""Which days are working days in the Netherlands."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law import workdays
from portal.law.workdays import (
    BridgeDay,
    Holiday,
    bridge_days,
    bridge_days_known,
    holidays_on,
    is_working_day,
    public_holidays,
    read_bridge_days,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_between,
)
from tests.law import twin

HEADING = "day,valid_from,valid_until,decree"
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("year", [2000, 2021, 2025, 2026, 2027, 2030, 2100])
def test_the_fifth_of_may_is_a_holiday_in_every_year(year: int) -> None:
    assert Holiday.LIBERATION_DAY in holidays_on(date(year, 5, 5))


def test_good_friday_is_equated_with_a_holiday() -> None:
    assert holidays_on(date(2026, 4, 3)) == (Holiday.GOOD_FRIDAY,)


def test_kings_day_moves_from_sunday_to_the_saturday_before() -> None:
    assert holidays_on(date(2025, 4, 26)) == (Holiday.KINGS_DAY,)
    assert holidays_on(date(2025, 4, 27)) == ()


def test_two_holidays_can_share_a_day() -> None:
    assert set(holidays_on(date(2016, 5, 5))) == {Holiday.LIBERATION_DAY, Holiday.ASCENSION_DAY}


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 31), date(2026, 8, 15)])
def test_days_that_only_feel_like_holidays_are_none(day: date) -> None:
    assert holidays_on(day) == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(2000, 2100))
def test_the_holidays_of_a_year_are_those_of_the_second_calendar(year: int) -> None:
    weekdays = {d for d in public_holidays(year) if d.isoweekday() < 7}
    assert weekdays == {d for d in twin.holidays(year) if d.isoweekday() < 7}


def test_a_holiday_with_an_unknown_name_stops_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(workdays._IDS, "goede vrijdag")
    with pytest.raises(ValueError, match="2026-04-03: unknown holiday 'goede vrijdag'"):
        public_holidays.__wrapped__(2026)


@pytest.mark.parametrize("year", [1900, 2101])
def test_a_year_the_library_does_not_reach_is_not_a_year_without_holidays(year: int) -> None:
    with pytest.raises(ValueError, match=f"the public holidays of {year} are not known"):
        public_holidays(year)


def test_the_language_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("en_US.UTF-8", "nl_NL.UTF-8", "uk_UA.UTF-8", "C"):
        monkeypatch.setenv("LANG", language)
        monkeypatch.setenv("LANGUAGE", language)
        assert public_holidays.__wrapped__(2026)[date(2026, 4, 3)] == (Holiday.GOOD_FRIDAY,)


def test_a_bridge_day_is_closed_for_dutch_terms_only() -> None:
    day = date(2026, 5, 15)
    assert is_working_day(day)
    assert not is_working_day(day, bridge_days_closed=True)


def test_the_decrees_of_2023_to_2028_are_known() -> None:
    days = [day.isoformat() for day in sorted(bridge_days())]
    assert days == [
        "2023-04-28",
        "2023-05-19",
        "2024-05-10",
        "2024-12-27",
        "2025-05-30",
        "2026-01-02",
        "2026-05-15",
        "2027-05-07",
        "2028-04-28",
        "2028-05-26",
    ]
    assert all(is_working_day(day) for day in bridge_days())
    assert all(bridge.decree.startswith("Besluit ") for bridge in bridge_days().values())


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2022, 12, 31), False),
        (date(2023, 1, 1), True),
        (date(2028, 12, 31), True),
        (date(2029, 1, 1), False),
    ],
)
def test_it_says_for_which_years_the_decrees_are_known(day: date, *, known: bool) -> None:
    assert bridge_days_known(day) is known


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (["2026-01-02,2026-01-01,2026-12-31,x"] * 2, "twice"),
        (["2025-12-31,2026-01-01,2026-12-31,x"], "outside"),
        (["2027-01-01,2026-01-01,2026-12-31,x"], "outside"),
        (["2026-13-01,2026-01-01,2026-12-31,x"], "month"),
        (["2023-05-19,2023-01-01,2023-12-31,x", "2025-05-30,2025-01-01,2025-12-31,y"], "gap"),
        (["2023-05-19,2023-01-01,2024-12-31,x", "2024-05-10,2024-01-01,2025-12-31,y"], "overlap"),
    ],
)
def test_wrong_data_about_bridge_days_is_refused(rows: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        read_bridge_days([HEADING, *rows])


def test_a_bridge_day_keeps_its_decree_and_its_years() -> None:
    first, last = date(2030, 1, 1), date(2030, 12, 31)
    rows = ["2030-01-01,2030-01-01,2030-12-31,x", "2031-12-31,2031-01-01,2031-12-31,y"]
    read = read_bridge_days([HEADING, *rows])
    assert read[first] == BridgeDay(first, first, last, "x")
    assert read[date(2031, 12, 31)].decree == "y"


def test_the_next_working_day_skips_a_whole_easter() -> None:
    assert working_day_on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)
    assert working_day_on_or_before(date(2026, 4, 6)) == date(2026, 4, 2)


def test_a_working_day_is_its_own_next_and_previous_one() -> None:
    day = date(2026, 4, 7)
    assert working_day_on_or_after(day) == working_day_on_or_before(day) == day


def test_bridge_days_can_be_skipped_in_both_directions() -> None:
    friday = date(2026, 5, 15)
    assert working_day_on_or_after(friday, bridge_days_closed=True) == date(2026, 5, 18)
    assert working_day_on_or_before(friday, bridge_days_closed=True) == date(2026, 5, 13)
    assert working_day_on_or_after(friday) == working_day_on_or_before(friday) == friday


def test_the_first_day_is_not_counted_and_the_last_one_is() -> None:
    assert working_days_between(date(2026, 5, 11), date(2026, 5, 11)) == 0
    assert working_days_between(date(2026, 5, 11), date(2026, 5, 15)) == 3
    assert working_days_between(date(2026, 5, 11), date(2026, 5, 15), bridge_days_closed=True) == 2


def test_days_that_are_over_count_as_negative() -> None:
    monday, friday = date(2026, 5, 11), date(2026, 5, 15)
    assert working_days_between(friday, monday) == -3
    assert working_days_between(friday, monday, bridge_days_closed=True) == -2


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_a_day_is_open_when_the_second_calendar_says_so(day: date) -> None:
    assert is_working_day(day) == twin.is_open(day)
    closed = frozenset(bridge_days())
    assert is_working_day(day, bridge_days_closed=True) == twin.is_open(day, closed)


@settings(max_examples=50, deadline=None)
@given(DAYS, st.integers(0, 60))
def test_counting_agrees_with_the_second_calendar(start: date, length: int) -> None:
    end = min(start + length * twin.DAY, date(2100, 12, 31))
    assert working_days_between(start, end) == twin.count_open(start, end)
