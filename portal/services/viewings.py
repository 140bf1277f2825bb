"""Appointments in the answer: data that the person may come and see, as no copy can be given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.expert import ExpertTask, Viewing


@dataclass(frozen=True, slots=True)
class ToSee:
    """What the person may come and see, in words for that person.

    Attributes:
        hold_until: until when it is kept for that, when it would go by itself.
    """

    what: str
    where: str
    contact: str
    hold_until: date | None = None


def add(
    session: Session, case: Case, task: ExpertTask, activity: str, to_see: ToSee, *, now: datetime
) -> Viewing:
    """Add what an expert offers to show."""
    viewing = Viewing(case_id=case.id, task_id=task.id, activity=activity, made_at=now)
    _write(viewing, to_see)
    session.add(viewing)
    session.flush()
    return viewing


def list_of(session: Session, case: Case) -> Sequence[Viewing]:
    """What the person may come and see, in the order in which it was offered."""
    found = select(Viewing).where(Viewing.case_id == case.id).order_by(Viewing.id)
    return session.scalars(found).all()


def find(session: Session, case: Case, viewing_id: int) -> Viewing | None:
    """The appointment with this key, when it belongs to this case."""
    viewing = session.get(Viewing, viewing_id)
    return viewing if viewing is not None and viewing.case_id == case.id else None


def change(case: Case, viewing: Viewing, to_see: ToSee, *, actor: Actor, now: datetime) -> None:
    """Say it otherwise; the person reads it word for word, so it may name nobody else (AVG 15.4).

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, viewing=viewing.id)
    _write(viewing, to_see)


def remove(session: Session, case: Case, viewing: Viewing, *, actor: Actor, now: datetime) -> None:
    """Take an appointment out of the answer.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, viewing=viewing.id, removed=True)
    session.delete(viewing)
    session.flush()


def _write(viewing: Viewing, to_see: ToSee) -> None:
    viewing.what, viewing.where = to_see.what, to_see.where
    viewing.contact, viewing.hold_until = to_see.contact, to_see.hold_until
