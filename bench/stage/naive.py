"""Last days as somebody in a hurry computes them: `dateutil`, weekends, the fixed holidays, Easter.

Run as a program it reads and prints what `flask deadline` does, without reading carefully, without
bridge days and without being able to explain a date.
"""

import sys
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

AFTER_EASTER = (-2, 0, 1, 39, 49, 50)


@cache
def holidays(year: int) -> frozenset[date]:
    """The days on which everything is closed."""
    fixed = {date(year, 1, 1), date(year, 4, 27), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | {easter(year) + timedelta(days=days) for days in AFTER_EASTER})


def last_day(received: date, months: int) -> date:
    """The day on which a term of months ends."""
    day = received + relativedelta(months=months)
    while day.weekday() > 4 or day in holidays(day.year):
        day += timedelta(days=1)
    return day


def main() -> None:
    """Answer each line of standard input."""
    for line in sys.stdin:
        received, months = line.split(",")
        sys.stdout.write(f"{last_day(date.fromisoformat(received), int(months))}\n")


if __name__ == "__main__":
    main()
