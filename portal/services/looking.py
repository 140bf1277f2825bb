"""Who looked at what of a case, and when: pages each time, a document once a sitting (AVG 5.2)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, AuditEvent, record
from portal.models.case import Case
from portal.models.exhibit import Exhibit

VIEWED = "viewed"


class Look(StrEnum):
    """How somebody looked at a document; the key in the log."""

    SHEET = "sheet"  # its pages, as pictures at the desk
    ORIGINAL = "original"  # as it came in, taken along


def note_page(session: Session, case: Case, page: str, *, actor: Actor, now: datetime) -> None:
    """Record who looked at a page about a case (AVG 5.2, 32)."""
    session.add(record(actor, VIEWED, now, case_id=case.id, page=page))


def note_document(
    session: Session, exhibit: Exhibit, how: Look, *, since: datetime, actor: Actor, now: datetime
) -> None:
    """Record who looked at a document of a case, unless that stands there already (AVG 5.2, 32).

    Parameters:
        since: when the sitting began: one line a sitting is enough.
    """
    if not has_looked(session, exhibit, how, since=since, actor=actor):
        facts = {"page": how.value, "exhibit": exhibit.id}
        session.add(record(actor, VIEWED, now, case_id=exhibit.case_id, **facts))
        session.flush()


def has_looked(
    session: Session, exhibit: Exhibit, how: Look, *, since: datetime, actor: Actor
) -> bool:
    """Whether it is on record that this person looked at this document in this sitting."""
    found = select(AuditEvent.id).where(
        AuditEvent.case_id == exhibit.case_id,
        AuditEvent.staff_id == actor.staff_id,
        AuditEvent.action == VIEWED,
        AuditEvent.at >= since,
        AuditEvent.detail["page"].as_string() == how.value,
        AuditEvent.detail["exhibit"].as_integer() == exhibit.id,
    )
    return session.scalar(found.limit(1)) is not None
