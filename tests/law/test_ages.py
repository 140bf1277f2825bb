"""The ages as dated data: before and from 1 September 2026."""

from datetime import date

import pytest

from portal.law.ages import (
    AgeLines,
    Band,
    age,
    age_lines_on,
    band,
    known_age_lines,
    read_age_lines,
)
from portal.law.rights import Right

BEFORE, SINCE = date(2026, 8, 31), date(2026, 9, 1)
HEADING = (
    "valid_from,may_ask_from,parent_until,withdraws_from,parent_withdraws_until,"
    "article,withdrawal_article,helper_article,source"
)
OTHER = (Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.OBJECTION)


def test_the_ages_change_on_the_first_of_september_2026():
    old, new = age_lines_on(BEFORE), age_lines_on(SINCE)
    assert old == AgeLines(date(2018, 5, 25), 16, 16, 16, 16, "UAVG 5.4", "UAVG 5.3", "UAVG 5.5")
    assert new == AgeLines(SINCE, 12, 16, 12, 18, "UAVG 5.4", "UAVG 5.3", "UAVG 5.6")
    assert age_lines_on(date(2040, 1, 1)) == new
    assert known_age_lines() == (old, new)


def test_a_day_before_the_first_line_has_the_first():
    assert age_lines_on(date(2018, 5, 24)) == age_lines_on(date(2018, 5, 25))


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("2014-11-21", "2026-11-20", 11),
        ("2014-11-21", "2026-11-21", 12),
        ("2014-11-21", "2026-12-01", 12),
        ("2014-11-21", "2026-10-30", 11),
        ("2014-02-28", "2026-02-28", 12),
        ("2016-02-29", "2028-02-28", 11),
        ("2016-02-29", "2028-02-29", 12),
        ("2016-02-29", "2029-02-28", 12),
        ("2016-02-29", "2029-03-01", 13),
        ("2026-11-21", "2026-11-21", 0),
    ],
)
def test_somebody_is_a_year_older_on_the_birthday(birth, on, years):
    assert age(date.fromisoformat(birth), date.fromisoformat(on)) == years


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="nobody born on 2026-11-22 has an age on 2026-11-21"):
        age(date(2026, 11, 22), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (0, Band.UNDER_12),
        (11, Band.UNDER_12),
        (12, Band.FROM_12),
        (15, Band.FROM_12),
        (16, Band.FROM_16),
        (17, Band.FROM_16),
        (18, Band.ADULT),
        (90, Band.ADULT),
    ],
)
def test_the_bands_begin_at_12_16_and_18(years, expected):
    assert band(date(2026 - years, 1, 1), date(2026, 1, 1)) is expected
    assert band(date(2026 - years, 1, 1), date(2026, 12, 31)) is expected


@pytest.mark.parametrize("right", OTHER)
def test_a_child_asks_from_the_age_of_the_period(right):
    assert age_lines_on(BEFORE).child_from([right]) == 16
    assert age_lines_on(SINCE).child_from([right]) == 12


def lines(**ages: int) -> AgeLines:
    given = {"may_ask_from": 12, "parent_until": 16, "withdraws_from": 10} | ages
    return AgeLines(SINCE, parent_withdraws_until=18, article="", withdrawal_article="",
                    helper_article="", **given)  # fmt: skip


@pytest.mark.parametrize(
    ("rights", "child", "parent"),
    [
        ([], 12, 16),
        ([Right.ACCESS], 12, 16),
        ([Right.CONSENT_WITHDRAWAL], 10, 18),
        ([Right.COMPLAINT], 0, 16),
        ([Right.COMPLAINT, Right.CONSENT_WITHDRAWAL], 10, 16),
        ([Right.CONSENT_WITHDRAWAL, Right.ACCESS], 12, 16),
        ([Right.COMPLAINT, Right.ERASURE], 12, 16),
    ],
)
def test_consent_and_complaints_have_ages_of_their_own(rights, child, parent):
    assert lines().child_from(rights) == child
    assert lines().parent_may_until(rights) == parent


def test_lines_are_read_oldest_first():
    rows = ["2030-01-01,12,16,12,18,a,b,c,some", "2020-01-01,16,16,16,16,a,b,c,some"]
    read = read_age_lines([HEADING, *rows])
    assert [each.valid_from.year for each in read] == [2020, 2030]
    assert read[1] == AgeLines(date(2030, 1, 1), 12, 16, 12, 18, "a", "b", "c")


def test_the_outermost_ages_are_taken():
    row = "2030-01-01,1,18,1,18,a,b,c,some"
    assert read_age_lines([HEADING, row])[0].parent_until == 18


@pytest.mark.parametrize(
    "ages", ["0,16,12,18", "17,16,12,18", "12,19,12,18", "12,16,0,18", "12,16,17,16", "12,16,12,19"]
)
def test_ages_in_the_wrong_order_are_refused(ages):
    with pytest.raises(ValueError, match="from 2030-01-01 on are in the wrong order"):
        read_age_lines([HEADING, f"2030-01-01,{ages},a,b,c,some"])
