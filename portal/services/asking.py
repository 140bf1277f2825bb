"""Asking people: what do you hold on this person, or please carry this out.

A question is a task for the owner of a source, mailed with a link to a page of its own. While the
owner of a search is asked, that search waits like any other; when nobody answers it ends without.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Action
from portal.links import fingerprint
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.expert import ExpertTask, TaskState
from portal.models.finding import SearchResult, SourceSearch
from portal.models.instruction import Instruction
from portal.models.mail import MailKind, OutgoingMail
from portal.organisations.organisation import Organisation, SourceSystem
from portal.services import outbox, showing, tasklinks

ANSWER_WITHIN = timedelta(days=5)
NOT_ANSWERED = "not_answered"
"""Why a search ended: who knows what the source holds was asked, and did not answer."""


class AddressElsewhere(Exception):
    """Raised if somebody outside the organisation would be asked."""


class NothingToAsk(Exception):
    """Raised if nobody can be asked: the case does not need it now, or the task is another's."""


def ask(
    session: Session,
    case: Case,
    organisation: Organisation,
    search: SourceSearch,
    *,
    now: datetime,
    question: str = "",
    email: str = "",
    actor: Actor | None = None,
) -> ExpertTask:
    """Ask the owner of a source what they hold; a search has one open question at a time.

    Parameters:
        search: of a source that is a person; it waits from now on.
        question: what a handler adds, on the page and never in the mail.
        email: of a colleague to ask in place of the owner.

    Raises:
        KeyError: the profile does not know the source.
    """
    there = session.scalar(_open_tasks().where(ExpertTask.search_id == search.id))
    if there is not None:
        return there
    system = organisation.source(search.source)
    known = [name for name, _ in showing.known_of(session, system, case)]
    search.searched_with = list(dict.fromkeys([*search.searched_with, *known]))
    search.attempts += 1
    search.result, search.reason = SearchResult.PENDING, ""
    search.next_try_at = search.finished_at = None
    task = _make(case, system, question, now)
    task.search_id, task.email = search.id, email or task.email
    return _send(session, task, MailKind.EXPERT_TASK, actor, now)


def ask_to_carry_out(
    session: Session,
    case: Case,
    organisation: Organisation,
    instruction: Instruction,
    now: datetime,
) -> ExpertTask | None:
    """Ask the owner of a source to carry something out; None when it has no owner to mail."""
    there = session.scalar(_open_tasks().where(ExpertTask.instruction_id == instruction.id))
    if there is not None:
        return there
    system = next((each for each in organisation.sources if each.id == instruction.source), None)
    if system is None or system.owner is None or not system.owner.email:
        return None
    task = _make(case, system, "", now)
    task.instruction_id = instruction.id
    return _send(session, task, MailKind.EXPERT_ORDER, None, now)


def ask_again(
    session: Session,
    organisation: Organisation,
    task: ExpertTask,
    question: str,
    *,
    email: str = "",
    actor: Actor,
    now: datetime,
) -> ExpertTask:
    """Ask once more: what still waits is mailed anew, what was answered becomes a new question.

    Parameters:
        email: of a colleague to ask from now on; empty for whom was asked before.

    Raises:
        AddressElsewhere: the address is not one of the organisation.
        ActionRefused: the case is not being handled now.
        NothingToAsk: it is finished, or the same was asked anew already.
    """
    case, task = hold(session, task)
    email = email or task.email
    if not may_ask_again(session, task):
        raise NothingToAsk
    if email != task.email and _domain(email) not in _domains(organisation, task):
        raise AddressElsewhere
    if task.search_id is not None:
        case.advance(Action.SEARCH, actor, now, sources=[task.source])
    if task.state is TaskState.OPEN and email == task.email:
        task.question, task.chases, task.escalated_at = question, 0, None
        task.next_mail_on = local_date(now) + ANSWER_WITHIN
        kind = MailKind.EXPERT_TASK if task.search_id else MailKind.EXPERT_ORDER
        return _send(session, task, kind, actor, now)
    if task.state is TaskState.OPEN:  # who was asked before may see nothing any more
        withdraw(session, task, actor=actor, now=now)
    if task.search_id is not None:
        search = session.get_one(SourceSearch, task.search_id)
        more = {"question": question, "email": email}
        return ask(session, case, organisation, search, now=now, actor=actor, **more)
    order = _make(case, organisation.source(task.source), question, now)
    order.instruction_id, order.email = task.instruction_id, email
    return _send(session, order, MailKind.EXPERT_ORDER, actor, now)


def may_ask_again(session: Session, task: ExpertTask) -> bool:
    """Whether a task can be asked again, as far as that does not hang on the case."""
    if task.search_id is None:
        return tasklinks.waits_for_answer(session, task)
    open_ = session.scalar(_open_tasks().where(ExpertTask.search_id == task.search_id))
    return open_ is None or open_ is task


