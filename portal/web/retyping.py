"""What staff typed in a session that ended: it comes back as a filled form, never as an action.

A form sent too late is kept on the server for the person who typed it. After signing in again they
get it back: the page runs as it would with that form, but every form is found wanting and all it
did is undone. So nothing is stored or sent before somebody looks at it and presses the button.
"""

import hmac
from typing import Any

from flask import Response, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from portal.law.lifecycle import ActionRefused
from portal.web import access, guard
from portal.web.sessions import ServerSession

MARK = "retyped"
KEPT = "unsent"
OURS = frozenset({"csrf_token", "action", "send", "show", "change", MARK})
SECRET = ("password", "code", "again")
LARGEST = 60_000


def rescue(error: CSRFError) -> Any:
    """What to answer to a form of the desk that came without a valid token; None: the error page.

    The token is gone because the session ended, or was renewed in another window.
    """
    del error  # which token was wrong matters to nobody
    if request.method != "POST" or request.blueprint != "staff" or not _is_worth_keeping():
        return None
    declared = access.declared(request.endpoint)
    if declared is None or not declared.roles:
        return None
    if session.get("staff_id") is None:
        return _keep_for_later()
    g.retyped = True
    try:
        stopped = guard.guard()
        view = current_app.view_functions[request.endpoint or ""]
        return stopped or view(**(request.view_args or {}))
    except (HTTPException, ActionRefused):
        return None


def recognise() -> None:
    """Know a form that comes back; runs before each page, after the guard."""
    if request.blueprint == "staff" and request.form.get(MARK) == "yes":
        g.retyped = True
        session.pop(KEPT, None)


def is_retyped() -> bool:
    """Whether this page only shows what was typed, and may do nothing."""
    return bool(g.get("retyped"))


def undone(response: Response) -> Response:
    """The answer of a page that was only to show a form; one that would go on goes nowhere."""
    if response.status_code // 100 != 3:
        return response
    session.pop("_flashes", None)
    flash(_("Your session had ended. Nothing was done: please do it again."), "warning")
    response.headers["Location"] = url_for("staff.worklist")
    return response


def kept_for(staff_id: int) -> dict[str, Any] | None:
    """What this person typed before; what somebody else typed is forgotten."""
    kept = session.get(KEPT)
    if isinstance(kept, dict) and kept.get("staff") == staff_id:
        return kept
    session.pop(KEPT, None)
    return None


def _is_worth_keeping() -> bool:
    """Whether somebody typed something, and nothing that must not be kept."""
    names = set(request.form) - OURS
    if any(secret in name for name in names for secret in SECRET):
        return False
    size = sum(len(name) + len(text) for name, text in request.form.items(multi=True))
    return size <= LARGEST and any(request.form[name].strip() for name in names)


def _keep_for_later() -> Answer | None:
    """Keep it in the new session, for whom the old one says, and ask to sign in."""
    own: ServerSession = session._get_current_object()  # type: ignore[attr-defined]
    if own.lapsed_staff_id is None or not _is_token_of(own.lapsed_token):
        return None
    fields = [pair for pair in request.form.items(multi=True) if pair[0] not in OURS]
    address = request.full_path.rstrip("?")
    session[KEPT] = {"staff": own.lapsed_staff_id, "address": address, "fields": fields}
    flash(_("Your session had ended. What you typed is kept: sign in again."), "info")
    return redirect(url_for("staff.sign_in", next=url_for("staff.show_unsent")))


def _is_token_of(token: str) -> bool:
    """Whether the form was made by the session that ended, and not by another site."""
    signer = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    try:
        given = signer.loads(request.form.get("csrf_token", ""))
    except BadData:
        return False
    return bool(token) and isinstance(given, str) and hmac.compare_digest(given, token)
