"""What must be true before the portal starts: every organisation with cases has its profile."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.models.base import Database, DatabaseError
from portal.models.case import Case
from portal.models.staff import Staff


class ProfileMissing(Exception):
    """Raised if there are cases or accounts of an organisation without a profile."""


def check_organisations(database: Database, known: Collection[str]) -> None:
    """Refuse to start without the profile of an organisation whose cases are in the database.

    A database that is not there yet, or not migrated, is another matter.

    Parameters:
        known: the slugs of the profiles.

    Raises:
        ProfileMissing: it names every profile that is missing.
    """
    try:
        with database.transaction(write=False) as session:
            found = list_organisations(session)
    except DatabaseError:
        return
    finally:
        database.close()  # a connection made here must not be shared by what forks later
    missing = [slug for slug in found if slug not in known]
    if missing:
        raise ProfileMissing(
            f"The database has cases or accounts of {', '.join(missing)}, and no profile has "
            "that slug. Put the profile back in the folder of PORTAL_PROFILES."
        )


def list_organisations(session: Session) -> list[str]:
    """The slugs of which there are cases or accounts; quick however many there are."""
    found: set[str] = set()
    for column in (Case.organisation, Staff.organisation):
        last = ""
        while following := session.scalar(select(func.min(column)).where(column > last)):
            found.add(following)
            last = following
    return sorted(found)
