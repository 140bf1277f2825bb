"""The day on which an answer leaves: at once by the portal, or by post three working days later.

A letter without an e-mail address is printed, signed and posted by people. Its date, its remedy and
the penalty for being late all count from the same planned day, so that nobody gets less time than
the letter says (Awb 3:41, 6:8.1).
"""

from datetime import date, datetime

from portal.language.words import local_date
from portal.law.workdays import ONE_DAY, working_day_on_or_after, working_day_on_or_before
from portal.models.case import Case

POSTED_WITHIN = 3  # working days to print a letter and bring it to the post


def posting_day(printed: date) -> date:
    """The last day to post a letter that was printed on this day."""
    for _ in range(POSTED_WITHIN):
        printed = working_day_on_or_after(printed + ONE_DAY, bridge_days_closed=True)
    return printed


def print_by(posted: date) -> date:
    """The last day to print a letter that must be in the post on this day at the latest."""
    day = working_day_on_or_before(posted, bridge_days_closed=True)
    for _ in range(POSTED_WITHIN):
        day = working_day_on_or_before(day - ONE_DAY, bridge_days_closed=True)
    return day


def answer_date(case: Case, now: datetime) -> date:
    """The date of an answer that is made now: of today, or of the day it is posted."""
    today = local_date(now)
    return today if case.email else posting_day(today)  # Awb 2:14, 3:41


def sent_on(case: Case) -> date | None:
    """The day from which the terms against an answer run; none before there is one."""
    return answer_date(case, case.delivered_at) if case.delivered_at else None  # Awb 6:8.1
