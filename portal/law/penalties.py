"""What a late answer costs in the end: until which day, why nothing, and when that is decided."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from portal.law.deadlines import dutch_term
from portal.law.defaults import Schedule
from portal.law.derivation import Deadline, Step, StepCode, Term, check_day
from portal.law.grounds import Outcome
from portal.law.workdays import ONE_DAY

TWO_WEEKS = timedelta(weeks=2)
SIX_WEEKS = timedelta(weeks=6)


class NoPenalty(StrEnum):
    """Why nothing is owed although we were too late (Awb 4:17.6)."""

    UNREASONABLY_LATE = "unreasonably_late"
    NOT_INTERESTED = "not_interested"
    PLAINLY_INADMISSIBLE = "plainly_inadmissible"
    PLAINLY_UNFOUNDED = "plainly_unfounded"


ARTICLES = {
    NoPenalty.UNREASONABLY_LATE: "Awb 4:17.6.a",
    NoPenalty.NOT_INTERESTED: "Awb 4:17.6.b",
    NoPenalty.PLAINLY_INADMISSIBLE: "Awb 4:17.6.c",
    NoPenalty.PLAINLY_UNFOUNDED: "Awb 4:17.6.c",
}
_ABOUT_THE_REQUEST = frozenset({NoPenalty.PLAINLY_INADMISSIBLE, NoPenalty.PLAINLY_UNFOUNDED})


def last_costly_day(schedule: Schedule, made_known: date | None) -> date | None:
    """The last day for which money is owed, by the schedule alone.

    Args:
        schedule: as it was stored.
        made_known: the day the decision was made known, which itself costs nothing; None as long
            as there is none.

    Returns:
        None when the decision came before the first day that costs money.
    """
    last = schedule.last_day  # Awb 4:17.1
    if made_known is not None:
        last = min(last, made_known - ONE_DAY)
    return last if last >= schedule.first_day else None


def has_ended(schedule: Schedule, made_known: date | None, today: date) -> bool:
    """Whether no day can cost more money: decided, or 42 days are over."""
    return today > schedule.last_day or (made_known is not None and made_known <= today)


def fixing_due(last_costly: date) -> Deadline:
    """The last day to decide what is owed.

    Args:
        last_costly: the last day for which money is owed.

    Raises:
        ValueError: it is no plain date in 2000-2100.
    """
    check_day(last_costly)
    steps = [
        Step(StepCode.PENALTY_LAST, last_costly),
        Step(StepCode.TWO_WEEKS_TO_FIX, last_costly + ONE_DAY),
    ]
    return dutch_term(
        Term.PENALTY_DECISION, last_costly, last_costly + TWO_WEEKS, steps
    )  # Awb 4:18


def pay_by(decided: date) -> date:
    """The last day to pay what was decided; one day of rest does not make it later.

    Args:
        decided: the day on which the decision about it is made known.
    """
    return decided + SIX_WEEKS  # Awb 4:87.1


def exceptions(outcomes: Iterable[Outcome | None]) -> tuple[NoPenalty, ...]:
    """The reasons for which nothing may be owed.

    A request of which something was granted was not plainly without any ground, and one that
    nobody decided on yet cannot be called so.

    Args:
        outcomes: how each part ended; None for a part without a decision.
    """
    ended = tuple(outcomes)
    refused = bool(ended) and all(each is Outcome.REFUSED for each in ended)
    return tuple(each for each in NoPenalty if refused or each not in _ABOUT_THE_REQUEST)
