"""Bezwaar against the answer of a public body: a case of its own, linked to the contested one.

It has its own clock (Awb 7:10), is best decided by somebody else (Awb 10:3), and ends in a decision
with appeal to the court. The Awb remedy, not the right to object of AVG 21.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.deadlines import objection_due
from portal.law.derivation import Deadline
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.law.objections import decision_due
from portal.law.remedies import is_decision
from portal.law.rights import ControllerKind
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart, Channel, Direction, Message, Procedure
from portal.organisations.organisation import Organisation
from portal.services import intake, writing

POSTED_GRACE = timedelta(days=7)  # Awb 6:9.2


class Refusal(StrEnum):
    """Why no bezwaar can be registered against a case."""

    NO_ANSWER = "no_answer"
    PRIVATE = "private"
    NO_DECISION = "no_decision"
    IS_BEZWAAR = "is_bezwaar"


class Timely(StrEnum):
    """Whether a bezwaar came in time."""

    YES = "yes"
    POSTED = "posted"  # posted before the end, and in within a week after it (Awb 6:9.2)
    LATE = "late"


class CannotRegister(Exception):
    """Raised if no bezwaar is possible; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class ReceivedInFuture(Exception):
    """Raised if a bezwaar is said to have come in after today."""


class ReceivedBeforeDecision(Exception):
    """Raised if a bezwaar is said to have come in before the decision was sent."""


class PostedAfterReceipt(Exception):
    """Raised if a bezwaar is said to have been posted after it came in."""


