"""Terms for what the law sets no term for: norms of service that the portal holds itself to.

A withdrawal of consent counts on receipt (AVG 7.3) and is carried out within one working day. A
privacy complaint is answered within six weeks, as the Awb asks of public bodies (Awb 9:11).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from portal.law.deadlines import Deadline, Step, StepCode, Term, answer_due, roll_steps
from portal.law.rights import RULES, Right
from portal.law.workdays import ONE_DAY, working_day_on_or_after, working_day_on_or_before

SIX_WEEKS = timedelta(weeks=6)


def request_due(rights: Iterable[Right], received: date) -> Deadline:
    """The term of a request: the month when one right asked has it, else our strictest norm.

    Parameters:
        rights: what is asked, at least one.
        received: day of receipt in the Netherlands.

    Raises:
        ValueError: `received` is no plain date in 2000-2100, or nothing is asked.
    """
    asked = set(rights)
    if not asked:
        raise ValueError("a request asks at least one thing")
    month = answer_due(received)
    if any(RULES[right].has_month for right in asked):  # AVG 12.3
        return month
    return (
        withdrawal_due(received) if Right.CONSENT_WITHDRAWAL in asked else complaint_due(received)
    )


def withdrawal_due(received: date) -> Deadline:
    """The day on which a withdrawal of consent has been carried out: the next working day."""
    due = working_day_on_or_after(received + ONE_DAY, bridge_days_closed=True)
    steps = (
        Step(StepCode.RECEIVED, received),
        Step(StepCode.AT_ONCE, received),  # AVG 7.3
        Step(StepCode.RESULT, due),
    )
    return Deadline(Term.WITHDRAWAL, received, 0, due, due, due, due, steps)


def complaint_due(received: date) -> Deadline:
    """The last day to answer a privacy complaint: six weeks."""
    end = received + SIX_WEEKS  # Awb 9:11.1, followed by private bodies as a norm of their own
    due = working_day_on_or_after(end, bridge_days_closed=True)
    steps = [
        Step(StepCode.RECEIVED, received),
        Step(StepCode.SIX_WEEKS, received + ONE_DAY),
        Step(StepCode.ENDS_ON, end),
        *roll_steps(end, due),
        Step(StepCode.RESULT, due),
    ]
    target = working_day_on_or_before(end, bridge_days_closed=True)
    return Deadline(Term.COMPLAINT, received, 0, end, target, due, due, tuple(steps))
