"""A day in the ways in which people and systems write it, Dutch and English."""

import re
from collections.abc import Iterator
from datetime import date

_NL = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
       "oktober", "november", "december")  # fmt: skip
_EN = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december")  # fmt: skip
_SHORT = {"mrt": 3, **{name[:3]: at for names in (_NL, _EN) for at, name in enumerate(names, 1)}}
_MONTHS = _SHORT | {name: at for names in (_NL, _EN) for at, name in enumerate(names, 1)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))

DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:e|th|st|nd|rd)?\.? (?:{_MONTH})\.? \d{{4}}",
    re.IGNORECASE,
)
"""A day with its year."""


def read_day(text: str) -> date | None:
    """The day that a text says; None when it says none."""
    parts = re.findall(r"\d+|[a-z]+", text.strip().lower())
    parts = [each for each in parts if each not in ("e", "th", "st", "nd", "rd")]
    if len(parts) != 3:
        return None
    parts[1] = str(_MONTHS.get(parts[1], parts[1]))
    if not all(each.isdigit() for each in parts):
        return None
    first, month, last = (int(each) for each in parts)
    day, year = (last, first) if len(parts[0]) == 4 else (first, last)
    if len(str(year)) <= 2:
        year += 2000 if year <= date.max.year % 100 and year < 30 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def ways_to_write(day: date) -> Iterator[str]:
    """How this day may be written elsewhere."""
    yield day.isoformat()
    for pattern in ("{0:%d}-{0:%m}-{0:%Y}", "{0.day}-{0.month}-{0:%Y}", "{0:%Y}{0:%m}{0:%d}"):
        yield pattern.format(day)
    for months in (_NL, _EN):
        name = months[day.month - 1]
        yield f"{day.day} {name} {day.year}"
        yield f"{day:%d} {name} {day.year}"
        yield f"{day.day} {name[:3]} {day.year}"
    yield f"{day.day} mrt {day.year}" if day.month == 3 else f"{day:%d-%m-%Y}"
