"""The shell around every page: one transaction, the guard, the log line."""

import time

import structlog
from flask import Flask, Response, current_app, g, request
from flask import session as browser
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import BaseConverter, ValidationError

from portal.models.base import Session
from portal.organisations.organisation import Organisation
from portal.parts import Portal
from portal.web import errors, guard, headers, login, messages, page, retyping
from portal.web.sessions import DatabaseSessions, ServerSession, is_due

log = structlog.get_logger()
csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Put the shell around the pages of an application whose parts are in place."""
    app.url_map.converters["organisation"] = _converter(parts_of(app).organisations)
    app.before_request(_begin)
    csrf.init_app(app)
    app.before_request(guard.guard)
    app.before_request(retyping.recognise)
    login.install(app)
    messages.install(app)
    errors.install(app)
    app.after_request(_log)
    headers.install(app, secure=parts_of(app).settings.secure_cookies)
    app.after_request(_finish)
    app.teardown_request(_abandon)
    app.context_processor(_context)


def parts_of(app: Flask) -> Portal:
    """The parts of an application, before a page asks for them."""
    found: Portal = app.extensions["portal"]
    return found


def _converter(organisations: dict[str, Organisation]) -> type[BaseConverter]:
    class OrganisationConverter(BaseConverter):
        """The first part of a citizen's address names the organisation."""

        def to_python(self, value: str) -> Organisation:
            if value not in organisations:
                raise ValidationError
            return organisations[value]

        def to_url(self, value: Organisation | str) -> str:
            return value if isinstance(value, str) else value.slug

    return OrganisationConverter


def _begin() -> None:
    g.started = time.perf_counter()
    trouble = _own_session().trouble
    if trouble is not None:
        raise trouble


def _finish(response: Response) -> Response:
    """Commit before the answer leaves: what people see as received is on the disk."""
    session = g.pop("session", None)
    if session is None:
        return response
    try:
        if retyping.is_retyped():
            session.rollback()
            return retyping.undone(response)
        if response.status_code < 400 or g.get("keep"):
            _commit(session, response)
        else:
            session.rollback()
    finally:
        session.close()
    return response


def _commit(session: Session, response: Response) -> None:
    """Commit the page, and the browser's session with it: one wait for the disk, not two."""
    own = _own_session()
    together = g.writes and is_due(own)
    if together:
        sessions: DatabaseSessions = current_app.session_interface  # type: ignore[assignment]
        sessions.store(session, own, response)
    session.commit()
    if together:
        own.stored = True


def _own_session() -> ServerSession:
    own: ServerSession = browser._get_current_object()  # type: ignore[attr-defined]
    return own


def _abandon(_error: BaseException | None) -> None:
    session = g.pop("session", None)
    if session is not None:
        session.rollback()
        session.close()


def _log(response: Response) -> Response:
    """One line a page, without address, parameters or sender: nothing personal."""
    if request.endpoint != "static":
        elapsed = round((time.perf_counter() - g.started) * 1000) if "started" in g else None
        log.info(
            "page",
            endpoint=request.endpoint,
            method=request.method,
            status=response.status_code,
            ms=elapsed,
        )
    return response


def _context() -> dict[str, object]:
    here = page.organisation()
    return {
        "organisation": here,
        "language": messages.chosen_language(),
        "language_link": messages.link_to,
        "words": page.words(),
        "is_demo": page.portal().settings.is_demo,
    }
