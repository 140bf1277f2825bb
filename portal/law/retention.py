"""Until when a duty makes an organisation keep data, and when it must let go of them."""

from datetime import date, timedelta

from portal.law.deadlines import add_months, dutch_term
from portal.law.derivation import Deadline, Step, StepCode, Term, check_day


def kept_until(started: date, *, months: int | None = None, days: int | None = None) -> date | None:
    """The last day on which data may be kept under a period of the register (AVG 5.1.e).

    Args:
        started: the day from which the period counts, such as the last change of a file.
        months: the period; or
        days: the period.

    Returns:
        The last day, or None when the period is a rule in words.

    Raises:
        ValueError: `started` is no plain date in 2000-2100, or the period is not above nothing.
    """
    check_day(started)
    if months is None and days is None:
        return None
    if any(length is not None and length < 1 for length in (months, days)):
        raise ValueError("a period is at least one day")
    return add_months(started, months or 0) + timedelta(days=days or 0)


def destruction_due(received: date) -> Deadline:
    """The last day to destroy a treatment file that the person wants destroyed: three months.

    The answer to the request itself is due within the month of AVG 12.3.

    Raises:
        ValueError: `received` is no plain date in 2000-2100.
    """
    check_day(received)
    steps = [Step(StepCode.RECEIVED, received), Step(StepCode.THREE_MONTHS, received)]
    end = add_months(received, 3)  # Jeugdwet 7.3.9, BW 7:455.1
    return dutch_term(Term.DESTRUCTION, received, end, steps)
