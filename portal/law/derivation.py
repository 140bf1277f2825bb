"""A last day with the steps that led to it: codes and dates, without a language.

`portal.language.derivation` makes sentences of the steps. A deadline is stored as it was computed
and told: nobody recomputes it later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from portal.law.workdays import ONE_DAY, SATURDAY, holidays_on, is_weekend

FIRST_YEAR = 2000
LAST_YEAR = 2100


class Term(StrEnum):
    """Which term runs.

    The Awb remedy has its full name, because the right of AVG 21 is called objection as well.
    """

    ANSWER = "answer"
    ADMINISTRATIVE_OBJECTION = "administrative_objection"
    BEZWAAR_DECISION = "bezwaar_decision"
    APPEAL = "appeal"
    PETITION = "petition"
    PENALTY_DECISION = "penalty_decision"
    DESTRUCTION = "destruction"  # of a treatment file, once it is asked
    COMPLAINT = "complaint"  # a norm of our own, see portal.law.norms
    WITHDRAWAL = "withdrawal"  # a norm of our own, see portal.law.norms


class StepCode(StrEnum):
    """One thought in the derivation of a last day; `Step` tells what its date and detail are."""

    RECEIVED = "received"  # the day the request came in
    SENT = "sent"  # the day the decision was sent
    ANSWER_RECEIVED = "answer_received"  # the day the person got the answer
    BEZWAAR_ENDED = "bezwaar_ended"  # the last day to object
    ONE_MONTH = "one_month"  # date: the day counted from
    THREE_MONTHS = "three_months"  # date: the day counted from
    SIX_WEEKS = "six_weeks"  # date: the first day that counts
    TWELVE_WEEKS = "twelve_weeks"  # date: the first day that counts
    SIX_WEEKS_MORE = "six_weeks_more"  # date: the nominal end before
    DELAY_AGREED = "delay_agreed"  # date: the new nominal end, to which people agreed
    DELAY_BY_LAW = "delay_by_law"  # date: the new nominal end, which rules of procedure need
    AT_ONCE = "at_once"  # date: the day it takes effect
    SAME_DAY = "same_day"  # date: the nominal end
    MONTH_TOO_SHORT = "month_too_short"  # date: nominal end; detail: the missing day number
    PAUSED = "paused"  # date: the day of asking; detail: the day the waiting ended (ISO)
    PAUSE_NOT_COUNTED = "pause_not_counted"  # date: the day of asking, which was too late
    PAUSE_DAYS = "pause_days"  # date: the nominal end with them; detail: how many
    ENDS_ON = "ends_on"  # date: the nominal end of some weeks
    IS_SATURDAY = "is_saturday"  # detail: holidays on the same day, or nothing
    IS_SUNDAY = "is_sunday"  # detail: holidays on the same day, or nothing
    IS_HOLIDAY = "is_holiday"  # detail: ids of the holidays, separated by spaces
    IS_BRIDGE_DAY = "is_bridge_day"
    NEXT_WORKING_DAY = "next_working_day"
    BRIDGE_DAY_NOT_COUNTED = "bridge_day_not_counted"  # detail: the end if it did count (ISO)
    TERM_PASSED = "term_passed"  # the last day to answer, which passed
    NOTICE_RECEIVED = "notice_received"  # the day of the notice of default
    TWO_WEEKS = "two_weeks"  # date: the last day on which a decision costs nothing
    PENALTY_BAND = "penalty_band"  # date: its first day; detail: last day (ISO) and cents a day
    PENALTY_ENDS = "penalty_ends"  # date: the last day that costs money; detail: cents in all
    PENALTY_LAST = "penalty_last"  # the last day for which money is owed in the end
    TWO_WEEKS_TO_FIX = "two_weeks_to_fix"  # date: the first day that counts
    RESULT = "result"  # the last day


class Ambiguity(StrEnum):
    """A point of law on which the last day rests."""

    GOOD_FRIDAY = "good_friday"  # a holiday by equation only (Atw 3.2)
    LIBERATION_DAY = "liberation_day"  # a holiday each year (Atw 3.1), a day off for few
    BRIDGE_DAY = "bridge_day"  # the date is later if the decrees bind the AVG month
    EXTENSION_COUNTING = "extension_counting"  # two months after the first end would be earlier
    BRIDGE_DAYS_UNKNOWN = "bridge_days_unknown"  # no decree in our data for these years
    PAUSE = "pause"  # the AVG itself knows no pause (EDPB 01/2022, 157-159)
    PENALTY_START = "penalty_start"  # some count the first day later (Awb 4:17.3, Atw 1.1)
    PENALTY_AMOUNTS = "penalty_amounts"  # amounts of these days are not confirmed in our data


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: a code with the date and the detail its sentence needs."""

    code: StepCode
    date: date
    detail: str = ""


def written(steps: Iterable[Step]) -> list[dict[str, str]]:
    """Steps as values JSON can hold."""
    return [
        {"code": step.code.value, "date": step.date.isoformat(), "detail": step.detail}
        for step in steps
    ]


def read(steps: Iterable[Mapping[str, str]]) -> tuple[Step, ...]:
    """Read back what `written` wrote.

    Raises:
        KeyError, TypeError, ValueError: it is not what `written` writes.
    """
    return tuple(
        Step(StepCode(each["code"]), date.fromisoformat(each["date"]), each["detail"])
        for each in steps
    )


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term with its last day and why.

    Attributes:
        term: which term this is.
        received: the day of the event that starts the term; for a bezwaar the day of sending.
        months: length in months; 0 for a term of weeks.
        nominal: the end by counting alone, with the days of a pause.
        target: the last working day on or before the end, on the strictest reading of the law; a
            pause does not move it.
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
                term=Term(data["term"]),
                received=date.fromisoformat(data["received"]),
                months=data["months"],
                nominal=date.fromisoformat(data["nominal"]),
                target=date.fromisoformat(data["target"]),
                legal_due=date.fromisoformat(data["legal_due"]),
                generous_due=date.fromisoformat(data["generous_due"]),
                steps=read(data["steps"]),
                ambiguity=tuple(Ambiguity(point) for point in data["ambiguity"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a stored deadline: {error!r}") from error


def check_day(day: date) -> None:
    """Refuse what is no calendar date of a year that can be meant.

    Raises:
        ValueError: it is a moment, a text, or a day outside 2000-2100.
    """
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ValueError(f"a calendar date in the Netherlands is needed, not {day!r}")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day.isoformat()} lies outside {FIRST_YEAR}-{LAST_YEAR}")


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
        steps.append(Step(StepCode.NEXT_WORKING_DAY, due))  # Reg. 1182/71 art. 3.4; Atw 1.1
    return steps
