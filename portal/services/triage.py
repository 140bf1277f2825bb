"""The first work on a case: take it, hand it over, ask what is needed to go on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Action
from portal.law.workdays import working_day_on_or_after
from portal.models.audit import Actor, Role, record
from portal.models.case import Case
from portal.models.clock import Question
from portal.models.staff import Staff
from portal.services import correspondence
from portal.services.permissions import Task, roles_that_may

TWO_WEEKS = timedelta(days=14)
SHORTEST_ANSWER = timedelta(days=3)
LONGEST_ANSWER = timedelta(days=42)


ACTION_OF = {
    Question.IDENTITY: Action.ASK_IDENTITY,
    Question.CLARIFICATION: Action.ASK_CLARIFICATION,
}


class WrongDate(Exception):
    """Raised if the date to answer before gives too little time, or far too much."""


class WrongAssignee(Exception):
    """Raised if a case is assigned to somebody who cannot handle it."""


def take(case: Case, *, actor: Actor, now: datetime) -> None:
    """Become the handler of a case, also when a colleague was.

    Raises:
        ActionRefused: the case is not to be handled now.
    """
    case.advance(Action.TAKE, actor, now, before=case.handler_id)
    case.handler_id = actor.staff_id


def assign(session: Session, case: Case, staff_id: int, *, actor: Actor, now: datetime) -> Staff:
    """Make somebody else the handler.

    Raises:
        WrongAssignee: no open account of this organisation that may handle cases.
        ActionRefused: the case is not to be handled now.
    """
    member = next(
        (each for each in list_handlers(session, case.organisation) if each.id == staff_id), None
    )
    if member is None:
        raise WrongAssignee
    case.advance(Action.ASSIGN, actor, now, before=case.handler_id, handler=member.id)
    case.handler_id = member.id
    return member


def list_handlers(session: Session, organisation: str) -> Sequence[Staff]:
    """Everybody who can handle a case of this organisation, by name."""
    roles: tuple[Role, ...] = roles_that_may(Task.TAKE)
    found = select(Staff).where(
        Staff.organisation == organisation, Staff.is_active, Staff.role.in_(roles)
    )
    return session.scalars(found.order_by(Staff.name, Staff.id)).all()


def suggested_answer_day(now: datetime) -> date:
    """A reasonable last day to answer: two weeks on, on a working day."""
    return working_day_on_or_after(local_date(now) + TWO_WEEKS, bridge_days_closed=True)


def ask(
    session: Session,
    case: Case,
    question: Question,
    body: str,
    answer_before: date,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Ask the citizen something and wait for it. The last day to decide stays as it was told.

    Raises:
        WrongDate: less than three days, or more than six weeks.
        ActionRefused: the case is not being handled now.
    """
    days = answer_before - local_date(now)
    if not SHORTEST_ANSWER <= days <= LONGEST_ANSWER:
        raise WrongDate
    case.advance(ACTION_OF[question], actor, now, answer_before=answer_before.isoformat())
    correspondence.send(session, case, body, actor=actor, now=now, answer_before=answer_before)


def resume(case: Case, *, actor: Actor, now: datetime) -> None:
    """Go on without the answer that was waited for.

    Raises:
        ActionRefused: nothing was waited for.
    """
    case.advance(Action.RESUME, actor, now)


def note_viewed(session: Session, case: Case, page: str, *, actor: Actor, now: datetime) -> None:
    """Record who looked at a case and when (AVG 5.2, 32)."""
    session.add(record(actor, "viewed", now, case_id=case.id, page=page))
