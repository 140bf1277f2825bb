"""Restrictions: data that may be kept but not used, set by themselves and never lifted unseen.

The marker is set on receipt while correctness or an objection is weighed, and by the answer that
grants a restriction (AVG 18.1). Before it is lifted the person gets a letter (AVG 18.3), at least
a week ahead: a letter by post needs three working days, and the person must have time to react.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.consequence import Restriction
from portal.organisations.organisation import Organisation

SHORTEST_NOTICE = timedelta(days=7)
USUAL_NOTICE = timedelta(days=14)
LONGEST_NOTICE = timedelta(days=92)
SHORTEST_REASON = 20


class WrongDay(Exception):
    """Raised if the day of lifting gives too little notice, or lies too far away."""


class ReasonNeeded(Exception):
    """Raised if nobody says why a restriction is lifted."""


class AlreadyAnnounced(Exception):
    """Raised if the restriction was lifted, or the person knows of the day already."""


def at_receipt(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Set the marker for the parts whose data must rest while they are weighed."""


def at_delivery(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Set the marker for the parts in which a restriction is granted."""


def on_withdrawal(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Tell the person who withdraws a request on which day its restrictions end."""


def lift_due(session: Session, organisation: str, today: date, now: datetime) -> int:
    """Lift the restrictions whose day has come, and of which the person knows; gives how many."""
    return 0


def active(session: Session, case: Case) -> Sequence[Restriction]:
    """The restrictions of a case that still hold, the oldest first."""
    found = select(Restriction).where(
        Restriction.case_id == case.id, Restriction.lifted_at.is_(None)
    )
    return session.scalars(found.order_by(Restriction.id)).all()


def restricted_among(session: Session, case_ids: Iterable[int]) -> frozenset[int]:
    """Which of these cases have data that may not be used now."""
    found = select(Restriction.case_id).where(
        Restriction.case_id.in_(list(case_ids)), Restriction.lifted_at.is_(None)
    )
    return frozenset(session.scalars(found).all())
