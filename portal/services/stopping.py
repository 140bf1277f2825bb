"""Stopping the use of data at once: consent taken back, direct marketing objected to."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.consequences import Consequence, at_receipt
from portal.law.lifecycle import Action, ActionRefused
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart, Procedure
from portal.organisations.organisation import Organisation
from portal.services import writing
from portal.services.particulars import STOPPED_ON


class WrongDay(Exception):
    """Raised if the use cannot have stopped on that day: before the request, or in the future."""


def must_stop(part: CasePart) -> bool:
    """Whether what this part asks works at once, without any weighing (AVG 7.3, 21.3)."""
    if part.case.procedure is Procedure.BEZWAAR:
        return False
    return Consequence.STOP_USE in at_receipt(part.right, part.answers)


def due(case: Case) -> tuple[CasePart, ...]:
    """The parts of which the use must stop, and has not yet as far as anybody recorded."""
    if not case.is_open:
        return ()
    return tuple(part for part in case.parts if must_stop(part) and not part.needs.get(STOPPED_ON))


def stop(
    session: Session,
    case: Case,
    part: CasePart,
    organisation: Organisation,
    day: date,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Record on which day the use stopped; it waits for no decision and no proof of identity.

    Who took back consent gets a letter that says so at once (AVG 7.3).

    Raises:
        WrongDay: the day lies before the request or in the future.
        ActionRefused: nothing is to be stopped, or the case has ended.
    """
    if not must_stop(part) or not case.is_open:
        raise ActionRefused(case.status, Action.REVIEW)
    if not case.received_date <= day <= local_date(now):
        raise WrongDay
    part.needs = {**part.needs, STOPPED_ON: day.isoformat()}
    session.add(record(actor, "stopped", now, case_id=case.id, part=part.id, on=day.isoformat()))
    if part.right is Right.CONSENT_WITHDRAWAL:
        since = case.received_date.isoformat()  # AVG 7.3: consent ends on receipt, not when we stop
        facts = {"since": since, "stopped": day.isoformat()}
        kind = LetterKind.CONSENT_WITHDRAWN
        writing.write(session, case, organisation, kind, facts=facts, actor=actor, now=now)
