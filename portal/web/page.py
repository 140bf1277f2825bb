"""What every page works with: the portal's parts, the transaction of this page, the moment."""

from datetime import UTC, datetime

from flask import current_app, g, request
from flask_babel import get_locale

from portal.language.words import Words
from portal.models.base import Session
from portal.organisations.organisation import AddressForm, Organisation
from portal.parts import Portal
from portal.web import access

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def portal() -> Portal:
    """The parts of the running portal."""
    found: Portal = current_app.extensions["portal"]
    return found


def db() -> Session:
    """This page's one transaction, opened at first use.

    It is committed when the page succeeds and rolled back when it does not; call `keep()` to have
    it committed although the page answers with an error (a wrong code that counts as a try).
    """
    if "session" not in g:
        declared = access.declared(request.endpoint)
        writes = request.method not in SAFE_METHODS or (declared is not None and declared.writes)
        g.session, g.writes = portal().database.session(write=writes), writes
    session: Session = g.session
    return session


def keep() -> None:
    """Commit this page's transaction whatever the page answers."""
    g.keep = True


def now() -> datetime:
    """The moment of this page, the same for all it does."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def organisation() -> Organisation | None:
    """The organisation of this page: of the address, or of the staff member."""
    found = (request.view_args or {}).get("organisation") or g.get("organisation")
    return found if isinstance(found, Organisation) else None


def words() -> Words:
    """The words of this page's reader, for texts made outside templates."""
    here = organisation()
    return Words(str(get_locale()), here.address_form if here else AddressForm.U)
