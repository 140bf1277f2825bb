"""Bezwaar against an answer of a public body: its grounds, the term to decide, and the appeal.

The Awb remedy, not the right to object of AVG 21.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.law.deadlines import SIX_WEEKS, Paused, dutch_term, six_weeks
from portal.law.derivation import Deadline, Step, StepCode, Term, check_day
from portal.law.grounds import GROUNDS, Ground, Outcome
from portal.law.workdays import ONE_DAY, working_day_on_or_after

ONE_WEEK = timedelta(weeks=1)
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


class Missing(StrEnum):
    """What a bezwaar may lack, and can be mended (Awb 6:6)."""

    NAME_ADDRESS = "name_address"  # Awb 6:5.1.a
    DATE = "date"  # Awb 6:5.1.b
    DECISION = "decision"  # Awb 6:5.1.c
    GROUNDS = "grounds"  # Awb 6:5.1.d
    SIGNATURE = "signature"  # Awb 6:5.1
    AUTHORITY = "authority"  # Awb 2:1, 6:6


class FurtherGround(StrEnum):
    """Why a decision that was put off already may come later still (Awb 7:10.4)."""

    ALL_AGREE = "all_agree"  # everybody whom it concerns: Awb 7:10.4.a
    PERSON_AGREES = "person_agrees"  # and nobody else is harmed by it: Awb 7:10.4.b
    PROCEDURE = "procedure"  # rules of procedure need it: Awb 7:10.4.c


@dataclass(frozen=True, slots=True)
class Further:
    """A later day for a decision that was put off already.

    Attributes:
        until: the day on which it is decided at the latest.
    """

    until: date
    ground: FurtherGround


def decision_due(
    bezwaar_last_day: date,
    *,
    committee: bool,
    extended: bool,
    mendings: tuple[Paused, ...] = (),
    further: Further | None = None,
) -> Deadline:
    """The last day to decide on a bezwaar.

    Args:
        bezwaar_last_day: the last day on which bezwaar could be made, whenever it was made.
        committee: whether an advisory committee hears the person (Awb 7:13).
        extended: whether the decision was put off, by six weeks at most.
        mendings: when the person was asked to mend what is missing (Awb 6:6), and when that was
            done or the time for it ended. On the strictest reading neither of these two days
            stands still; nor does a day before the term began. What was asked after the end of
            the term adds nothing.
        further: the day to which it was put off further; a day before the end without waiting
            changes nothing.

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
    waited: list[Step] = []
    plain, end = end, _after_mending(bezwaar_last_day, end, mendings, waited)
    if further is None or further.until <= plain:
        steps += waited
    elif further.until > end:
        end = further.until  # Awb 7:10.4
        steps += [*waited, _put_off(further)]
    else:  # waiting ran past it; it is told still, since the wait may prove shorter
        steps += [_put_off(further), *waited]
    return dutch_term(Term.BEZWAAR_DECISION, bezwaar_last_day, end, steps)


def _put_off(further: Further) -> Step:
    by_law = further.ground is FurtherGround.PROCEDURE
    return Step(StepCode.DELAY_BY_LAW if by_law else StepCode.DELAY_AGREED, further.until)


def _after_mending(
    before: date, end: date, mendings: tuple[Paused, ...], steps: list[Step]
) -> date:
    """The end with the days on which the term stood still, each once; tells it in `steps`."""
    plain, still = end, set[date]()
    for each in sorted(mendings, key=lambda mending: (mending.asked, mending.ended)):
        if each.asked > end:  # nothing runs that could stand still
            steps.append(Step(StepCode.PAUSE_NOT_COUNTED, each.asked))
            continue
        steps.append(Step(StepCode.PAUSED, each.asked, each.ended.isoformat()))
        still |= {
            day
            for number in range(1, (each.ended - each.asked).days)
            if (day := each.asked + timedelta(days=number)) > before
        }
        end = plain + timedelta(days=len(still))  # Awb 7:10.2
    if still:
        steps.append(Step(StepCode.PAUSE_DAYS, end, str(len(still))))
    return end


def still_in_post(last_day: date) -> date:
    """The last day on which a bezwaar counts that was posted in time: a week later, by post.

    Args:
        last_day: the last day to make it.
    """
    week_later = last_day + ONE_WEEK  # Awb 6:9.2
    return working_day_on_or_after(week_later, bridge_days_closed=True)  # Atw 1.1, 3


def appeal_due(sent: date) -> Deadline:
    """The last day to appeal (beroep) to the court against a decision on bezwaar.

    Args:
        sent: the day the decision on bezwaar was sent or made available.

    Raises:
        ValueError: `sent` is no plain date in 2000-2100.
    """
    return six_weeks(Term.APPEAL, sent, StepCode.SENT)  # Awb 6:7, 6:8.1, 8:1
