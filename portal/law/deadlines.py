"""The terms a request meets, each with the steps that led to its last day.

Steps are codes and dates without a language; `portal.language.derivation` makes sentences of them.
A deadline is stored as it was computed and told: nobody recomputes it later.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from portal.law.workdays import (
    ONE_DAY,
    SATURDAY,
    Holiday,
    bridge_days_known,
    holidays_on,
    is_weekend,
    working_day_on_or_after,
    working_day_on_or_before,
)

FIRST_YEAR = 2000
LAST_YEAR = 2100
SIX_WEEKS = timedelta(weeks=6)


class Term(StrEnum):
    """Which term runs.

    The Awb remedy has its full name, because the right of AVG 21 is called objection as well.
    """

    ANSWER = "answer"
    ADMINISTRATIVE_OBJECTION = "administrative_objection"
    PETITION = "petition"
    COMPLAINT = "complaint"  # a norm of our own, see portal.law.norms
    WITHDRAWAL = "withdrawal"  # a norm of our own, see portal.law.norms


class StepCode(StrEnum):
    """One thought in the derivation of a last day; `Step` tells what its date and detail are."""

    RECEIVED = "received"  # the day the request came in
    SENT = "sent"  # the day the decision was sent
    ANSWER_RECEIVED = "answer_received"  # the day the person got the answer
    ONE_MONTH = "one_month"  # date: the day counted from
    THREE_MONTHS = "three_months"  # date: the day counted from
    SIX_WEEKS = "six_weeks"  # date: the first day that counts
    AT_ONCE = "at_once"  # date: the day it takes effect
    SAME_DAY = "same_day"  # date: the nominal end
    MONTH_TOO_SHORT = "month_too_short"  # date: nominal end; detail: the missing day number
    ENDS_ON = "ends_on"  # date: the nominal end of six weeks
    IS_SATURDAY = "is_saturday"  # detail: holidays on the same day, or nothing
    IS_SUNDAY = "is_sunday"  # detail: holidays on the same day, or nothing
    IS_HOLIDAY = "is_holiday"  # detail: ids of the holidays, separated by spaces
    IS_BRIDGE_DAY = "is_bridge_day"
    NEXT_WORKING_DAY = "next_working_day"
    BRIDGE_DAY_NOT_COUNTED = "bridge_day_not_counted"  # detail: the end if it did count (ISO)
    RESULT = "result"  # the last day


class Ambiguity(StrEnum):
    """A point of law on which the last day rests."""

    GOOD_FRIDAY = "good_friday"  # a holiday by equation only (Atw 3.2)
    LIBERATION_DAY = "liberation_day"  # a holiday each year (Atw 3.1), a day off for few
    BRIDGE_DAY = "bridge_day"  # the date is later if the decrees bind the AVG month
    EXTENSION_COUNTING = "extension_counting"  # two months after the first end would be earlier
    BRIDGE_DAYS_UNKNOWN = "bridge_days_unknown"  # no decree in our data for these years


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a code with the date and the detail its sentence needs."""

    code: StepCode
    date: date
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term with its last day and why.

    Attributes:
        term: which term this is.
        received: the day of the event that starts the term; for a bezwaar the day of sending.
        months: length in months; 0 for a term of six weeks.
        nominal: the end by counting alone.
        target: the last working day on or before the end, on the strictest reading of the law.
        legal_due: the last day in law.
        generous_due: the last day if bridge days count as holidays; for a lawyer, never a target.
        steps: the derivation of `legal_due`, in order.
        ambiguity: points of law that could move the date.
    """

    term: Term
    received: date
    months: int
    nominal: date
    target: date
    legal_due: date
    generous_due: date
    steps: tuple[Step, ...]
    ambiguity: tuple[Ambiguity, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The deadline as values JSON can hold; dates in ISO form."""
        return {
            "term": self.term.value,
            "received": self.received.isoformat(),
            "months": self.months,
            "nominal": self.nominal.isoformat(),
            "target": self.target.isoformat(),
            "legal_due": self.legal_due.isoformat(),
            "generous_due": self.generous_due.isoformat(),
            "steps": [
                {"code": step.code.value, "date": step.date.isoformat(), "detail": step.detail}
                for step in self.steps
            ],
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
                term=Term(data["term"]),
                received=date.fromisoformat(data["received"]),
                months=data["months"],
                nominal=date.fromisoformat(data["nominal"]),
                target=date.fromisoformat(data["target"]),
                legal_due=date.fromisoformat(data["legal_due"]),
                generous_due=date.fromisoformat(data["generous_due"]),
                steps=tuple(
                    Step(StepCode(s["code"]), date.fromisoformat(s["date"]), s["detail"])
                    for s in data["steps"]
                ),
                ambiguity=tuple(Ambiguity(point) for point in data["ambiguity"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a stored deadline: {error!r}") from error


def answer_due(received: date, months: int = 1) -> Deadline:
    """The last day to answer a request.

    Args:
        received: day of receipt in the Netherlands, through any official channel.
        months: 1, or 3 when the term was extended in time; three months count from receipt.

    Raises:
        ValueError: `received` is no plain date in 2000-2100, `months` is not 1 or 3, or the term
            ends after 2100, for which no holidays are known.
    """
    _check_day(received)
    if type(months) is not int or months not in (1, 3):
        raise ValueError(f"months is 1, or 3 when extended, not {months!r}")  # AVG 12.3
    nominal = _add_months(received, months)
    due = working_day_on_or_after(nominal)  # Reg. 1182/71 art. 3.4
    generous = working_day_on_or_after(nominal, bridge_days_closed=True)  # Atw 3.3, if it applied
    # Reading "two further months" as counted from the end of the first month gives an earlier day
    # for some receipts: aim at that one, report the one counted from receipt.
    strict = min(nominal, _add_months(_add_months(received, 1), months - 1))  # AVG 12.3
    steps = [
        Step(StepCode.RECEIVED, received),
        Step(StepCode.ONE_MONTH if months == 1 else StepCode.THREE_MONTHS, received),
        _month_step(received, nominal),
        *roll_steps(nominal, due),
    ]
    ambiguity = _rests_on(nominal, due)
    if generous != due:
        steps.append(Step(StepCode.BRIDGE_DAY_NOT_COUNTED, due, generous.isoformat()))
        ambiguity.append(Ambiguity.BRIDGE_DAY)
    if working_day_on_or_after(strict) != due:
        ambiguity.append(Ambiguity.EXTENSION_COUNTING)
    return Deadline(
        term=Term.ANSWER,
        received=received,
        months=months,
        nominal=nominal,
        target=working_day_on_or_before(strict, bridge_days_closed=True),
        legal_due=due,
        generous_due=generous,
        steps=(*steps, Step(StepCode.RESULT, due)),
        ambiguity=tuple(ambiguity),
    )


def objection_due(sent: date) -> Deadline:
    """The last day to make an objection (bezwaar) against a decision of a public body.

    Args:
        sent: the day the decision was sent or made available (Awb 3:41).

    Raises:
        ValueError: `sent` is no plain date in 2000-2100.
    """
    return _six_weeks(Term.ADMINISTRATIVE_OBJECTION, sent, StepCode.SENT)  # Awb 6:7


def petition_due(answer_received: date | None) -> Deadline | None:
    """The last day on which the court must have a petition against anyone else's decision.

    Args:
        answer_received: the day the person got the answer; None when nobody knows.

    Returns:
        The term, or None: it runs from receipt, so without that day there is no date to give.

    Raises:
        ValueError: `answer_received` is no plain date in 2000-2100.
    """
    if answer_received is None:
        return None
    return _six_weeks(Term.PETITION, answer_received, StepCode.ANSWER_RECEIVED)  # UAVG 35.2


def _six_weeks(term: Term, event: date, first: StepCode) -> Deadline:
    _check_day(event)
    nominal = event + SIX_WEEKS  # Awb 6:7, UAVG 35.2; from the day after: Awb 6:8.1
    due = working_day_on_or_after(nominal, bridge_days_closed=True)  # Atw 1.1, 3
    ambiguity = () if bridge_days_known(due) else (Ambiguity.BRIDGE_DAYS_UNKNOWN,)
    steps = (
        Step(first, event),
        Step(StepCode.SIX_WEEKS, event + ONE_DAY),
        Step(StepCode.ENDS_ON, nominal),
        *roll_steps(nominal, due),
        Step(StepCode.RESULT, due),
    )
    target = working_day_on_or_before(nominal, bridge_days_closed=True)
    return Deadline(term, event, 0, nominal, target, due, due, steps, ambiguity)


def _check_day(day: date) -> None:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError(f"a calendar date in the Netherlands is needed, not {day!r}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day.isoformat()} lies outside {FIRST_YEAR}-{LAST_YEAR}")


def _add_months(day: date, months: int) -> date:
    """The day with the same number some months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, length))  # Reg. 1182/71 art. 3.2.c


def _month_step(received: date, nominal: date) -> Step:
    if nominal.day == received.day:
        return Step(StepCode.SAME_DAY, nominal)
    return Step(StepCode.MONTH_TOO_SHORT, nominal, str(received.day))


def roll_steps(nominal: date, due: date) -> list[Step]:
    """The steps from the end by counting to the last day; none when they are the same.

    One step for each day on which the term cannot end, and one for the day on which it does.
    """
    steps = []
    day = nominal
    while day < due:
        holidays = " ".join(holidays_on(day))
        if is_weekend(day):
            code = StepCode.IS_SATURDAY if day.weekday() == SATURDAY else StepCode.IS_SUNDAY
        else:
            code = StepCode.IS_HOLIDAY if holidays else StepCode.IS_BRIDGE_DAY
        steps.append(Step(code, day, holidays))
        day += ONE_DAY
    if steps:
        steps.append(Step(StepCode.NEXT_WORKING_DAY, due))
    return steps


def _rests_on(nominal: date, due: date) -> list[Ambiguity]:
    """The debatable holidays without which the term would have ended earlier."""
    points = []
    day = nominal
    while day < due:
        if not is_weekend(day) and holidays_on(day) == (Holiday.GOOD_FRIDAY,):
            points.append(Ambiguity.GOOD_FRIDAY)  # Atw 3.2
        elif not is_weekend(day) and holidays_on(day) == (Holiday.LIBERATION_DAY,):
            points.append(Ambiguity.LIBERATION_DAY)  # Atw 3.1
        day += ONE_DAY
    return points