def withdraw(session: Session, task: ExpertTask, *, actor: Actor, now: datetime) -> None:
    """Say that an answer is no longer needed; the search ends without one.

    Raises:
        NothingToAsk: it was answered or withdrawn already.
    """
    case, task = hold(session, task)
    if task.state is not TaskState.OPEN:
        raise NothingToAsk
    task.state, task.chases = TaskState.WITHDRAWN, 0
    task.escalated_at = task.next_mail_on = None
    if task.waits_for_copies:
        task.next_mail_on = local_date(now) + ANSWER_WITHIN
    if task.search_id is not None:
        _end_search(session.get_one(SourceSearch, task.search_id), now)
    session.add(record(actor, "expert_withdrawn", now, case_id=case.id, task=task.id))
    tasklinks.mail(session, task, MailKind.EXPERT_OVER, now=now)


def withdraw_of(session: Session, instruction: Instruction, *, actor: Actor, now: datetime) -> None:
    """Withdraw what was asked for an instruction, if it still waits."""
    waiting = _open_tasks().where(ExpertTask.instruction_id == instruction.id)
    for task in session.scalars(waiting).all():
        withdraw(session, task, actor=actor, now=now)


def end_with_case(session: Session, case: Case, *, now: datetime) -> None:
    """Withdraw what the case does not need any more: it was closed or withdrawn."""
    for task in open_of(session, case):
        if not tasklinks.waits_for_answer(session, task):
            withdraw(session, task, actor=Actor.portal(case.organisation), now=now)


def tell_copies_gone(session: Session, task: ExpertTask, *, actor: Actor, now: datetime) -> None:
    """Note that the expert has no copies left; told twice it is noted once."""
    case, task = hold(session, task)
    if task.waits_for_copies:
        task.copies_gone_at, task.next_mail_on = now, None
        session.add(record(actor, "copies_gone", now, case_id=case.id, task=task.id))


def hold(session: Session, task: ExpertTask) -> tuple[Case, ExpertTask]:
    """Keep a case and its task from others until the transaction ends; the case comes first."""
    case = session.get_one(Case, task.case_id, with_for_update=True, populate_existing=True)
    session.refresh(task, with_for_update=True)
    return case, task


def find(session: Session, task_id: int) -> ExpertTask | None:
    """The task with this key; whoever asks has shown that it is theirs."""
    return session.get(ExpertTask, task_id)


def find_task(session: Session, case: Case, task_id: int) -> ExpertTask | None:
    """The task with this key, when it belongs to this case."""
    task = session.get(ExpertTask, task_id)
    return task if task is not None and task.case_id == case.id else None


def tasks_of(session: Session, case: Case) -> Sequence[ExpertTask]:
    """The tasks of a case, in the order in which they were asked."""
    found = select(ExpertTask).where(ExpertTask.case_id == case.id).order_by(ExpertTask.id)
    return session.scalars(found).all()


def open_of(session: Session, case: Case) -> Sequence[ExpertTask]:
    """The tasks of a case that are not answered."""
    return session.scalars(_open_tasks().where(ExpertTask.case_id == case.id)).all()


def undelivered(session: Session, case: Case) -> frozenset[int]:
    """The keys of the tasks whose newest mail was refused: nobody has read it."""
    refused = select(OutgoingMail.message_id).where(
        OutgoingMail.case_id == case.id,
        OutgoingMail.kind.in_(outbox.TO_EXPERTS),
        OutgoingMail.given_up_at.is_not(None),
    )
    lost = {fingerprint(each) for each in session.scalars(refused)}
    return frozenset(each.id for each in tasks_of(session, case) if each.token_hash in lost)


def _open_tasks() -> Select[ExpertTask]:
    return select(ExpertTask).where(ExpertTask.state == TaskState.OPEN).order_by(ExpertTask.id)


def _make(case: Case, system: SourceSystem, question: str, now: datetime) -> ExpertTask:
    owner = system.owner
    return ExpertTask(
        organisation=case.organisation,
        case_id=case.id,
        source=system.id,
        email=owner.email if owner else "",
        token_hash=fingerprint(secrets.token_urlsafe(24)),  # nobody knows it: the mail brings one
        question=question.strip(),
        state=TaskState.OPEN,
        asked_at=now,
        next_mail_on=local_date(now) + ANSWER_WITHIN,
    )


def _send(
    session: Session, task: ExpertTask, kind: MailKind, actor: Actor | None, now: datetime
) -> ExpertTask:
    session.add(task)
    tasklinks.mail(session, task, kind, now=now)
    by = actor or Actor.portal(task.organisation)
    session.add(record(by, "expert_asked", now, case_id=task.case_id, task=task.id))
    return task


def _domains(organisation: Organisation, task: ExpertTask) -> set[str]:
    """Where colleagues have their mail: as the owner of the source, or the organisation itself."""
    known = [each.owner for each in organisation.sources if each.id == task.source]
    contacts = [organisation.contact, organisation.privacy_officer, *known]
    return {_domain(each.email) for each in contacts if each is not None and each.email}


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower()


def _end_search(search: SourceSearch, now: datetime) -> None:
    """A search nobody answered; what an earlier question gave stays."""
    if search.finished_at is None:
        there = search.found > 0
        search.result = SearchResult.HELD if there else SearchResult.FAILED
        search.reason = "" if there else NOT_ANSWERED
        search.finished_at = now
