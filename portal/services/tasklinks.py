"""The way in for somebody who is asked something: a link in a mail, that works once.

The key of a link is the Message-ID of its mail, signed by `portal.links.LinkSigner`; a task keeps
only what recognises it. So the worker can make the same mail again, a newer mail takes the place of
an older one, and neither the database nor the head of a mail opens anything.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.law.lifecycle import Status
from portal.links import fingerprint
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.expert import ExpertTask, TaskState
from portal.models.instruction import Instruction
from portal.models.mail import MailKind
from portal.services import outbox
from portal.services.collection import STILL_COLLECTING
from portal.services.throttle import Limit, Throttle

LANGUAGE = "nl"  # of the mails to experts, as of those to staff
HOUR = timedelta(hours=1)
PER_TASK = Limit("expert.task", 5, HOUR)
PER_SENDER = Limit("expert.sender", 30, HOUR)


class Door(StrEnum):
    """Whether a link opens something."""

    WORKS = "works"
    USED = "used"  # by somebody, or a newer mail took its place
    OVER = "over"  # nothing is asked any more
    UNKNOWN = "unknown"


def waits_for_answer(session: Session, task: ExpertTask) -> bool:
    """Whether the expert may see what is asked, and answer it: the case must need it still."""
    if task.state is not TaskState.OPEN:
        return False
    case = session.get_one(Case, task.case_id)
    if task.instruction_id is None:
        return case.status in STILL_COLLECTING
    if case.status in (Status.CLOSED, Status.WITHDRAWN):
        instruction = session.get_one(Instruction, task.instruction_id)
        return instruction.effect is Effect.LIFT and instruction.finished_at is None  # AVG 18.3
    return True


def mail(session: Session, task: ExpertTask, kind: MailKind, *, now: datetime) -> None:
    """Mail the expert; the link in this mail takes the place of every earlier one.

    The mail names the request, and nobody.
    """
    case = session.get_one(Case, task.case_id)
    row = outbox.write(
        session,
        kind,
        organisation=task.organisation,
        recipient=task.email,
        language=LANGUAGE,
        now=now,
        case_id=case.id,
        reference=case.reference,
    )
    task.token_hash = fingerprint(row.message_id)
    session.flush()


def mail_again(session: Session, task: ExpertTask, *, now: datetime) -> bool:
    """Mail what the task waits for now; tells whether it waits for anything."""
    if waits_for_answer(session, task):
        kind = MailKind.EXPERT_TASK if task.search_id else MailKind.EXPERT_ORDER
    elif task.waits_for_copies:
        kind = MailKind.EXPERT_COPIES
    else:
        return False
    mail(session, task, kind, now=now)
    return True


def send_again(
    session: Session, task_id: int, *, throttle: Throttle, sender: str, now: datetime
) -> bool:
    """Mail a new link, always to the address of the task, whoever asks for it.

    Parameters:
        task_id: from a link of ours.
        sender: the network address of who asks; only its keyed hash is kept.

    Raises:
        LimitReached: for this task, or by this sender, too many links were asked.
    """
    throttle.pass_(session, PER_SENDER, sender, now)
    task = session.get(ExpertTask, task_id, with_for_update=True)
    if task is None:
        return False
    throttle.pass_(session, PER_TASK, str(task.id), now)
    if not mail_again(session, task, now=now):
        return False
    actor = Actor.expert(task.organisation)
    session.add(record(actor, "expert_link_sent", now, case_id=task.case_id, task=task.id))
    return True


def look_at(session: Session, task_id: int, key: str) -> tuple[Door, ExpertTask | None]:
    """Whether a link works, without using it: mail scanners look too."""
    task = session.get(ExpertTask, task_id)
    if task is None:
        return Door.UNKNOWN, None
    if not waits_for_answer(session, task) and not task.waits_for_copies:
        return Door.OVER, task
    works = secrets.compare_digest(task.token_hash, fingerprint(key))
    return Door.WORKS if works else Door.USED, task


def use(session: Session, task_id: int, key: str, *, now: datetime) -> ExpertTask | None:
    """The task a link opens, once; None when it does not work, or no more."""
    session.get(ExpertTask, task_id, with_for_update=True, populate_existing=True)
    door, task = look_at(session, task_id, key)
    if task is None or door is not Door.WORKS:
        return None
    task.token_hash = fingerprint(secrets.token_urlsafe(24))  # nobody knows this one
    task.opened_at = task.opened_at or now
    actor = Actor.expert(task.organisation)
    session.add(record(actor, "expert_opened", now, case_id=task.case_id, task=task.id))
    return task
