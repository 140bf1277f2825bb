"""Complaints to the privacy officer (FG): nobody else on the staff knows of them (UAVG 39).

Every question about cases on behalf of staff goes through `visible_to`, every single case through
`is_visible`: what is hidden is not counted, not found and not opened either.
"""

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from portal.models.audit import Actor, Role
from portal.models.case import Case
from portal.models.staff import Staff
from portal.services.permissions import Task, roles_that_may


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition that a query on cases for this reader needs besides the organisation.

    The FG sees every case; the others see none that is for the FG alone.
    """
    return true() if actor.role is Role.PRIVACY_OFFICER else Case.fg_only.is_(False)


def is_visible(case: Case, actor: Actor) -> bool:
    """Whether this reader may know that the case exists."""
    return not case.fg_only or actor.role is Role.PRIVACY_OFFICER


def roles_told(case: Case) -> tuple[Role, ...]:
    """The roles of staff whom a mail or a digest may tell of this case."""
    if case.fg_only:
        return (Role.PRIVACY_OFFICER,)
    return roles_that_may(Task.TAKE)


def has_officer(session: Session, organisation: str) -> bool:
    """Whether somebody would see a complaint to the FG: an open account with that role.

    Parameters:
        organisation: the slug.
    """
    found = select(Staff.id).where(
        Staff.organisation == organisation, Staff.is_active, Staff.role == Role.PRIVACY_OFFICER
    )
    return session.scalar(found.limit(1)) is not None
