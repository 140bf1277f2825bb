"""A day however it is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.redaction.written_dates import DATE, read_day, ways_to_write


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_each_way_to_write_a_day_with_signs_in_it_says_that_day(day):
    read = [read_day(way) for way in ways_to_write(day) if not way.isdigit()]
    assert set(read) == {day}
    assert all(DATE.fullmatch(way) for way in ways_to_write(day) if not way.isdigit())


@pytest.mark.parametrize("text", ["", "31-02-2020", "maart 2020", "12-13-2020", "1 2", "a b c"])
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


def test_a_year_of_two_digits_lies_in_the_past():
    assert read_day("1-2-85") == date(1985, 2, 1)
    assert read_day("1-2-05") == date(2005, 2, 1)
