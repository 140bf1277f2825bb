"""Deciding: what one person proposed is approved by another, or sent back; closing the case."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.law.grounds import GROUNDS
from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import correspondence, disclosure, proposing
from portal.services.obstacles import Hindrance, NotReady, Obstacle
from portal.services.review import Facts


def needs_second_person(case: Case, organisation: Organisation) -> bool:
    """Whether somebody else must approve: a setting, and the law's gravest grounds always."""
    grave = any(GROUNDS[part.ground].second_person for part in case.parts if part.ground)
    return organisation.second_approver or grave


def hindrances(
    case: Case, organisation: Organisation, facts: Facts, actor: Actor
) -> tuple[Hindrance, ...]:
    """Why this person cannot approve the proposal now; empty when nothing."""
    found = list(proposing.hindrances(case, organisation, facts))
    lacking = disclosure.identity_obstacle(case, organisation, facts)
    if lacking is not None:
        found.append(Hindrance(lacking))
    if needs_second_person(case, organisation) and case.proposed_by == actor.staff_id:
        found.append(Hindrance(Obstacle.OWN_PROPOSAL))
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
    found = hindrances(case, organisation, facts, actor)
    if found and case.may(Action.APPROVE):
        raise NotReady(found)
    case.advance(Action.APPROVE, actor, now, proposed_by=case.proposed_by)
    case.approved_by, case.decided_at = actor.staff_id, now
    session.flush()
    enqueue(session, Job.MAKE_ANSWER, case.id)


def send_back(session: Session, case: Case, reason: str, *, actor: Actor, now: datetime) -> None:
    """Return a proposal to its handler, with what must change as a note.

    Raises:
        ActionRefused: nothing is proposed.
    """
    case.advance(Action.RETURN, actor, now, proposed_by=case.proposed_by)
    case.proposed_by, case.proposed_at = None, None
    correspondence.note(session, case, reason, actor=actor, now=now)


def close(case: Case, *, actor: Actor, now: datetime) -> None:
    """Put an answered case away; from now on its retention runs.

    Raises:
        ActionRefused: the answer is not there yet.
    """
    case.advance(Action.CLOSE, actor, now)
    case.closed_at = now
