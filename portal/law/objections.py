"""Bezwaar against an answer of a public body: its grounds, the term to decide, and the appeal.

The Awb remedy, not the right to object of AVG 21.
"""

from datetime import date, timedelta

from portal.law.deadlines import SIX_WEEKS, dutch_term, six_weeks
from portal.law.derivation import Deadline, Step, StepCode, Term, check_day
from portal.law.grounds import GROUNDS, Ground, Outcome
from portal.law.workdays import ONE_DAY

TWELVE_WEEKS = timedelta(weeks=12)

# Nothing is looked up again on bezwaar: it is decided on what was decided before.
OUTCOMES = (
    Outcome.GRANTED,
    Outcome.PARTLY,
    Outcome.REFUSED,
    Outcome.NOT_OUR_TASK,
    Outcome.WITHDRAWN,
)
_FITTING = {
    Outcome.PARTLY: ("bezwaar_unfounded",),  # Awb 7:11
    Outcome.REFUSED: ("bezwaar_inadmissible", "bezwaar_late", "bezwaar_unfounded"),
    Outcome.NOT_OUR_TASK: ("bezwaar_forwarded",),  # Awb 6:15
}


def grounds_on_bezwaar(outcome: Outcome) -> tuple[Ground, ...]:
    """The grounds for an outcome of a bezwaar; empty when it needs none."""
    return tuple(GROUNDS[ground] for ground in _FITTING.get(outcome, ()))  # Awb 6:6, 7:11


def decision_due(bezwaar_last_day: date, *, committee: bool, extended: bool) -> Deadline:
    """The last day to decide on a bezwaar.

    Args:
        bezwaar_last_day: the last day on which bezwaar could be made, whenever it was made.
        committee: whether an advisory committee hears the person (Awb 7:13).
        extended: whether the decision was put off, by six weeks at most.

    Raises:
        ValueError: `bezwaar_last_day` is no plain date in 2000-2100.
    """
    check_day(bezwaar_last_day)
    first = bezwaar_last_day + ONE_DAY
    end = bezwaar_last_day + (TWELVE_WEEKS if committee else SIX_WEEKS)  # Awb 7:10.1
    steps = [
        Step(StepCode.BEZWAAR_ENDED, bezwaar_last_day),
        Step(StepCode.TWELVE_WEEKS if committee else StepCode.SIX_WEEKS, first),
    ]
    if extended:
        steps.append(Step(StepCode.SIX_WEEKS_MORE, end))
        end += SIX_WEEKS  # Awb 7:10.3
    return dutch_term(Term.BEZWAAR_DECISION, bezwaar_last_day, end, steps)


def appeal_due(sent: date) -> Deadline:
    """The last day to appeal (beroep) to the court against a decision on bezwaar.

    Args:
        sent: the day the decision on bezwaar was sent or made available.

    Raises:
        ValueError: `sent` is no plain date in 2000-2100.
    """
    return six_weeks(Term.APPEAL, sent, StepCode.SENT)  # Awb 6:7, 6:8.1, 8:1
