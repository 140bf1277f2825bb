"""Whether a form was really sent from our own page, and which draft it belongs to.

A form that comes from our page after its session ran out is not refused: it is shown again with
all that was typed, and nothing is stored until the button is pressed once more. So a stranger's
page can never put answers in somebody's draft, nor put somebody into a stranger's draft.

A browser can hold more than one draft, one a tab. The signed name of the draft in the form decides
where an answer goes, so two tabs never mix.
"""

from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from flask import request, session
from flask_wtf.csrf import validate_csrf
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import ValidationError

from portal.organisations.organisation import Organisation
from portal.web.page import portal

RETURN_WITHIN = timedelta(hours=24)
DRAFTS_A_BROWSER = 5


class Trust(StrEnum):
    """Where a form came from."""

    OURS = "ours"  # our page, in a session that still runs
    RETURNED = "returned"  # our page, but the session ended meanwhile
    FOREIGN = "foreign"  # somebody else's page, or no telling


def judge() -> Trust:
    """Where the form of this page came from."""
    try:
        validate_csrf(request.form.get("csrf_token", ""))
    except ValidationError:
        return Trust.RETURNED if _is_same_origin() else Trust.FOREIGN
    return Trust.OURS


def _is_same_origin() -> bool:
    """What the browser says; a page cannot make it say something else."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.host


def sign_draft(organisation: Organisation, key: str) -> str:
    """The name of a draft to put in a form; worthless without a session or our own page."""
    return str(_signer().dumps([organisation.slug, key]))


def read_draft(organisation: Organisation, token: str, trust: Trust) -> str | None:
    """The key of the draft a form belongs to; None when there is none, or it is too old."""
    age = None if trust is Trust.OURS else int(RETURN_WITHIN.total_seconds())
    try:
        slug, key = _signer().loads(token, max_age=age)
    except (BadSignature, TypeError, ValueError):
        return None
    return key if slug == organisation.slug and isinstance(key, str) else None


def sign_text_for(case_id: int) -> str:
    """The name of a request to put in a message form, so that a lost session loses no text."""
    return str(_signer("citizen.message").dumps(case_id))


def read_text_for(token: str) -> int | None:
    """The key of the request that a message was typed for."""
    try:
        found = _signer("citizen.message").loads(token, max_age=int(RETURN_WITHIN.total_seconds()))
    except BadSignature:
        return None
    return found if isinstance(found, int) else None


def is_known_draft(key: str) -> bool:
    """Whether this browser's session already works on the draft."""
    return key in session.get("drafts", [])


def work_on(key: str) -> None:
    """Make this draft the one that pages without a form show."""
    drafts = [other for other in session.get("drafts", []) if other != key]
    session["drafts"] = [*drafts, key][-DRAFTS_A_BROWSER:]


def stop_work_on(key: str) -> None:
    """Forget a draft that was sent or erased."""
    session["drafts"] = [other for other in session.get("drafts", []) if other != key]


def current_draft() -> str | None:
    """The draft this browser worked on last."""
    drafts = session.get("drafts") or []
    return str(drafts[-1]) if drafts else None


def _signer(salt: str = "citizen.draft") -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(portal().settings.secret_key, salt=salt)
