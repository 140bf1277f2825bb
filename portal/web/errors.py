"""Error pages: what happened, what was not lost, what to do next; never a stack trace."""

from typing import Any

import structlog
from flask import Flask, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from portal.language import refusals
from portal.law.lifecycle import BY_CITIZENS, ActionRefused
from portal.models.base import DatabaseUnavailable
from portal.rowlock import ValueDamaged
from portal.vault import VaultDamaged, VaultShut
from portal.web import page, retyping

log = structlog.get_logger()


def _texts() -> dict[int, tuple[str, str]]:
    return {
        400: (
            _("This form could not be read"),
            _("Nothing was stored. Go back, refresh the page and try again."),
        ),
        403: (
            _("You may not open this page"),
            _("Your account does not have the right to do this. Ask your administrator."),
        ),
        404: (
            _("This page does not exist"),
            _("Check the address. Perhaps the page has moved."),
        ),
        409: (
            _("This is not possible now"),
            _("The case has changed in the meantime. Look at the case again. Nothing was stored."),
        ),
        413: (
            _("This is too much"),
            _("What you sent is too large. Nothing was stored. Send less, or fewer files at once."),
        ),
        429: (
            _("Too many tries"),
            _("Wait a while and try again. Nothing is lost."),
        ),
        503: (
            _("The portal is busy"),
            _("We did not receive what you sent. Wait a minute and try again."),
        ),
    }


def _page(code: int, better: str = "") -> tuple[str, int]:
    """The page of an error; `better` is a text that knows more than the code does."""
    texts = _texts()
    title, text = texts.get(
        code,
        (
            _("Something went wrong"),
            _("We did not receive what you sent. Try again later, or contact us another way."),
        ),
    )
    return render_template("shared/error.html", title=title, text=better or text, code=code), code


def install(app: Flask) -> None:
    """Answer every error with a page of our own, and log it without what was typed."""
    # Flask's own log line carries the whole trace, and a trace can quote a citizen.
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]  # noqa: ARG005

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        if isinstance(error, SecurityError):  # not our host: no page of ours has an address there
            return "This is not a name of this portal.\n", 400
        return _page(error.code or 500)

    @app.errorhandler(CSRFError)
    def stale_form(error: CSRFError) -> Any:
        return retyping.rescue(error) or _page(400)

    @app.errorhandler(ActionRefused)
    def refused(error: ActionRefused) -> tuple[str, int]:
        for_this_reader = request.blueprint == "staff" or error.action in BY_CITIZENS
        return _page(409, refusals.refused(page.words(), error) if for_this_reader else "")

    @app.errorhandler(DatabaseUnavailable)
    def database(error: DatabaseUnavailable) -> tuple[str, int]:
        log.error("database_unavailable", error=type(error.orig).__name__)
        return _page(503)

    @app.errorhandler(VaultShut)
    @app.errorhandler(VaultDamaged)
    @app.errorhandler(ValueDamaged)
    def locked(error: VaultShut | VaultDamaged | ValueDamaged) -> tuple[str, int]:
        log.error("locked", error=type(error).__name__, case=error.args[0])
        text = _("What was found lies under lock, and it does not open. Tell the administrator.")
        return _page(500, text if request.blueprint == "staff" else "")

    @app.errorhandler(InternalServerError)
    def broken(error: InternalServerError) -> tuple[str, int]:
        cause = error.original_exception
        if isinstance(cause, DatabaseUnavailable):  # it happened after the page, at the commit
            return database(cause)
        log.error("page_failed", error=type(cause).__name__, where=_where(cause))
        return _page(500)


def _where(error: BaseException | None) -> str:
    """File and line of the deepest frame: enough to mend, nothing personal."""
    trace = error.__traceback__ if error else None
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
