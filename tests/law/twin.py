"""A second calendar and a second count, written apart from the product to check it against.

No library and no month arithmetic: Easter by Gauss, holidays as a set, and the term walked day by
day as the Regulation tells it.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday by the rule of Gauss with the constants of 1900-2199."""
    m, n = (24, 5) if year < 2100 else (24, 6)
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and a > 10:
        return date(year, 4, 18)
    return date(year, 3, 22) + (d + e) * DAY


@cache
def holidays(year: int) -> frozenset[date]:
    """The days of article 3, paragraphs 1 and 2; Sundays are left to the weekend."""
    sunday = easter(year)
    # Queen's Day was moved from Sunday to Saturday as King's Day is, but stood on 30 April.
    royal = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    if royal.isoweekday() == 7:
        royal -= DAY
    return frozenset(
        {date(year, *day) for day in ((1, 1), (5, 5), (12, 25), (12, 26))}
        | {sunday + offset * DAY for offset in (-2, 1, 39, 50)}
        | {royal}
    )


def is_open(day: date, decreed: frozenset[date] = frozenset()) -> bool:
    return day.isoweekday() < 6 and day not in holidays(day.year) and day not in decreed


def month_end(received: date, months: int) -> date:
    """Walk until the month with the right distance shows the same number, or ends first."""
    day, passed = received, 0
    while True:
        day += DAY
        passed += day.day == 1
        last = (day + DAY).day == 1
        if passed == months and (day.day == received.day or last):
            return day


def first_open(day: date, decreed: frozenset[date] = frozenset()) -> date:
    while not is_open(day, decreed):
        day += DAY
    return day


def count_open(start: date, end: date) -> int:
    """Open days after start, end included."""
    total = 0
    while start < end:
        start += DAY
        total += is_open(start)
    return total
