"""Bezwaar against the answer of a public body: a case of its own, linked to the contested one.

It has its own clock (Awb 7:10), is best decided by somebody else (Awb 10:3), and ends in a decision
with appeal to the court. The Awb remedy, not the right to object of AVG 21.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart, Direction, Message, Procedure
from portal.organisations.organisation import Organisation
from portal.services import contesting, holds, intake, posting, writing
from portal.services.contesting import PERSON, Bezwaar


@dataclass(frozen=True, slots=True)
class Linked:
    """The cases around a case: the one it contests, and those that contest it."""

    origin: Case | None
    against: tuple[Case, ...]


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
        CannotRegister, ReceivedInFuture, ReceivedBeforeDecision, PostedAfterReceipt,
        NothingContested: as in `contesting.check`.
    """
    contesting.check(origin, bezwaar, today=local_date(now))
    case = _new_case(origin, bezwaar, now)
    case.idempotency_key = idempotency_key
    if not intake.store(session, organisation, case):  # the same form was sent before
        earlier = intake.find_sent(session, organisation, idempotency_key)
        if earlier is None:
            raise RuntimeError("no free reference was found")
        return earlier
    _note(session, origin, case, bezwaar, actor, now)
    holds.at_receipt(session, case, organisation, now)
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


def _note(
    session: Session, origin: Case, case: Case, bezwaar: Bezwaar, actor: Actor, now: datetime
) -> None:
    """Write down in both cases that it came in, and what it says."""
    origin.advance(Action.REGISTER_BEZWAAR, actor, now, case=case.id)
    came = contesting.timely(origin, bezwaar.received, bezwaar.posted).value
    facts = {"channel": case.channel.value, "origin": origin.id, "timely": came}
    session.add(record(actor, "received", now, case_id=case.id, **facts))
    case.messages.append(
        Message(case_id=case.id, direction=Direction.FROM_CITIZEN, at=now, body=bezwaar.words)
    )


def receipt_facts(origin: Case, bezwaar: Bezwaar) -> dict[str, Any]:
    """What the letter that confirms a bezwaar tells, also for its preview."""
    decided = posting.dated(origin)
    return {
        "received_on": bezwaar.received.isoformat(),
        "against": origin.reference,
        "decided_on": decided.isoformat() if decided else "",
        "legal_due": contesting.decision_day(
            origin, committee=bezwaar.committee
        ).legal_due.isoformat(),
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
    deadline = contesting.decision_day(origin, committee=bezwaar.committee)
    person = {name: getattr(origin, name) for name in PERSON}
    parts = [part for part in contesting.contestable(origin) if part.id in bezwaar.part_ids]
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
        posted_on=bezwaar.posted,
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
