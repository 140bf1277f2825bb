"""Finding one case, always within one organisation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.reference import read_reference


def find_case(session: Session, case_id: int, organisation: str) -> Case | None:
    """The case with this key, when it belongs to this organisation."""
    case = session.get(Case, case_id)
    return case if case is not None and case.organisation == organisation else None


def find_by_reference(session: Session, typed: str, organisation: str) -> Case | None:
    """The case with the reference somebody typed, when it belongs to this organisation."""
    reference = read_reference(typed)
    if reference is None:
        return None
    return session.scalar(
        select(Case).where(Case.reference == reference, Case.organisation == organisation)
    )


def ping(session: Session) -> None:
    """Ask the database for a sign of life."""
    session.scalar(select(1))


def find_anywhere(session: Session, typed: str) -> Case | None:
    """The case with the reference somebody typed, in whatever organisation; for commands only."""
    reference = read_reference(typed)
    return session.scalar(select(Case).where(Case.reference == reference)) if reference else None
