"""References of cases by what they are, for the command line."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.case import Case, CasePart


def list_references(
    session: Session,
    *,
    organisation: str | None = None,
    right: Right | None = None,
    status: Status | None = None,
    limit: int = 100,
) -> Sequence[str]:
    """List references, those that are due first on top; complaints to the FG never (UAVG 39).

    Args:
        session: the caller's transaction.
        organisation: only of this organisation.
        right: only where this right is asked, in any part.
        status: only with this status.
        limit: at most so many.
    """
    query = select(Case.reference).where(Case.fg_only.is_(False))
    query = query.order_by(Case.legal_due, Case.id).limit(limit)
    if organisation is not None:
        query = query.where(Case.organisation == organisation)
    if status is not None:
        query = query.where(Case.status == status)
    if right is not None:
        asked = select(CasePart.id).where(CasePart.case_id == Case.id, CasePart.right == right)
        query = query.where(asked.exists())
    return session.scalars(query).all()
