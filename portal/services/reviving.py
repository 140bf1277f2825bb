"""Going on with a request that was not taken back, although staff recorded so.

The letter that confirms a withdrawal asks whether it is right. Until the day it names nothing was
let go, so the request goes on as if it never ended: its time ran on.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.language import consequences
from portal.language.words import local_date
from portal.law.lifecycle import Action, ActionRefused
from portal.models.audit import Actor
from portal.models.case import Case, Procedure
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import (
    addressing,
    clock,
    correspondence,
    instructions,
    restrictions,
    withdrawing,
)
from portal.services.carrying import MACHINE

SHORTEST_REASON = 20


class TooLate(Exception):
    """Raised if the day to say that it is not right is over, or the person did it alone."""


class ReasonMissing(Exception):
    """Raised if hardly a word says how we know."""


def last_day(session: Session, case: Case, today: date) -> date | None:
    """The last day to take it up again; None when that is not possible (any more)."""
    until = withdrawing.doubted_until(session, case) if case.may(Action.REVIVE) else None
    return until if until is not None and today <= until else None


def revive(
    session: Session,
    case: Case,
    organisation: Organisation,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Take it up again, and tell the person. Data that rested rest on, until the answer.

    Parameters:
        reason: what the person said or wrote, as a note for colleagues.

    Raises:
        ActionRefused: it was not taken back.
        TooLate: nobody may say any more that it was not.
        ReasonMissing: nobody wrote how we know.
    """
    if not case.may(Action.REVIVE):
        raise ActionRefused(case.status, Action.REVIVE)
    if last_day(session, case, local_date(now)) is None:
        raise TooLate
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    case.advance(Action.REVIVE, actor, now)
    case.closed_at = None
    case.handler_id = case.handler_id or actor.staff_id
    clock.recount(session, case, actor=actor, now=now)
    rests = restrictions.rest_on(session, case)  # AVG 18.1
    if rests:
        _tell_systems(session, case)
    correspondence.note(session, case, reason.strip(), actor=actor, now=now)
    bezwaar = case.procedure is Procedure.BEZWAAR
    words = addressing.words_for(organisation, case)
    told = consequences.revived(words, case.legal_due, bezwaar=bezwaar, rests=rests)
    correspondence.send(session, case, told, actor=actor, now=now)


def _tell_systems(session: Session, case: Case) -> None:
    """Have data rest where that was not told yet, or was dropped when the case ended."""
    enqueue(session, Job.LET_REST, case.id)
    for each in instructions.open_of(session, case):
        if each.state in MACHINE:
            enqueue(session, Job.CARRY_OUT, each.id)
