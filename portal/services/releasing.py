"""Letting held data go: once the answer can no longer be contested, and not before.

Closing a case ends no hold: a bezwaar or a petition may still come, and is about the same data.
"""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.law.deadlines import SIX_WEEKS
from portal.law.lifecycle import Status
from portal.law.objections import still_in_post
from portal.models.case import Case
from portal.models.consequence import Hold
from portal.services import apart, contesting, holds, withdrawing

BATCH = 50


def release_due(
    session: Session, organisation: str, today: date, now: datetime, *, place: int = 0
) -> int | None:
    """Let the data go of some cases that are over: closed and final, or taken back.

    Parameters:
        place: the key of the case to go on after.

    Returns:
        the key to go on after, or None when there are no more.
    """
    found = session.scalars(
        select(Case.id)
        .where(
            Case.id > place,
            or_(
                (Case.status == Status.CLOSED) & (Case.delivered_at < now - SIX_WEEKS),
                Case.status == Status.WITHDRAWN,
            ),
            Case.id.in_(
                select(Hold.case_id).where(
                    Hold.organisation == organisation, Hold.released_at.is_(None)
                )
            ),
        )
        .order_by(Case.id)
        .limit(BATCH)
    ).all()
    for case_id in found:
        with apart.from_others("release", case_id), session.begin_nested():
            case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
            if is_final(session, case, today):
                holds.release(session, case, now)
    return found[-1] if len(found) == BATCH else None


def is_final(session: Session, case: Case, today: date) -> bool:
    """Whether a case is over for good: nobody can contest it, and what contests it is over too."""
    origin = session.get_one(Case, case.origin_id) if case.origin_id is not None else case
    if case.disputed_since is not None or origin.disputed_since is not None:
        return False  # AVG 17.3.e
    if case.status is Status.WITHDRAWN:
        doubted_until = withdrawing.doubted_until(session, case)
        return doubted_until is None or today > doubted_until
    if case.status is not Status.CLOSED or today <= last_day_to_keep(case):
        return False
    against = session.scalars(select(Case).where(Case.origin_id == case.id)).all()
    return all(is_final(session, each, today) for each in against)  # Awb 6:4, 8:1


def last_day_to_keep(case: Case) -> date:
    """The last day on which a remedy against an answer may come in, also by post.

    Raises:
        ValueError: no answer was given.
    """
    return still_in_post(contesting.last_day(case))  # Awb 6:7, 6:9, 8:1; UAVG 35.2
