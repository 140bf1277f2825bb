"""The last look at a decided case, just before its letter goes: what changed since the approval."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.models.audit import Actor
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.redaction.found import Hit
from portal.services import alerts, authority, clearing, decision
from portal.services.alerts import Alert


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


def took_back(
    session: Session,
    case: Case,
    organisation: Organisation,
    hits: Collection[Hit],
    now: datetime,
) -> bool:
    """Whether the answer may not go after all; then the case is back on the desk.

    Parameters:
        hits: what was taken out of the answer, and stands in its files all the same.
    """
    words, actor = Words("nl"), Actor.portal(case.organisation)
    if clearing.note(session, case, hits, now=now):
        alerts.tell_now(session, case, Alert.LEAK, now=now)
        reason = words.gettext(
            "The letter did not go out. Something that was redacted still stands in the answer. "
            "Look at 'Found again in the answer', judge it, and propose again."
        )
    elif authority.obstacles(case, organisation):
        reason = words.gettext(
            "The letter did not go out. Since the approval it was recorded that this answer may "
            "not go to who asks. Look at 'Who may ask' and propose again."
        )
    else:
        return False
    decision.send_back(session, case, reason, actor=actor, now=now)
    return True
