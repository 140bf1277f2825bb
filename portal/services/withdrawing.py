"""Taking a request back: by the citizen on the status page, or told to staff in another way.

What staff record ends the case as well, but nothing is let go for two weeks: the letter asks the
person to tell if it is not right.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.law.withdrawal import DOUBTED_FOR, Way, ways
from portal.models.audit import Actor, ActorKind, AuditEvent
from portal.models.case import Case, Procedure
from portal.models.clock import PauseEnd, Question
from portal.organisations.organisation import Organisation
from portal.services import (
    asking,
    clock,
    correspondence,
    holds,
    posting,
    restrictions,
    writing,
)


class WrongWay(Exception):
    """Raised if it does not count when it is told so, such as a bezwaar by telephone."""


class WrongDay(Exception):
    """Raised if it cannot have been told on that day: before the request, or in the future."""


class NoMessage(Exception):
    """Raised if the file holds no message of that day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told staff.

    Attributes:
        what: what was said or written, as a note for colleagues.
    """

    way: Way
    day: date
    what: str


def may_withdraw(case: Case) -> bool:
    """Whether the request can still be taken back."""
    return case.may(Action.WITHDRAW)


def ways_of(case: Case) -> tuple[Way, ...]:
    """The ways in which this request or bezwaar may be taken back."""
    return ways(bezwaar=case.procedure is Procedure.BEZWAAR)


def check(case: Case, told: Told, today: date) -> None:
    """Judge whether it can have been told so.

    Raises:
        WrongWay, WrongDay, NoMessage: it cannot.
    """
    if told.way not in ways_of(case):
        raise WrongWay(told.way)  # Awb 6:21
    if not case.received_date <= told.day <= today:
        raise WrongDay(told.day)
    if told.way is Way.MESSAGE and not correspondence.wrote_on(case, told.day):
        raise NoMessage(told.day)  # AVG 5.2


def withdraw(
    session: Session, case: Case, organisation: Organisation, *, actor: Actor, now: datetime
) -> None:
    """Withdraw the request for good, as its citizen; pressed twice it is withdrawn once.

    Data that rest or were kept for it may be used and deleted again, the first after notice.

    Raises:
        ActionRefused: it was decided already.
    """
    if case.status is Status.WITHDRAWN:
        return
    case.advance(Action.WITHDRAW, actor, now)
    _end(session, case, organisation, None, now)
    holds.release(session, case, now)
    facts = {"withdrawn_on": local_date(now).isoformat(), **_about(session, case)}
    _write(session, case, organisation, facts, "", actor, now)


def record(
    session: Session,
    case: Case,
    organisation: Organisation,
    told: Told,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Record that the person took the request back, and confirm it with a letter.

    Data that were kept for it stay so for two weeks more.

    Parameters:
        personal: a paragraph to add to the letter.

    Raises:
        WrongWay, WrongDay, NoMessage: as in `check`.
        ActionRefused: it was decided already.
    """
    check(case, told, local_date(now))
    facts = facts_of(session, case, told, now)
    case.advance(Action.WITHDRAW, actor, now, way=told.way.value, told_on=told.day.isoformat())
    correspondence.note(session, case, told.what, actor=actor, now=now)
    _end(session, case, organisation, _doubted_until(case, now), now)
    _write(session, case, organisation, facts, personal, actor, now)


def facts_of(session: Session, case: Case, told: Told, now: datetime) -> dict[str, Any]:
    """What the letter that confirms it tells, also for its preview."""
    return {
        "withdrawn_on": told.day.isoformat(),
        "way": told.way.value,
        "doubted_until": _doubted_until(case, now).isoformat(),
        **_about(session, case),
    }


def doubted_until(session: Session, case: Case) -> date | None:
    """The last day to say that what staff recorded is not right; None when the citizen did it."""
    query = select(AuditEvent.at).where(
        AuditEvent.case_id == case.id,
        AuditEvent.action == Action.WITHDRAW.value,
        AuditEvent.actor_kind == ActorKind.STAFF,
    )
    recorded = session.scalar(query.order_by(AuditEvent.id.desc()).limit(1))
    return _doubted_until(case, recorded) if recorded else None


def _doubted_until(case: Case, recorded: datetime) -> date:
    return posting.answer_date(case, recorded) + DOUBTED_FOR


def _about(session: Session, case: Case) -> dict[str, str]:
    """Which decision stays as it is, when a bezwaar against it is taken back (Awb 6:21)."""
    if case.procedure is not Procedure.BEZWAAR or case.origin_id is None:
        return {}
    return {"against": session.get_one(Case, case.origin_id).reference}


def _end(
    session: Session,
    case: Case,
    organisation: Organisation,
    doubted_until: date | None,
    now: datetime,
) -> None:
    """End what waits for something in this case; data rest at least as long as it is doubted."""
    actor = Actor.portal(case.organisation)
    for question in Question:
        clock.end_pause(session, case, question, PauseEnd.WITHDRAWN, actor=actor, now=now)
    case.closed_at = now
    restrictions.on_withdrawal(session, case, organisation, doubted_until, now=now)  # AVG 18.3
    asking.end_with_case(session, case, now=now)


def _write(
    session: Session,
    case: Case,
    organisation: Organisation,
    facts: dict[str, Any],
    personal: str,
    actor: Actor,
    now: datetime,
) -> None:
    writing.write(
        session,
        case,
        organisation,
        LetterKind.WITHDRAWN,
        facts=facts,
        personal=personal,
        actor=actor,
        now=now,
    )
