"""Browser sessions: found, kept, forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.models.staff import WebSession


def find_session(session: Session, id_hash: str) -> WebSession | None:
    """The stored session of a browser."""
    return session.get(WebSession, id_hash)


def keep_session(
    session: Session, id_hash: str, data: dict[str, Any], staff_id: int | None, *, now: datetime
) -> None:
    """Store what a browser's session holds, and that it was seen now."""
    row = session.get(WebSession, id_hash)
    if row is None:
        row = WebSession(id_hash=id_hash, created_at=now)
        session.add(row)
    row.data = data
    row.staff_id = staff_id
    row.seen_at = now


def forget_session(session: Session, id_hash: str) -> None:
    """End one session."""
    session.execute(delete(WebSession).where(WebSession.id_hash == id_hash))


def forget_staff(session: Session, staff_id: int) -> None:
    """End every session of a member of staff (password changed, account closed)."""
    session.execute(delete(WebSession).where(WebSession.staff_id == staff_id))


def forget_idle(session: Session, before: datetime) -> int:
    """Remove the sessions not seen since a moment; gives how many."""
    found = session.execute(delete(WebSession).where(WebSession.seen_at < before))
    return int(getattr(found, "rowcount", 0))
