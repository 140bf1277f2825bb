"""Messages to the citizen and notes between staff; a mail only says that something is waiting."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words, local_date
from portal.models.audit import Actor, record
from portal.models.case import Case, Direction, Message
from portal.models.document import Document
from portal.models.mail import MailKind
from portal.models.staff import Staff
from portal.services import links, outbox, veiling

LONGEST = 10_000


def send(session: Session, case: Case, body: str, *, actor: Actor, now: datetime) -> Message:
    """Write to the citizen: the text stands on the status page, a mail says that it does.

    Without an e-mail address there is no mail, and staff must send the text by letter.
    """
    message = post(session, case, body, actor=actor, now=now)
    tell(session, case, now=now)
    return message


def post(
    session: Session,
    case: Case,
    body: str,
    *,
    actor: Actor,
    now: datetime,
    answer_before: date | None = None,
) -> Message:
    """Put a text on the status page without a mail, for which the letter beside it has its own.

    Parameters:
        body: what stands there, save a secret address.
        answer_before: the last day on which an answer helps; only with a question.
    """
    message = Message(
        case_id=case.id,
        direction=Direction.TO_CITIZEN,
        staff_id=actor.staff_id,
        at=now,
        body=veiling.veil_of(session, case, Words(case.language))(body),
        asks_answer_before=answer_before,
    )
    session.add(message)
    session.flush()
    session.add(record(actor, "message_sent", now, case_id=case.id, message=message.id))
    return message


def tell(
    session: Session,
    case: Case,
    kind: MailKind = MailKind.WAITING,
    *,
    last_day: date | None = None,
    now: datetime,
) -> None:
    """Mail that something is waiting on the status page, with a link; nothing of what it is.

    Parameters:
        kind: another mail that needs no more than the reference, the link and perhaps a day.
        last_day: that day.
    """
    if case.email:
        outbox.write(
            session,
            kind,
            organisation=case.organisation,
            recipient=case.email,
            language=case.language,
            now=now,
            case_id=case.id,
            reference=case.reference,
            last_day=last_day,
            link=links.make_link(session, case, now=now),
        )


def note(session: Session, case: Case, body: str, *, actor: Actor, now: datetime) -> Message:
    """Write something down for colleagues; the citizen never sees it on the status page."""
    message = Message(
        case_id=case.id, direction=Direction.NOTE, staff_id=actor.staff_id, at=now, body=body
    )
    session.add(message)
    session.flush()
    session.add(record(actor, "note", now, case_id=case.id, message=message.id))
    return message


def wrote_on(case: Case, day: date) -> bool:
    """Whether the file holds a message of the citizen from this day."""
    return any(
        each.direction is Direction.FROM_CITIZEN and local_date(each.at) == day
        for each in case.messages
    )


def list_messages(session: Session, case: Case) -> list[tuple[Message, str]]:
    """The messages and notes of a case, oldest first, with the name of the colleague who wrote."""
    found = session.execute(
        select(Message, Staff.name)
        .outerjoin(Staff, Staff.id == Message.staff_id)
        .where(Message.case_id == case.id)
        .order_by(Message.id)
    )
    return [(message, name or "") for message, name in found]


def list_documents(session: Session, case: Case) -> Sequence[Document]:
    """The documents of a case, newest first."""
    found = select(Document).where(Document.case_id == case.id)
    return session.scalars(found.order_by(Document.id.desc())).all()


def find_document(session: Session, case: Case, document_id: int) -> Document | None:
    """The document with this key, when it belongs to this case."""
    document = session.get(Document, document_id)
    return document if document is not None and document.case_id == case.id else None
