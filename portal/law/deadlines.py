"""The terms a request meets: the month to answer, its extension, its pauses, and six weeks after.

Each gives a `Deadline` with its derivation, which is stored and never recomputed.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from portal.law.derivation import (
    Ambiguity,
    Deadline,
    Step,
    StepCode,
    Term,
    check_day,
    roll_steps,
)
from portal.law.workdays import (
    ONE_DAY,
    Holiday,
    bridge_days_known,
    holidays_on,
    is_weekend,
    working_day_on_or_after,
    working_day_on_or_before,
    working_days_between,
)

SIX_WEEKS = timedelta(weeks=6)
WITHOUT_DELAY = 3  # working days after receipt in which a question must be asked to stop the clock


@dataclass(frozen=True, slots=True)
class Paused:
    """A question to the citizen and the day the waiting ended.

    Attributes:
        asked: the day it was asked.
        ended: the day of the answer, or the day nobody waited any longer.

    Raises:
        ValueError: it ends before it begins.
    """

    asked: date
    ended: date

    def __post_init__(self) -> None:
        """Refuse days that are none, or in the wrong order."""
        check_day(self.asked)
        check_day(self.ended)
        if self.ended < self.asked:
            raise ValueError(f"waiting from {self.asked} cannot end on {self.ended}")


def answer_due(received: date, months: int = 1, pauses: tuple[Paused, ...] = ()) -> Deadline:
    """The last day to answer a request.

    Args:
        received: day of receipt in the Netherlands, through any official channel.
        months: 1, or 3 when the term was extended in time; three months count from receipt.
        pauses: the questions asked; those asked too late (`pause_counts`) add no day. A day on
            which two answers were awaited is added once. The target stays as if nothing was asked.

    Raises:
        ValueError: `received` is no plain date in 2000-2100, `months` is not 1 or 3, or the term
            ends after 2100, for which no holidays are known.
    """
    check_day(received)
    if type(months) is not int or months not in (1, 3):
        raise ValueError(f"months is 1, or 3 when extended, not {months!r}")  # AVG 12.3
    unpaused = add_months(received, months)
    waited = _days_waited(received, pauses)
    nominal = unpaused + timedelta(days=waited)  # EDPB 01/2022, 157-159; Awb 4:15.1.a
    due = working_day_on_or_after(nominal)  # Reg. 1182/71 art. 3.4
    generous = working_day_on_or_after(nominal, bridge_days_closed=True)  # Atw 3.3, if it applied
    strict = _strict_end(received, months)
    steps = [
        Step(StepCode.RECEIVED, received),
        Step(StepCode.ONE_MONTH if months == 1 else StepCode.THREE_MONTHS, received),
        _month_step(received, unpaused),
        *_pause_steps(received, pauses),
        *([Step(StepCode.PAUSE_DAYS, nominal, str(waited))] if waited else []),
        *roll_steps(nominal, due),
    ]
    if generous != due:
        steps.append(Step(StepCode.BRIDGE_DAY_NOT_COUNTED, due, generous.isoformat()))
    return Deadline(
        term=Term.ANSWER,
        received=received,
        months=months,
        nominal=nominal,
        target=working_day_on_or_before(strict, bridge_days_closed=True),
        legal_due=due,
        generous_due=generous,
        steps=(*steps, Step(StepCode.RESULT, due)),
        ambiguity=_debated(nominal, due, generous, strict, unpaused),
    )


def pause_counts(received: date, asked: date) -> bool:
    """Whether waiting for the answer to a question stops the clock: only when asked without delay.

    Args:
        received: day of receipt of the request.
        asked: day of the question.
    """
    if asked < received:
        return False
    return working_days_between(received, asked) <= WITHOUT_DELAY  # EDPB 01/2022, 157-159


def last_day_to_extend(received: date) -> date:
    """The last day on which an extension can be told, with its reasons: of the first month.

    A pause does not move it.

    Raises:
        ValueError: `received` is no plain date in 2000-2100.
    """
    return answer_due(received).legal_due  # AVG 12.3


def add_months(day: date, months: int) -> date:
    """The day with the same number some months on, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    length = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, length))  # Reg. 1182/71 art. 3.2.c


