"""The notice of default to a public body that answers too late, and the penalty that follows.

After the last day to answer and a notice in writing the body has two weeks; from then on it owes a
sum for each day, 42 days at most. The amounts are dated data. A schedule is stored as it was
computed, as a deadline is.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any, NamedTuple, Self

from portal.law.derivation import Ambiguity, Step, StepCode, check_day, read, written
from portal.law.workdays import ONE_DAY, working_day_on_or_after

TWO_WEEKS = timedelta(weeks=2)
LONGEST = 42  # days: Awb 4:17.1


class NoticeTooEarly(Exception):
    """Raised if a notice of default comes before the last day to answer has passed (Awb 4:17.3)."""


class Rate(NamedTuple):
    """What some days of the penalty cost, and for how long the data are known to be right."""

    first: int
    last: int
    cents: int
    confirmed_until: date


class Band(NamedTuple):
    """Days with the same amount: the first, the last, and what each day costs in cents."""

    first: date
    last: date
    cents: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """When which penalty runs.

    Attributes:
        notice: the day the notice of default came in.
        legal_due: the last day to answer, which had passed.
        two_weeks_end: the last day on which a decision costs nothing.
        first_day: the first day that costs money, on the strictest reading.
        generous_first_day: the first day on the kindest reading: the two weeks end on a working
            day and the penalty starts after it; for a lawyer, never told as a promise.
        last_day: the last day that costs money.
        bands: the amounts.
        total_cents: what it comes to when no decision is made at all.
        steps: the derivation, in order.
        ambiguity: points of law and data on which it rests.
    """

    notice: date
    legal_due: date
    two_weeks_end: date
    first_day: date
    generous_first_day: date
    last_day: date
    bands: tuple[Band, ...]
    total_cents: int
    steps: tuple[Step, ...]
    ambiguity: tuple[Ambiguity, ...]

    def as_dict(self) -> dict[str, Any]:
        """The schedule as values JSON can hold; dates in ISO form."""
        days = {name: getattr(self, name).isoformat() for name in _DAYS}
        return days | {
            "bands": [[b.first.isoformat(), b.last.isoformat(), b.cents] for b in self.bands],
            "total_cents": self.total_cents,
            "steps": written(self.steps),
            "ambiguity": [point.value for point in self.ambiguity],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what `as_dict` wrote, without computing anything again.

        Raises:
            ValueError: a key is missing or a value is not what `as_dict` writes.
        """
        try:
            return cls(
                **{name: date.fromisoformat(data[name]) for name in _DAYS},
                bands=tuple(
                    Band(date.fromisoformat(first), date.fromisoformat(last), cents)
                    for first, last, cents in data["bands"]
                ),
                total_cents=data["total_cents"],
                steps=read(data["steps"]),
                ambiguity=tuple(Ambiguity(point) for point in data["ambiguity"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a stored schedule: {error!r}") from error


_DAYS = ("notice", "legal_due", "two_weeks_end", "first_day", "generous_first_day", "last_day")


def read_rates(lines: Iterable[str]) -> dict[date, tuple[Rate, ...]]:
    """Read the amounts from comma-separated lines with a heading, by the day they come into force.

    Raises:
        ValueError: the days of a version do not run from 1 to 42 without a gap.
    """
    found: dict[date, list[Rate]] = {}
    for row in csv.DictReader(lines):
        first, last, cents = (int(row[key]) for key in ("first_day", "last_day", "cents_a_day"))
        rate = Rate(first, last, cents, date.fromisoformat(row["confirmed_until"]))
        found.setdefault(date.fromisoformat(row["valid_from"]), []).append(rate)
    for start, rates in found.items():
        days = [day for rate in rates for day in range(rate.first, rate.last + 1)]
        if days != list(range(1, LONGEST + 1)):  # Awb 4:17.1
            raise ValueError(f"the amounts from {start} on are not for the days 1 to {LONGEST}")
    return {start: tuple(rates) for start, rates in found.items()}


@cache
def known_rates() -> dict[date, tuple[Rate, ...]]:
    """The amounts known to this version, by the day they come into force (Awb 4:17.2)."""
    path = resources.files("portal.law") / "data" / "penalties.csv"
    return read_rates(path.read_text(encoding="utf-8").splitlines())


def rates_on(day: date, rates: Mapping[date, tuple[Rate, ...]]) -> tuple[Rate, ...]:
    """The amounts in force on a day.

    Raises:
        ValueError: the day lies before the first amounts.
    """
    starts = [start for start in rates if start <= day]
    if not starts:
        raise ValueError(f"no penalty is known for {day.isoformat()}")
    return rates[max(starts)]


def default_schedule(notice: date, legal_due: date) -> Schedule:
    """When which penalty runs after a notice of default.

    Args:
        notice: the day the notice came in, in writing.
        legal_due: the last day to answer.

    Raises:
        NoticeTooEarly: the last day to answer had not passed.
        ValueError: a date is no plain date in 2000-2100, or no amounts are known for it.
    """
    check_day(notice)
    check_day(legal_due)
    if notice <= legal_due:
        raise NoticeTooEarly(f"the last day to answer is {legal_due.isoformat()}")
    first = notice + TWO_WEEKS  # Awb 4:17.3: the day on which two weeks have passed
    last = _nth(first, LONGEST)  # Awb 4:17.1; the Atw does not prolong it
    rates = rates_on(first, known_rates())
    bands = tuple(
        Band(_nth(first, rate.first), _nth(first, rate.last), rate.cents) for rate in rates
    )  # Awb 4:17.2
    total = sum(_days(band.first, band.last) * band.cents for band in bands)
    unconfirmed = any(rate.confirmed_until < last for rate in rates)
    steps = (
        Step(StepCode.TERM_PASSED, legal_due),
        Step(StepCode.NOTICE_RECEIVED, notice),
        Step(StepCode.TWO_WEEKS, first - ONE_DAY),
        *(
            Step(StepCode.PENALTY_BAND, band.first, f"{band.last.isoformat()} {band.cents}")
            for band in bands
        ),
        Step(StepCode.PENALTY_ENDS, last, str(total)),
    )
    points = [Ambiguity.PENALTY_START] + [Ambiguity.PENALTY_AMOUNTS] * unconfirmed
    return Schedule(
        notice=notice,
        legal_due=legal_due,
        two_weeks_end=first - ONE_DAY,
        first_day=first,
        generous_first_day=working_day_on_or_after(first, bridge_days_closed=True) + ONE_DAY,
        last_day=last,
        bands=bands,
        total_cents=total,
        steps=steps,
        ambiguity=tuple(points),
    )


def amount_on(schedule: Schedule, day: date, *, decided: date | None = None) -> int:
    """What is owed at the end of a day, in cents.

    Args:
        schedule: the stored schedule.
        day: the day asked about.
        decided: the day the decision was made known, if it was; that day costs nothing any more.
    """
    until = day if decided is None else min(day, decided - ONE_DAY)
    return sum(
        _days(band.first, min(band.last, until)) * band.cents for band in schedule.bands
    )  # Awb 4:17.2


def _nth(first: date, number: int) -> date:
    return first + timedelta(days=number - 1)


def _days(first: date, last: date) -> int:
    return max(0, (last - first).days + 1)
