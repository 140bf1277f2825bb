"""What happens at once when a request has come in: log, receipt, mails and consequences."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.rights import Right
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.mail import MailKind
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import holds, identification, links, outbox, restrictions
from portal.services.throttle import Limit, mailbox

if TYPE_CHECKING:
    from portal.services.intake import Reception

PER_MAILBOX = Limit("intake.mailbox", 10, timedelta(days=1))


def acknowledge(
    session: Session,
    case: Case,
    organisation: Organisation,
    reception: Reception | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write down that it came in, do what the law does at once, have receipt and mails made.

    Parameters:
        reception: for requests through the portal; without it there is no code.
    """
    today = local_date(now)
    facts = {"registered": today.isoformat()} if case.received_date != today else {}
    facts["channel"] = case.channel.value
    session.add(record(actor, "received", now, case_id=case.id, **facts))
    if any(part.right is Right.CONSENT_WITHDRAWAL for part in case.parts):
        session.add(record(actor, "consent_withdrawn", now, case_id=case.id))  # AVG 7.3: at once
    restrictions.at_receipt(session, case, organisation, now)  # AVG 18.1
    holds.at_receipt(session, case, organisation, now)
    enqueue(session, Job.MAKE_RECEIPT, case.id)
    _write_mails(session, case, reception, actor, now)
    session.flush()


def _write_mails(
    session: Session, case: Case, reception: Reception | None, actor: Actor, now: datetime
) -> None:
    """The receipt, and a code when it matters who asks; nothing to a mailbox that got too many.

    Anybody can type somebody else's address in a form, so a mailbox has a limit of its own.
    """
    if not case.email:
        return
    if reception is not None:
        box = mailbox(case.email)
        if reception.throttle.is_full(session, PER_MAILBOX, box, now):
            session.add(record(actor, "mail_withheld", now, case_id=case.id))
            return
        reception.throttle.note(session, PER_MAILBOX, box, now)
    outbox.write(
        session,
        MailKind.RECEIPT,
        organisation=case.organisation,
        recipient=case.email,
        language=case.language,
        now=now,
        case_id=case.id,
        reference=case.reference,
        received=case.received_date,
        last_day=case.legal_due,
        link=links.make_link(session, case, now=now),
    )
    if reception is not None and identification.needs_proof(case):
        identification.send_code(
            session,
            case,
            methods=reception.methods,
            throttle=reception.throttle,
            sender=reception.sender,
            actor=actor,
            now=now,
        )
