"""Working days in the Netherlands: weekends, public holidays and the bridge days of the decrees.

Two calendars live side by side. Terms of Union law end on working days between weekends and
public holidays; Dutch terms also skip the bridge days that a royal decree equates with a holiday.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import pairwise

from holidays import country_holidays

SATURDAY = 5
SUNDAY = 6
ONE_DAY = timedelta(days=1)


class Holiday(StrEnum):
    """A public holiday, or the day equated with one by the act itself (Atw 3.1, 3.2)."""

    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"


# What the library calls these days, in lower case: its capitals differ from version to version.
# An unknown name stops the count: a holiday lost in silence would make every later date wrong.
_IDS = {
    "nieuwjaarsdag": Holiday.NEW_YEAR,
    "goede vrijdag": Holiday.GOOD_FRIDAY,
    "eerste paasdag": Holiday.EASTER_SUNDAY,
    "tweede paasdag": Holiday.EASTER_MONDAY,
    "koninginnedag": Holiday.KINGS_DAY,
    "koningsdag": Holiday.KINGS_DAY,
    "bevrijdingsdag": Holiday.LIBERATION_DAY,
    "hemelvaartsdag": Holiday.ASCENSION_DAY,
    "eerste pinksterdag": Holiday.WHIT_SUNDAY,
    "tweede pinksterdag": Holiday.WHIT_MONDAY,
    "eerste kerstdag": Holiday.CHRISTMAS_DAY,
    "tweede kerstdag": Holiday.SECOND_CHRISTMAS_DAY,
}


@dataclass(frozen=True, slots=True)
class BridgeDay:
    """A working day that a royal decree treats as a holiday for Dutch terms (Atw 3.3).

    Attributes:
        day: the day itself.
        valid_from: first day of the years the decree settles.
        valid_until: last day of the years the decree settles.
        decree: the title of the decree.
    """

    day: date
    valid_from: date
    valid_until: date
    decree: str


def read_bridge_days(lines: Iterable[str]) -> dict[date, BridgeDay]:
    """Read bridge days from comma-separated lines with a heading.

    Raises:
        ValueError: a date is wrong, a day stands twice, falls outside the years of its decree,
            or the years of the decrees leave a gap.
    """
    found: dict[date, BridgeDay] = {}
    for row in csv.DictReader(lines):
        day, start, end = (date.fromisoformat(row[k]) for k in ("day", "valid_from", "valid_until"))
        if day in found or not start <= day <= end:
            raise ValueError(f"bridge day {day} stands twice or outside {start} to {end}")
        found[day] = BridgeDay(day, start, end, row["decree"])
    periods = sorted({(bridge.valid_from, bridge.valid_until) for bridge in found.values()})
    for (_, end), (start, _) in pairwise(periods):
        if start != end + ONE_DAY:
            raise ValueError(f"the decrees leave a gap or overlap between {end} and {start}")
    return found


@cache
def bridge_days() -> dict[date, BridgeDay]:
    """The bridge days of the decrees known to this version, by date (Atw 3.3)."""
    path = resources.files("portal.law") / "data" / "bridge_days.csv"
    return read_bridge_days(path.read_text(encoding="utf-8").splitlines())


def bridge_days_known(day: date) -> bool:
    """Whether a decree known to this version settles the bridge days around this date."""
    known = bridge_days().values()
    return min(b.valid_from for b in known) <= day <= max(b.valid_until for b in known)


@cache
def public_holidays(year: int) -> dict[date, tuple[Holiday, ...]]:
    """The public holidays of a year in the Netherlands; Good Friday and 5 May are among them.

    Two holidays can share a day (in 2016 Ascension Day was 5 May).

    Raises:
        ValueError: the library does not reach this year, or names a day this module does not know.
    """
    # The category `optional` holds Good Friday and the years in which 5 May is an ordinary
    # day off for most people; the act makes no such difference (Atw 3.1, 3.2).
    table = country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    if not table:  # a year the library does not reach would look like a year without holidays
        raise ValueError(f"the public holidays of {year} are not known")
    found: dict[date, tuple[Holiday, ...]] = {}
    for day in sorted(table):
        names = [name.casefold() for name in table.get_list(day)]
        unknown = [name for name in names if name not in _IDS]
        if unknown:
            raise ValueError(f"{day}: unknown holiday {unknown[0]!r}")
        found[day] = tuple(dict.fromkeys(_IDS[name] for name in names))
    return found


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """The public holidays that fall on this day; mostly none."""
    return public_holidays(day.year).get(day, ())  # Atw 3.1, 3.2


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def is_bridge_day(day: date) -> bool:
    """Whether a decree equates the day with a holiday."""
    return day in bridge_days()  # Atw 3.3


def is_working_day(day: date, *, bridge_days_closed: bool = False) -> bool:
    """Whether a term can end on this day.

    Args:
        day: the day asked about.
        bridge_days_closed: true for Dutch terms (Atw 3.3), false for terms of Union law.
    """
    if is_weekend(day) or holidays_on(day):
        return False  # Reg. 1182/71 art. 2.2; Atw 1.1
    return not (bridge_days_closed and is_bridge_day(day))  # Atw 3.3


def working_day_on_or_after(day: date, *, bridge_days_closed: bool = False) -> date:
    """The day itself when it is a working day, otherwise the first one after it."""
    while not is_working_day(day, bridge_days_closed=bridge_days_closed):
        day += ONE_DAY
    return day  # Reg. 1182/71 art. 3.4; Atw 1.1


def working_day_on_or_before(day: date, *, bridge_days_closed: bool = False) -> date:
    """The day itself when it is a working day, otherwise the last one before it."""
    while not is_working_day(day, bridge_days_closed=bridge_days_closed):
        day -= ONE_DAY
    return day


def working_days_between(start: date, end: date, *, bridge_days_closed: bool = False) -> int:
    """Count the working days after `start` up to and including `end`; negative when `end` is first.

    The first day is not counted, as the law does not count the day of the event.
    """
    if end < start:
        return -working_days_between(end, start, bridge_days_closed=bridge_days_closed)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))  # 1182/71 art. 3.1
    return sum(is_working_day(day, bridge_days_closed=bridge_days_closed) for day in days)
