"""Reminding who was asked: after five days, then every four; after two reminders others hear of it.

The same ladder asks who answered with copies of their own whether these are gone.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.expert import ExpertTask, TaskState
from portal.models.instruction import Instruction
from portal.models.mail import MailKind
from portal.services import apart, asking, deferring, tasklinks
from portal.services.alerts import Alert, Pile

EVERY = timedelta(days=4)
BEFORE_ESCALATION = 2
BATCH = 50


def chase(
    session: Session, organisation: str, pile: Pile, now: datetime, *, place: int
) -> int | None:
    """Remind those whose day has come; gives where to go on, None at the end.

    Parameters:
        organisation: the slug.
        pile: gets a line for each who stays silent, for the handler and the coordinators.
        place: the key of the last task done before.
    """
    found = session.execute(
        select(ExpertTask.id, ExpertTask.case_id)
        .where(
            ExpertTask.organisation == organisation,
            ExpertTask.next_mail_on <= pile.day,
            ExpertTask.id > place,
        )
        .order_by(ExpertTask.id)
        .limit(BATCH)
    ).all()
    for task_id, case_id in found:
        with apart.from_others("chase", case_id), session.begin_nested():
            case, task = asking.hold(session, session.get_one(ExpertTask, task_id))
            _go_on(session, case, task, pile, now)
    return found[-1][0] if len(found) == BATCH else None


def _go_on(session: Session, case: Case, task: ExpertTask, pile: Pile, now: datetime) -> None:
    if task.next_mail_on is None or task.next_mail_on > pile.day:
        return  # somebody answered meanwhile
    if _must_wait(session, case, task):
        task.next_mail_on = next_after(pile.day)
        return
    if tasklinks.waits_for_answer(session, task):
        _remind(session, case, task, pile, MailKind.EXPERT_REMINDER, now)
    elif task.waits_for_copies:
        _remind(session, case, task, pile, MailKind.EXPERT_COPIES, now)
    elif task.state is TaskState.OPEN:
        asking.withdraw(session, task, actor=Actor.portal(case.organisation), now=now)
    else:
        task.next_mail_on = None


def _must_wait(session: Session, case: Case, task: ExpertTask) -> bool:
    """Whether what was asked must not be done yet, as the data are needed for something else."""
    if task.instruction_id is None or task.state is not TaskState.OPEN:
        return False
    instruction = session.get_one(Instruction, task.instruction_id)
    return deferring.must_wait(session, case, instruction)


def _remind(
    session: Session, case: Case, task: ExpertTask, pile: Pile, kind: MailKind, now: datetime
) -> None:
    actor = Actor.portal(case.organisation)
    task.chases += 1
    task.next_mail_on = next_after(pile.day)
    tasklinks.mail(session, task, kind, now=now)
    session.add(record(actor, "expert_reminded", now, case_id=case.id, task=task.id))
    if task.chases > BEFORE_ESCALATION and task.escalated_at is None:
        task.escalated_at = now
        silent = kind is MailKind.EXPERT_REMINDER
        pile.add(case, Alert.EXPERT_SILENT if silent else Alert.COPIES_LEFT)
        session.add(record(actor, "expert_escalated", now, case_id=case.id, task=task.id))


def next_after(day: date) -> date:
    """When the next reminder goes."""
    return day + EVERY
