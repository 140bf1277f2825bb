"""Finding one case, always within one organisation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case
from portal.models.reference import read_reference
from portal.models.staff import Staff
from portal.services.confidential import is_visible


def find_case(
    session: Session, case_id: int, organisation: str, *, hold: bool = False
) -> Case | None:
    """The case with this key, when it belongs to this organisation.

    Parameters:
        hold: whether to keep it from others until the transaction ends, because it is to change:
            of a withdrawal and a decision at once, one comes first.
    """
    case = session.get(Case, case_id, with_for_update=hold or None, populate_existing=hold)
    return case if case is not None and case.organisation == organisation else None


def find_by_reference(session: Session, typed: str, organisation: str) -> Case | None:
    """The case with the reference somebody typed, when it belongs to this organisation."""
    reference = read_reference(typed)
    if reference is None:
        return None
    return session.scalar(
        select(Case).where(Case.reference == reference, Case.organisation == organisation)
    )


def find_visible(session: Session, typed: str, actor: Actor) -> Case | None:
    """The case with the reference somebody of the staff typed, when they may know of it."""
    case = find_by_reference(session, typed, actor.organisation)
    return case if case is not None and is_visible(case, actor) else None


def ping(session: Session) -> None:
    """Ask the database for a sign of life."""
    session.scalar(select(1))


def find_anywhere(session: Session, typed: str) -> Case | None:
    """The case with the reference somebody typed, in whatever organisation; for commands only.

    Commands know nothing of complaints to the FG (UAVG 39).
    """
    reference = read_reference(typed)
    if reference is None:
        return None
    found = select(Case).where(Case.reference == reference, Case.fg_only.is_(False))
    return session.scalar(found)


def list_events(session: Session, case: Case) -> list[tuple[AuditEvent, str]]:
    """What happened to a case, newest first, with the name of the colleague who did it."""
    found = session.execute(
        select(AuditEvent, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEvent.staff_id)
        .where(AuditEvent.case_id == case.id)
        .order_by(AuditEvent.id.desc())
    )
    return [(event, name or "") for event, name in found]
