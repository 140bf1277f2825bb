"""Deciding: what one person proposed is approved by another, or sent back; closing the case."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.grounds import GROUNDS
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor
from portal.models.case import Case, Procedure
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import (
    asking,
    correspondence,
    defaults,
    disclosure,
    instructions,
    ledger,
    penalties,
    posting,
    proposing,
    signals,
    writing,
)
from portal.services.obstacles import Hindrance, NotReady, Obstacle
from portal.services.review import Facts


def needs_second_person(case: Case, organisation: Organisation) -> bool:
    """Whether somebody else must approve: a setting, and the law's gravest grounds always.

    On a bezwaar somebody looks who has not judged it before (Awb 10:3).
    Of a case for the FG alone nobody else may know (UAVG 39), so the setting does not reach it.
    """
    grounds = (GROUNDS.get(part.ground or "") for part in case.parts)
    grave = any(ground is not None and ground.second_person for ground in grounds)
    bezwaar = case.procedure is Procedure.BEZWAAR
    return grave or bezwaar or (organisation.second_approver and not case.fg_only)


def hindrances(
    case: Case, organisation: Organisation, facts: Facts, actor: Actor, today: date
) -> tuple[Hindrance, ...]:
    """Why this person cannot approve the proposal now; empty when nothing."""
    found = list(proposing.hindrances(case, organisation, facts, today))
    lacking = disclosure.identity_obstacle(case, organisation, facts)
    if lacking is not None:
        found.append(Hindrance(lacking))
    if needs_second_person(case, organisation) and case.proposed_by == actor.staff_id:
        found.append(Hindrance(Obstacle.OWN_PROPOSAL))
    contested = case.origin if case.procedure is Procedure.BEZWAAR else None
    if contested is not None and contested.approved_by == actor.staff_id:
        found.append(Hindrance(Obstacle.OWN_DECISION))  # Awb 10:3.3
    return tuple(found)


def approve(
    session: Session,
    case: Case,
    organisation: Organisation,
    facts: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Decide as proposed; the worker makes the report and the letter and tells the citizen.

    Raises:
        NotReady: something stands in the way, such as that it is one's own proposal.
        ActionRefused: nothing is proposed.
    """
    found = hindrances(case, organisation, facts, actor, local_date(now))
    if found and case.may(Action.APPROVE):
        raise NotReady(found)
    case.advance(Action.APPROVE, actor, now, proposed_by=case.proposed_by)
    case.approved_by, case.decided_at = actor.staff_id, now
    session.flush()
    enqueue(session, Job.MAKE_ANSWER, case.id)


def send_back(session: Session, case: Case, reason: str, *, actor: Actor, now: datetime) -> None:
    """Return a proposal to its handler, with what must change as a note.

    A decision whose letter is not there yet can be returned as well.

    Raises:
        ActionRefused: nothing is proposed, or the answer was given.
    """
    case.advance(Action.RETURN, actor, now, proposed_by=case.proposed_by)
    case.proposed_by, case.proposed_at = None, None
    case.approved_by, case.decided_at = None, None
    correspondence.note(session, case, reason, actor=actor, now=now)


def open_duties(session: Session, case: Case, today: date) -> tuple[Hindrance, ...]:
    """What must be done before an answered case can be closed; empty when nothing.

    Parameters:
        today: the day in the Netherlands.
    """
    found = [Hindrance(Obstacle.RECIPIENTS_OPEN)] if ledger.open_duties(session, case) else []
    if posting.waits_for_post(case):
        found.append(Hindrance(Obstacle.NOT_POSTED))  # Awb 3:41: only then it takes effect
    if penalties.to_fix(case, defaults.notice_of(session, case), today) is not None:
        found.append(Hindrance(Obstacle.PENALTY_OPEN))  # Awb 4:18
    if signals.restriction_to_lift(session, case):
        found.append(Hindrance(Obstacle.RESTRICTION_OPEN))  # AVG 18.3
    if instructions.open_of(session, case):
        found.append(Hindrance(Obstacle.INSTRUCTIONS_OPEN))
    return tuple(found)


def close(
    session: Session, case: Case, organisation: Organisation, *, actor: Actor, now: datetime
) -> None:
    """Put an answered case away, and say so; from now on its retention runs.

    Raises:
        NotReady: somebody must still be told, a source must still do something, or data rest
            without need.
        ActionRefused: the answer is not there yet.
    """
    found = open_duties(session, case, local_date(now))
    if found and case.may(Action.CLOSE):
        raise NotReady(found)
    case.advance(Action.CLOSE, actor, now)
    case.closed_at = now
    asking.end_with_case(session, case, now=now)
    facts = {"closed_on": local_date(now).isoformat()}
    writing.write(
        session, case, organisation, LetterKind.CLOSING, facts=facts, actor=actor, now=now
    )
