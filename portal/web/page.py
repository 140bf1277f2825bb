"""What every page works with: the portal's parts, the transaction of this page, the moment."""

from datetime import UTC, datetime

from flask import current_app, g, request, session
from flask_babel import get_locale

from portal.language.words import Words
from portal.models.base import Session
from portal.organisations.organisation import AddressForm, Organisation
from portal.parts import Portal
from portal.web import access

FORMS = {"jij": True, "u": False}
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
    found: Session = g.session
    return found


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


def form_of_address() -> AddressForm:
    """U or je for this page's reader: as the organisation does, and je for who is young."""
    here = organisation()
    if here is None:
        return AddressForm.U
    return AddressForm.JE if is_young() else here.address_form


def is_young() -> bool:
    """Whether a citizen's page is read by somebody under 16, who chose so or who asked (AVG 12.1).

    The address says `vorm=jij` or `vorm=u` where the reader chooses.
    """
    if "organisation" not in (request.view_args or {}):
        return False
    asked = request.args.get("vorm", "")
    if asked in FORMS and session.get("young", False) != FORMS[asked]:
        session["young"] = FORMS[asked]
    return bool(session.get("young", False))


def words() -> Words:
    """The words of this page's reader, for texts made outside templates."""
    return Words(str(get_locale()), form_of_address())
