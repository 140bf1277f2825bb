"""Server-side sessions: the cookie holds a random id, the database everything else.

What is remembered may quote what was found: a form that was typed as the session ended, a message
that a page will show. So it is locked with a key that follows from the id, which the database does
not have.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from portal.models.base import Database, DatabaseUnavailable, Session
from portal.models.staff import WebSession
from portal.rowlock import RowLock, ValueDamaged
from portal.services import browsing

CITIZEN_IDLE = timedelta(hours=2)
STAFF_IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=10)
TOUCH_EVERY = timedelta(minutes=1)
LOCKED = "locked"


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The session of one browser.

    Attributes:
        id: the secret in the cookie; empty until something must be remembered.
        rotate: set to give the browser a new id (at sign-in: session fixation).
        ended: set to forget the session on the server.
        stored: set when it was stored together with what the page wrote.
        trouble: why it could not be read; no page may go on as if there were none.
        lapsed_staff_id: whose session it was that ended by itself; a new one is in its place.
        lapsed_token: what the forms of that session carried.
    """

    def __init__(self, id_: str = "", data: dict[str, Any] | None = None) -> None:
        def changed(_: object) -> None:
            self.modified = True

        super().__init__(data or {}, changed)
        self.id = id_
        self.created_at: datetime | None = None
        self.seen_at: datetime | None = None
        self.staff_id: int | None = self.get("staff_id")
        self.modified = False
        self.rotate = False
        self.ended = False
        self.stored = False
        self.trouble: DatabaseUnavailable | None = None
        self.lapsed_staff_id: int | None = None
        self.lapsed_token = ""

    def begin_for(self, staff_id: int | None) -> None:
        """Forget what was there and begin anew under a new id, for staff or a citizen."""
        self.clear()
        if staff_id is not None:
            self["staff_id"] = staff_id
        self.staff_id = staff_id
        self.rotate = True

    def end(self) -> None:
        """Sign out: the old cookie is worthless from now on."""
        self.clear()
        self.ended = True


class DatabaseSessions(SessionInterface):
    """Flask's sessions, kept in the database."""

    def __init__(self, database: Database, *, secure: bool) -> None:
        self._database = database
        self._secure = secure
        self.cookie = "__Host-session" if secure else "session"

    def open_session(self, _app: Flask, request: Request) -> ServerSession:
        """The session that belongs to the cookie, or a new one."""
        id_ = request.cookies.get(self.cookie, "")
        if not id_ or request.endpoint == "static":
            return ServerSession()
        now = datetime.now(UTC)
        try:
            with self._database.transaction(write=False) as session:
                row = browsing.find_session(session, _hash(id_))
        except DatabaseUnavailable as trouble:
            return _unread(trouble)
        if row is None:
            return ServerSession()
        if not _is_fresh(row.created_at, row.seen_at, row.staff_id, now):
            return _lapsed(row, id_)
        found = ServerSession(id_, _unlocked(id_, row))
        found.created_at, found.seen_at, found.staff_id = row.created_at, row.seen_at, row.staff_id
        return found

    def save_session(self, _app: Flask, session: SessionMixin, response: Response) -> None:
        """Store what changed; a page that changed nothing writes at most once a minute."""
        if is_due(session):
            with self._database.transaction() as transaction:
                self.store(transaction, session, response)

    def store(self, transaction: Session, session: ServerSession, response: Response) -> None:
        """Store it in this transaction; the caller sets `stored` once that is committed."""
        id_ = session.id
        if session.ended or (session.rotate and id_):
            browsing.forget_session(transaction, _hash(id_))
            id_ = ""
        if session.ended:
            response.delete_cookie(self.cookie, path="/", secure=self._secure, httponly=True)
            return
        if not id_:
            id_ = secrets.token_urlsafe(32)
            response.set_cookie(
                self.cookie, id_, path="/", secure=self._secure, httponly=True, samesite="Lax"
            )
        keep(transaction, id_, dict(session), session.staff_id, now=datetime.now(UTC))


def keep(
    transaction: Session, id_: str, data: dict[str, Any], staff_id: int | None, *, now: datetime
) -> None:
    """Store what a session remembers, locked with the id in its cookie."""
    locked = {LOCKED: _lock(id_).close(json.dumps(data).encode(), _hash(id_))}
    browsing.keep_session(transaction, _hash(id_), locked, staff_id, now=now)


def is_due(session: SessionMixin) -> TypeGuard[ServerSession]:
    """Whether there is something of this session to store at the end of the page."""
    if not isinstance(session, ServerSession):
        raise TypeError("only sessions that `open_session` gave can be saved")
    if session.stored:
        return False
    if session.ended or session.rotate:
        return True
    if not session.id and not session:
        return False
    stale = session.seen_at is None or datetime.now(UTC) - session.seen_at > TOUCH_EVERY
    return session.modified or stale


def _lapsed(row: WebSession, id_: str) -> ServerSession:
    """A new session that knows whose the old one was, for what they typed in it."""
    session = ServerSession()
    session.lapsed_staff_id = row.staff_id
    session.lapsed_token = str(_unlocked(id_, row).get("csrf_token") or "")
    return session


def _unread(trouble: DatabaseUnavailable) -> ServerSession:
    """In place of a session that is there but cannot be read: the error page needs one."""
    session = ServerSession()
    session.trouble, session.stored = trouble, True
    return session


def _hash(id_: str) -> str:
    return hashlib.sha256(id_.encode()).hexdigest()


def _lock(id_: str) -> RowLock:
    return RowLock.of(0, hashlib.sha256(f"what {id_} opens".encode()).digest())


def _unlocked(id_: str, row: WebSession) -> dict[str, Any]:
    """What was remembered; nothing of what was not locked, such as before an update."""
    try:
        content: dict[str, Any] = json.loads(_lock(id_).open(row.data.get(LOCKED, ""), _hash(id_)))
    except ValueDamaged:
        return {}
    return content


def _is_fresh(created: datetime, seen: datetime, staff_id: int | None, now: datetime) -> bool:
    idle = CITIZEN_IDLE if staff_id is None else STAFF_IDLE
    return now - seen <= idle and now - created <= ABSOLUTE
