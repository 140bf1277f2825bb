"""Terms for what the law sets no term for: norms of service that the portal holds itself to.

A withdrawal of consent counts on receipt (AVG 7.3) and is carried out within one working day. A
privacy complaint is answered within six weeks, as the Awb asks of public bodies (Awb 9:11).
"""

from collections.abc import Iterable
from datetime import date

from portal.law.deadlines import answer_due, six_weeks
from portal.law.derivation import Deadline, Step, StepCode, Term
from portal.law.rights import RULES, Right
from portal.law.workdays import ONE_DAY, working_day_on_or_after


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
    return six_weeks(Term.COMPLAINT, received, StepCode.RECEIVED)  # Awb 9:11.1, a norm for others
