"""The outbox: mails are written down with their cause, and sent by the worker afterwards."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal import mail as mails
from portal.language.words import Words
from portal.links import Codes, LinkSigner, fingerprint
from portal.mail import Mail
from portal.models.case import Case, Procedure
from portal.models.expert import ExpertTask
from portal.models.identity import AccessLink, IdentityChallenge
from portal.models.mail import MailKind, OutgoingMail
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import addressing

USELESS_WHEN_LAPSED = frozenset({MailKind.CODE, MailKind.LINK})
TO_EXPERTS = frozenset(
    {
        MailKind.EXPERT_TASK,
        MailKind.EXPERT_ORDER,
        MailKind.EXPERT_REMINDER,
        MailKind.EXPERT_COPIES,
        MailKind.EXPERT_OVER,
    }
)


@dataclass(frozen=True, slots=True)
class Postmark:
    """What the outbox needs to turn a row into a mail, the same for all of them."""

    organisations: Mapping[str, Organisation]
    links: LinkSigner
    codes: Codes


def write(
    session: Session,
    kind: MailKind,
    *,
    organisation: str,
    recipient: str,
    language: str,
    now: datetime,
    case_id: int | None = None,
    reference: str | None = None,
    received: date | None = None,
    last_day: date | None = None,
    link: AccessLink | None = None,
    challenge: IdentityChallenge | None = None,
) -> OutgoingMail:
    """Write a mail down and have it sent once the transaction commits.

    There is no parameter for a text: a mail holds a reference, dates and a link, never content.
    Mails to staff are written by `services.alerts`, line by line.

    Parameters:
        organisation: the slug of the organisation that writes.
        recipient: the e-mail address.
        language: nl or en.
        reference, received, last_day: needed by RECEIPT, REMINDER has no `received`; the others
            need the reference only, and CODE not even that.
        link: the one-time link to mail; needed by LINK.
        challenge: the challenge whose code to mail; needed by CODE.
    """
    facts = {"reference": reference, "received": received, "last_day": last_day}
    if link is not None or challenge is not None:
        session.flush()
    row = OutgoingMail(
        organisation=organisation,
        case_id=case_id,
        kind=kind,
        recipient=recipient,
        language=language,
        facts={name: str(value) for name, value in facts.items() if value is not None},
        link_id=None if link is None else link.id,
        challenge_id=None if challenge is None else challenge.id,
        message_id=secrets.token_hex(16),
        created_at=now,
    )
    session.add(row)
    session.flush()
    enqueue(session, Job.SEND_MAIL, row.id)
    return row


def find_unsent(
    session: Session, mail_id: int, postmark: Postmark, *, now: datetime
) -> Mail | None:
    """The mail to send for a row, or None when there is nothing to send.

    That is so when it went out before, was given up, or is gone; and when it holds nothing but a
    code or a link that lapsed while the mail server was away. Other mails then go without the link.
    """
    row = session.get(OutgoingMail, mail_id)
    if row is None or row.sent_at is not None or row.given_up_at is not None:
        return None
    challenge = session.get(IdentityChallenge, row.challenge_id) if row.challenge_id else None
    link = session.get(AccessLink, row.link_id) if row.link_id else None
    works = link is not None and link.used_at is None and link.expires_at > now
    if row.kind in USELESS_WHEN_LAPSED and not works and not _is_alive(challenge, now):
        return None
    task = _task_of(session, row)
    if row.kind in TO_EXPERTS - {MailKind.EXPERT_OVER} and task is None:
        return None  # a newer mail took its place, or it is no longer needed
    organisation = postmark.organisations[row.organisation]
    facts = _facts(row) | {
        "organisation": organisation.name.in_(row.language),
        "page": postmark.links.page(row.organisation),
        "desk": postmark.links.desk(),
        "phone": organisation.contact.phone,
        "link": None,
        "in_bezwaar": _in_bezwaar(session, row),
    }
    if link is not None and works:
        facts["link"] = postmark.links.one_time(row.organisation, link.key)
        facts["link_ends"] = link.expires_at
    if task is not None:
        facts["link"] = postmark.links.task(task.id, row.message_id)
    if challenge is not None:
        facts["code"] = postmark.codes.code(challenge.nonce)
        facts["minutes"] = round((challenge.expires_at - challenge.created_at).total_seconds() / 60)
    words = _words_of(session, row, organisation)
    subject, body = mails.write(row.kind.value, words, facts)
    host = urlsplit(postmark.links.base_url).hostname or "localhost"
    return Mail(
        message_id=f"<{row.message_id}@{host}>",
        sender_name=organisation.short_name.in_(row.language),
        recipient=row.recipient,
        subject=subject,
        body=body,
        language=row.language,
        date=row.created_at,
    )


def _in_bezwaar(session: Session, row: OutgoingMail) -> bool:
    """Whether it is about a bezwaar, which is not to be called a request."""
    case = session.get(Case, row.case_id) if row.case_id else None
    return case is not None and case.procedure is Procedure.BEZWAAR


def _task_of(session: Session, row: OutgoingMail) -> ExpertTask | None:
    """The task that the link in this mail opens; None when it would open nothing."""
    if row.kind not in TO_EXPERTS:
        return None
    found = select(ExpertTask).where(ExpertTask.token_hash == fingerprint(row.message_id))
    task = session.scalar(found)
    if task is not None and row.kind is MailKind.EXPERT_OVER and not task.waits_for_copies:
        return None
    return task


def _words_of(session: Session, row: OutgoingMail, organisation: Organisation) -> Words:
    """The words for who reads it: a child that asked itself is spoken to with je (AVG 12.1)."""
    case = session.get(Case, row.case_id) if row.case_id else None
    if case is None or case.email != row.recipient:
        return Words(row.language, organisation.address_form)
    return Words(row.language, addressing.form_of_address(organisation, case))


def mark_sent(session: Session, mail_id: int, *, now: datetime) -> None:
    """Record that a mail has gone out, and forget how its code was made."""
    _close(session, mail_id, sent_at=now)


def give_up(session: Session, mail_id: int, *, now: datetime) -> None:
    """Record that a mail will never be sent, so that staff can see it; does nothing twice."""
    _close(session, mail_id, given_up_at=now)


def _close(session: Session, mail_id: int, **stamp: datetime) -> None:
    open_row = (
        OutgoingMail.id == mail_id,
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.given_up_at.is_(None),
    )
    session.execute(update(OutgoingMail).where(*open_row).values(**stamp))
    row = session.get(OutgoingMail, mail_id)
    if row is not None and row.challenge_id is not None:
        wipe = update(IdentityChallenge).where(IdentityChallenge.id == row.challenge_id)
        session.execute(wipe.values(nonce=""))


def _is_alive(challenge: IdentityChallenge | None, now: datetime) -> bool:
    return (
        challenge is not None
        and challenge.used_at is None
        and challenge.expires_at > now
        and bool(challenge.nonce)
    )


def _facts(row: OutgoingMail) -> dict[str, Any]:
    facts: dict[str, Any] = dict(row.facts)
    for name in ("received", "last_day"):
        if name in facts:
            facts[name] = date.fromisoformat(facts[name])
    if "lines" in facts:
        facts["lines"] = [
            {"reference": reference, "last_day": date.fromisoformat(day), "alert": alert}
            for reference, day, alert in facts["lines"]
        ]
    return facts
