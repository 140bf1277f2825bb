"""The last look at a decided case, just before its letter goes: what changed since the approval."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.models.audit import Actor
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import authority, decision


class CaseChanged(Exception):
    """Raised if the case changed while its letter was printed; printed again it is right."""


def check(case: Case, *, was_secret: bool) -> None:
    """Judge whether a letter that was printed a moment ago may still go.

    Parameters:
        was_secret: whether the address was secret when the letter was built.

    Raises:
        CaseChanged: the address became secret since, or is no longer.
    """
    if case.secret_address is not was_secret:
        raise CaseChanged


def took_back(session: Session, case: Case, organisation: Organisation, now: datetime) -> bool:
    """Whether the answer may no longer go to who asks; then the case is back on the desk."""
    if not authority.obstacles(case, organisation):
        return False
    reason = Words("nl").gettext(
        "The letter did not go out. Since the approval it was recorded that this answer may not "
        "go to who asks. Look at 'Who may ask' and propose again."
    )
    decision.send_back(session, case, reason, actor=Actor.portal(case.organisation), now=now)
    return True
