"""Limits on how often something may be tried, kept in the database so that restarts forget nothing.

Who tried is stored as a keyed hash only: nobody can read an address out of the table. Two pages
at the very same moment may each see room for one more; a limit can be overrun by as many pages as
run at once, never by more.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.orm import Session

from portal.models.identity import Attempt


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within a period.

    Attributes:
        kind: what is limited, such as "code.address"; at most 40 characters.
        number: how often it may happen.
        within: the period that is looked back.
    """

    kind: str
    number: int
    within: timedelta


class LimitReached(Exception):
    """Raised if something was tried too often; trying again later helps."""


_COUNT = (  # built once: this is asked several times on each page that takes something in
    select(func.count())
    .select_from(Attempt)
    .where(
        Attempt.kind == bindparam("kind"),
        Attempt.key == bindparam("key"),
        Attempt.at > bindparam("since"),
    )
)


def count(session: Session, kind: str, key: str, since: datetime) -> int:
    """How often this happened since a moment.

    Parameters:
        key: what `Throttle.key` made of the address.
    """
    found = session.scalar(_COUNT, {"kind": kind, "key": key, "since": since})
    return int(found or 0)


def note(session: Session, kind: str, key: str, *, now: datetime) -> None:
    """Remember that it happened once more."""
    session.add(Attempt(kind=kind, key=key, at=now))


def forget(session: Session, kind: str, key: str) -> None:
    """Begin counting anew, such as after the right password."""
    session.execute(delete(Attempt).where(Attempt.kind == kind, Attempt.key == key))


def purge(session: Session, before: datetime) -> int:
    """Remove what is too old to count; gives how many."""
    found = session.execute(delete(Attempt).where(Attempt.at < before))
    return int(getattr(found, "rowcount", 0))


def mailbox(address: str) -> str:
    """What addresses have in common that reach one mailbox: name+shop@host is name@host."""
    name, _, host = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"


class Throttle:
    """Counts tries of senders and addresses without storing who they are."""

    def __init__(self, secret: str) -> None:
        """Take the portal's secret key."""
        self._key = hmac.digest(secret.encode(), b"portal.throttle", "sha256")

    def key(self, value: str) -> str:
        """The keyed hash of an address, a sender or a name."""
        return hmac.digest(self._key, value.strip().lower().encode(), "sha256").hex()

    def is_full(self, session: Session, limit: Limit, value: str, now: datetime) -> bool:
        """Whether there is no room for one more."""
        return count(session, limit.kind, self.key(value), now - limit.within) >= limit.number

    def note(self, session: Session, limit: Limit, value: str, now: datetime) -> None:
        """Remember one more."""
        note(session, limit.kind, self.key(value), now=now)

    def pass_(self, session: Session, limit: Limit, value: str, now: datetime) -> None:
        """Take one place.

        Raises:
            LimitReached: there is none left; nothing was noted.
        """
        if self.is_full(session, limit, value, now):
            raise LimitReached(limit.kind)
        self.note(session, limit, value, now)
