"""One-time links to the page of a request: made, asked for, used once."""

import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, record
from portal.models.case import Case, email_key
from portal.models.identity import AccessLink
from portal.models.mail import MailKind
from portal.services import cases, outbox
from portal.services.throttle import Limit, Throttle, mailbox

IN_OUR_MAIL = timedelta(days=7)
"""A link in a mail that we send by ourselves: people do not read their mail every day."""

ASKED_FOR = timedelta(hours=24)
HOUR = timedelta(hours=1)
PER_ADDRESS = Limit("link.address", 5, HOUR)
PER_SENDER = Limit("link.sender", 30, HOUR)


class LinkState(StrEnum):
    """Whether a link still opens anything."""

    WORKS = "works"
    USED = "used"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


def make_link(
    session: Session, case: Case, *, now: datetime, lifetime: timedelta = IN_OUR_MAIL
) -> AccessLink:
    """A new one-time link; what is mailed is its key, signed by `portal.links.LinkSigner`."""
    link = AccessLink(
        case_id=case.id,
        key=secrets.token_urlsafe(24),
        created_at=now,
        expires_at=now + lifetime,
    )
    session.add(link)
    session.flush()
    return link


def send_link(
    session: Session,
    organisation: str,
    reference: str,
    email: str,
    *,
    throttle: Throttle,
    sender: str,
    now: datetime,
) -> None:
    """Mail a new link when reference and address belong together; tells nobody whether they do.

    Parameters:
        organisation: the slug.
        reference, email: as typed.
        sender: the network address of who asks; only its keyed hash is kept.

    Raises:
        LimitReached: this sender asked too often, for whatever requests.
    """
    throttle.pass_(session, PER_SENDER, sender, now)
    case = cases.find_by_reference(session, reference, organisation)
    known = case.email_key if case is not None else ""
    same = hmac.compare_digest(known.encode(), email_key(email).encode())
    box = mailbox(known)
    if case is None or not known or not same or throttle.is_full(session, PER_ADDRESS, box, now):
        return
    throttle.note(session, PER_ADDRESS, box, now)  # only mails: else guessing locks others out
    outbox.write(
        session,
        MailKind.LINK,
        organisation=case.organisation,
        recipient=case.email,
        language=case.language,
        now=now,
        case_id=case.id,
        reference=case.reference,
        link=make_link(session, case, now=now, lifetime=ASKED_FOR),
    )
    session.add(record(Actor.citizen(organisation), "link_sent", now, case_id=case.id))


def look_at_link(session: Session, organisation: str, key: str, *, now: datetime) -> LinkState:
    """Whether a link works, without using it: mail scanners look too."""
    link = session.scalar(select(AccessLink).where(AccessLink.key == key))
    if link is None or cases.find_case(session, link.case_id, organisation) is None:
        return LinkState.UNKNOWN
    if link.used_at is not None:
        return LinkState.USED
    return LinkState.WORKS if now < link.expires_at else LinkState.LAPSED


def use_link(session: Session, organisation: str, key: str, *, now: datetime) -> Case | None:
    """The case a link opens, once; None when it does not work, or no more."""
    link = session.scalar(
        select(AccessLink)
        .where(AccessLink.key == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if link is None or link.used_at is not None or now >= link.expires_at:
        return None
    case = cases.find_case(session, link.case_id, organisation)
    if case is None:
        return None
    link.used_at = now
    session.add(record(Actor.citizen(organisation), "link_used", now, case_id=case.id))
    return case
