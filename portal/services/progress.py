"""What a citizen sees of the own request, and can still do with it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, AuditEvent, record
from portal.models.case import Case, Direction, Message
from portal.models.clock import PauseEnd, Question
from portal.models.document import Document, DocumentKind
from portal.models.letter import Letter
from portal.services import clock, ledger

SHOWN = (
    "received",
    Action.TAKE.value,
    Action.ASK_IDENTITY.value,
    Action.PROVE_IDENTITY.value,
    Action.ASK_CLARIFICATION.value,
    Action.ANSWER.value,
    Action.SEARCH.value,
    Action.EXTEND.value,
    Action.RESTRICT.value,
    Action.LIFT.value,
    Action.APPROVE.value,
    Action.DELIVER.value,
    Action.TELL.value,
    Action.NOTICE_DEFAULT.value,
    Action.REGISTER_BEZWAAR.value,
    Action.CLOSE.value,
    Action.WITHDRAW.value,
    Action.REVIVE.value,
    "consent_withdrawn",
)
"""What a citizen sees in the timeline; how colleagues work together is not among it."""

ADDRESS_PROVED = "address_proved"
"""A proof of the lowest level: it shows that somebody reads mail at an address, not who that is."""
ONCE = frozenset({Action.TAKE.value, Action.SEARCH.value, Action.TELL.value, Action.RESTRICT.value})
MAX_MESSAGES_A_DAY = 20


class TooManyMessages(Exception):
    """Raised if a citizen sent more messages in a day than anybody can read."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline.

    Attributes:
        event: "received", "consent_withdrawn", ADDRESS_PROVED or the value of an Action.
    """

    at: datetime
    event: str


def list_moments(case: Case) -> list[Moment]:
    """What happened to the request, newest first."""
    moments: list[Moment] = []
    seen: set[str] = set()
    for event in case.events:
        if event.action not in SHOWN or (event.action in ONCE and event.action in seen):
            continue
        seen.add(event.action)
        moments.append(Moment(event.at, _told(event)))
    return moments[::-1]


def _told(event: AuditEvent) -> str:
    is_proof = event.action == Action.PROVE_IDENTITY.value
    return ADDRESS_PROVED if is_proof and event.detail.get("level") == 1 else event.action


def list_messages(case: Case) -> list[Message]:
    """The messages both ways, oldest first; never the notes between staff."""
    return [each for each in case.messages if each.direction is not Direction.NOTE]


def list_documents(
    session: Session, case: Case, *, now: datetime, with_receipt: bool
) -> list[Document]:
    """The documents a citizen may download now: what came last first, as one would read it.

    Parameters:
        with_receipt: whether the receipt is among them. It repeats what was typed, so it is shown
            to who typed it or proved to read mail at the address.
    """
    documents = session.scalars(
        select(Document)
        .where(
            Document.case_id == case.id,
            Document.released_at.is_not(None),
            Document.released_at <= now,
        )
        .order_by(Document.id)
    )
    shown = [each for each in documents if with_receipt or each.kind is not DocumentKind.RECEIPT]
    return sorted(shown, key=lambda each: each.released_at or now, reverse=True)


def find_receipt(session: Session, case: Case) -> Document | None:
    """The receipt, once it is made."""
    return session.scalar(
        select(Document).where(Document.case_id == case.id, Document.kind == DocumentKind.RECEIPT)
    )


def note_download(session: Session, document: Document, *, actor: Actor, now: datetime) -> None:
    """Record that a document was handed over."""
    if document.downloaded_at is None:
        document.downloaded_at = now
    session.add(
        record(actor, "downloaded", now, case_id=document.case_id, kind=document.kind.value)
    )


def may_ask_told(session: Session, case: Case) -> bool:
    """Whether a letter can tell who knows of a change, and none has told it yet (AVG 19)."""
    rows = ledger.list_for_person(session, case)
    if not rows or ledger.open_duties(session, case) or not case.may(Action.TELL):
        return False
    last = session.scalar(
        select(func.max(Letter.written_at)).where(
            Letter.case_id == case.id, Letter.kind == LetterKind.RECIPIENTS_TOLD
        )
    )
    return last is None or any(row.at is not None and row.at > last for row in rows)


def may_write(case: Case) -> bool:
    """Whether a message still reaches somebody."""
    return case.may(Action.ANSWER)


def write_message(
    session: Session, case: Case, body: str, *, actor: Actor, now: datetime
) -> Message:
    """A message from the citizen; an asked question is answered by it.

    Raises:
        ActionRefused: the request is finished.
        TooManyMessages: there were too many today.
    """
    mine = [each for each in case.messages if each.direction is Direction.FROM_CITIZEN]
    if len([each for each in mine if (now - each.at).days < 1]) >= MAX_MESSAGES_A_DAY:
        raise TooManyMessages
    last = mine[-1] if mine else None
    if last is not None and last.body == body and (now - last.at).total_seconds() < 120:
        return last  # the button was pressed twice
    case.advance(Action.ANSWER, actor, now)
    clock.end_pause(session, case, Question.CLARIFICATION, PauseEnd.ANSWERED, actor=actor, now=now)
    message = Message(case_id=case.id, direction=Direction.FROM_CITIZEN, at=now, body=body)
    case.messages.append(message)
    session.flush()
    return message