def objection_due(sent: date) -> Deadline:
    """The last day to make an objection (bezwaar) against a decision of a public body.

    Args:
        sent: the day the decision was sent or made available (Awb 3:41).

    Raises:
        ValueError: `sent` is no plain date in 2000-2100.
    """
    return six_weeks(Term.ADMINISTRATIVE_OBJECTION, sent, StepCode.SENT)  # Awb 6:7


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
    return six_weeks(Term.PETITION, answer_received, StepCode.ANSWER_RECEIVED)  # UAVG 35.2


def six_weeks(term: Term, event: date, first: StepCode) -> Deadline:
    """A term of six weeks of Dutch law.

    Args:
        term: which one.
        event: the day that starts it and is not counted.
        first: the step that tells of the event.
    """
    check_day(event)
    steps = [Step(first, event), Step(StepCode.SIX_WEEKS, event + ONE_DAY)]
    return dutch_term(term, event, event + SIX_WEEKS, steps)  # Awb 6:7, 6:8.1; UAVG 35.2


def dutch_term(term: Term, event: date, nominal: date, steps: list[Step]) -> Deadline:
    """A term of Dutch law, from its end by counting.

    Args:
        term: which one.
        event: the day that starts it.
        nominal: its end by counting alone.
        steps: what led there.
    """
    due = working_day_on_or_after(nominal, bridge_days_closed=True)  # Atw 1.1, 3
    ambiguity = () if bridge_days_known(due) else (Ambiguity.BRIDGE_DAYS_UNKNOWN,)
    told = (
        *steps,
        Step(StepCode.ENDS_ON, nominal),
        *roll_steps(nominal, due),
        Step(StepCode.RESULT, due),
    )
    target = working_day_on_or_before(nominal, bridge_days_closed=True)
    return Deadline(term, event, 0, nominal, target, due, due, told, ambiguity)


def _strict_end(received: date, months: int) -> date:
    """The end by counting on the strictest reading of "two further months".

    Counted from the end of the first month they end earlier for some receipts: aim at that day,
    report the one counted from receipt.
    """
    further = add_months(add_months(received, 1), months - 1)
    return min(add_months(received, months), further)  # AVG 12.3


def _month_step(received: date, nominal: date) -> Step:
    if nominal.day == received.day:
        return Step(StepCode.SAME_DAY, nominal)
    return Step(StepCode.MONTH_TOO_SHORT, nominal, str(received.day))


def _days_waited(received: date, pauses: tuple[Paused, ...]) -> int:
    """The days on which an answer was awaited that stop the clock, each day once."""
    waited = {
        pause.asked + timedelta(days=n)
        for pause in pauses
        if pause_counts(received, pause.asked)
        for n in range((pause.ended - pause.asked).days)
    }
    return len(waited)


def _pause_steps(received: date, pauses: tuple[Paused, ...]) -> list[Step]:
    steps = []
    for pause in sorted(pauses, key=lambda each: (each.asked, each.ended)):
        if pause_counts(received, pause.asked):
            steps.append(Step(StepCode.PAUSED, pause.asked, pause.ended.isoformat()))
        else:
            steps.append(Step(StepCode.PAUSE_NOT_COUNTED, pause.asked))
    return steps


def _debated(
    nominal: date, due: date, generous: date, strict: date, unpaused: date
) -> tuple[Ambiguity, ...]:
    """The points of law that could move the last day to answer."""
    points = _rests_on(nominal, due)
    if generous != due:
        points.append(Ambiguity.BRIDGE_DAY)
    if working_day_on_or_after(strict) != working_day_on_or_after(unpaused):
        points.append(Ambiguity.EXTENSION_COUNTING)
    if nominal != unpaused:
        points.append(Ambiguity.PAUSE)
    return tuple(points)


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