class NothingContested(Exception):
    """Raised if a bezwaar contests no part that is a decision of a public body."""


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """What came in.

    Attributes:
        received: the day it reached us.
        part_ids: the parts of the answer it is about.
        words: its text, or what it comes down to.
        posted: the day on the postmark, when it came late by post.
        committee: whether an advisory committee hears the person (Awb 7:13).
    """

    received: date
    part_ids: frozenset[int]
    words: str
    channel: Channel
    posted: date | None = None
    committee: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The cases around a case: the one it contests, and those that contest it."""

    origin: Case | None
    against: tuple[Case, ...]


def contestable(case: Case) -> tuple[CasePart, ...]:
    """The parts whose answer is a decision of a public body (UAVG 34)."""
    return tuple(
        part
        for part in case.parts
        if part.controller_kind is ControllerKind.PUBLIC and is_decision(part.right, part.outcome)
    )


def why_not(case: Case) -> Refusal | None:
    """What stands in the way of registering a bezwaar, for button and guard; None: nothing."""
    if case.procedure is Procedure.BEZWAAR:
        return Refusal.IS_BEZWAAR  # against that decision there is appeal to the court: Awb 8:1
    if not contestable(case):
        private = any(is_decision(part.right, part.outcome) for part in case.parts)
        return Refusal.PRIVATE if private else Refusal.NO_DECISION  # UAVG 35
    if case.delivered_at is None or not case.may(Action.REGISTER_BEZWAAR):
        return Refusal.NO_ANSWER
    return None


def last_day(origin: Case) -> date:
    """The last day to make bezwaar against an answer that was given."""
    if origin.delivered_at is None:
        raise ValueError("bezwaar is made against an answer that was given")
    return objection_due(local_date(origin.delivered_at)).legal_due  # Awb 6:7, 6:8.1


def timely(origin: Case, received: date, posted: date | None) -> Timely:
    """Whether a bezwaar came in time; also a late one is taken in and decided (Awb 6:11)."""
    end = last_day(origin)
    if received <= end:
        return Timely.YES
    in_post = posted is not None and posted <= end and received <= end + POSTED_GRACE
    return Timely.POSTED if in_post else Timely.LATE  # Awb 6:9.2


def decision_day(origin: Case, *, committee: bool) -> Deadline:
    """The term to decide on a bezwaar, from the end of the term to make one (Awb 7:10)."""
    return decision_due(last_day(origin), committee=committee, extended=False)


def check(origin: Case, bezwaar: Bezwaar, *, today: date) -> None:
    """Judge what was filled in before anything is stored.

    Raises:
        CannotRegister, ReceivedInFuture, ReceivedBeforeDecision, PostedAfterReceipt,
        NothingContested: as in `register`.
    """
    refusal = why_not(origin)
    if refusal is not None or origin.delivered_at is None:
        raise CannotRegister(refusal or Refusal.NO_ANSWER)
    if bezwaar.received > today:
        raise ReceivedInFuture
    if bezwaar.received < local_date(origin.delivered_at):
        raise ReceivedBeforeDecision
    if bezwaar.posted is not None and bezwaar.posted > bezwaar.received:
        raise PostedAfterReceipt
    if not bezwaar.part_ids or bezwaar.part_ids - {part.id for part in contestable(origin)}:
        raise NothingContested


def register(
    session: Session,
    origin: Case,
    organisation: Organisation,
    bezwaar: Bezwaar,
    *,
    idempotency_key: str,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Case:
    """Open a case for a bezwaar, with the contested parts, and confirm its receipt (Awb 6:14).

    Parameters:
        idempotency_key: made once for a form; sent twice it is one case.
        personal: a paragraph to add to the letter.

    Raises:
        CannotRegister: no bezwaar is possible against this case.
        ReceivedInFuture: the day is yet to come.
        ReceivedBeforeDecision: the decision had not been sent on that day.
        PostedAfterReceipt: the postmark is later than the receipt.
        NothingContested: no part was chosen, or one that is no decision.
    """
    earlier = intake.find_sent(session, organisation, idempotency_key)
    if earlier is not None:
        return earlier
    check(origin, bezwaar, today=local_date(now))
    case = _new_case(origin, bezwaar, now)
    case.idempotency_key = idempotency_key
    if not intake.store(session, organisation, case):
        return register(
            session,
            origin,
            organisation,
            bezwaar,
            idempotency_key=idempotency_key,
            actor=actor,
            now=now,
        )
    origin.advance(Action.REGISTER_BEZWAAR, actor, now, case=case.id)
    came = timely(origin, bezwaar.received, bezwaar.posted).value
    facts = {"channel": case.channel.value, "origin": origin.id, "timely": came}
    session.add(record(actor, "received", now, case_id=case.id, **facts))
    case.messages.append(
        Message(case_id=case.id, direction=Direction.FROM_CITIZEN, at=now, body=bezwaar.words)
    )
    writing.write(
        session,
        case,
        organisation,
        LetterKind.BEZWAAR_RECEIPT,
        facts=receipt_facts(origin, bezwaar),
        personal=personal,
        actor=actor,
        now=now,
    )
    session.flush()
    return case


def receipt_facts(origin: Case, bezwaar: Bezwaar) -> dict[str, Any]:
    """What the letter that confirms a bezwaar tells, also for its preview."""
    decided = local_date(origin.delivered_at) if origin.delivered_at else None
    return {
        "received_on": bezwaar.received.isoformat(),
        "against": origin.reference,
        "decided_on": decided.isoformat() if decided else "",
        "legal_due": decision_day(origin, committee=bezwaar.committee).legal_due.isoformat(),
    }


def linked(session: Session, case: Case) -> Linked:
    """The case this one contests, and the ones that contest it, oldest first."""
    origin = session.get(Case, case.origin_id) if case.origin_id else None
    found = select(Case).where(Case.origin_id == case.id).order_by(Case.id)
    return Linked(origin, tuple(session.scalars(found)))


def decided_before(session: Session, case: Case) -> Sequence[int]:
    """The staff who proposed or took the contested decision: better not they (Awb 7:5, 10:3)."""
    origin = linked(session, case).origin
    if origin is None:
        return ()
    return [each for each in (origin.proposed_by, origin.approved_by) if each is not None]


def _new_case(origin: Case, bezwaar: Bezwaar, now: datetime) -> Case:
    deadline = decision_day(origin, committee=bezwaar.committee)
    person = {name: getattr(origin, name) for name in PERSON}
    parts = [part for part in contestable(origin) if part.id in bezwaar.part_ids]
    return Case(
        **person,
        organisation=origin.organisation,
        reference="",
        procedure=Procedure.BEZWAAR,
        origin_id=origin.id,
        is_demo=origin.is_demo,
        status=Status.RECEIVED,
        is_open=True,
        lead_right=parts[0].right,
        channel=bezwaar.channel,
        received_at=now,
        received_date=bezwaar.received,
        target=deadline.target,
        legal_due=deadline.legal_due,
        deadline=deadline.as_dict(),
        parts=[
            CasePart(
                right=part.right,
                answers=part.answers | {"procedure": Procedure.BEZWAAR.value},
                controller_kind=part.controller_kind,
            )
            for part in parts
        ],
    )


PERSON = (  # what a case knows of who asks, and how they proved it
    "language",
    "given_name",
    "family_name",
    "birth_date",
    "email",
    "phone",
    "address",
    "identifiers",
    "representative",
    "authority",
    "secret_address",
    "name_key",
    "email_key",
    "identity_method",
    "identity_level",
    "identity_at",
)
