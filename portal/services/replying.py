"""What somebody who was asked answers: nothing, an overview, files, or come and see; or: done.

The first answer counts. It comes into the case like the findings of any system, to be reviewed.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.expert import ExpertAnswer, ExpertTask, TaskState
from portal.models.finding import Finding, SearchResult, SourceSearch
from portal.models.instruction import Instruction
from portal.organisations.organisation import Organisation, SourceTable, Text
from portal.services import alerts, asking, carrying, exhibits, readable, showing, viewings
from portal.services.alerts import Alert
from portal.services.exhibits import Document
from portal.services.suggesting import suggest
from portal.services.viewings import ToSee
from portal.sources.values import Field
from portal.vault import Vault

OVERVIEW = Text(nl="Overzicht", en="Overview")
TO_FIND = (
    ExpertAnswer.NOTHING_HELD,
    ExpertAnswer.OVERVIEW,
    ExpertAnswer.FILES,
    ExpertAnswer.VIEWING,
    ExpertAnswer.CANNOT_SAY,
)
TO_CARRY_OUT = (ExpertAnswer.DONE, ExpertAnswer.NOT_DONE)


class TooLate(Exception):
    """Raised if the task waits for no answer: it was answered, withdrawn, or the case ended."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it was sent.

    Attributes:
        copies_gone: whether the expert has no copies left; else that is asked again later.
        note: for the handler alone.
        table: what kind of data it is, by its id in the profile; empty is the first.
        overview: of OVERVIEW. documents: of FILES. to_see: of VIEWING.
    """

    answer: ExpertAnswer
    copies_gone: bool
    note: str = ""
    table: str = ""
    overview: str = ""
    documents: tuple[Document, ...] = ()
    to_see: ToSee | None = None


def answers_of(task: ExpertTask) -> tuple[ExpertAnswer, ...]:
    """What can be answered to a task."""
    return TO_FIND if task.search_id is not None else TO_CARRY_OUT


def reply(
    session: Session,
    vault: Vault,
    organisation: Organisation,
    task: ExpertTask,
    given: Reply,
    *,
    now: datetime,
) -> None:
    """Take in an answer, once.

    Raises:
        TooLate: the task waits for no answer.
        ValueError: it is no answer to this task.
    """
    case, task = asking.hold(session, task)
    if not showing.waits(session, organisation, task):
        raise TooLate
    if given.answer not in answers_of(task):
        raise ValueError(given.answer)
    task.state, task.answer = TaskState.ANSWERED, given.answer
    if readable.destroyed_on(session, case) is None:  # else no lock is left to keep a note under
        task.note = given.note
    task.answered_at, task.chases = now, 0
    task.escalated_at = task.next_mail_on = None
    if given.copies_gone:
        task.copies_gone_at = now
    elif task.waits_for_copies:
        task.next_mail_on = local_date(now) + asking.ANSWER_WITHIN
    actor = Actor.expert(task.organisation)
    number = 0
    if task.search_id is not None:
        number = _found(session, vault, organisation, case, task, given, now)
    else:
        instruction = session.get_one(Instruction, task.instruction_id)
        done = given.answer is ExpertAnswer.DONE
        carrying.person_answered(session, case, instruction, done=done, note=given.note, now=now)
    facts = {"task": task.id, "answer": given.answer.value, "found": number}
    session.add(record(actor, "expert_answered", now, case_id=case.id, **facts))
    alerts.tell_now(session, case, Alert.EXPERT_ANSWERED, now=now, handler_only=True)


def _found(
    session: Session,
    vault: Vault,
    organisation: Organisation,
    case: Case,
    task: ExpertTask,
    given: Reply,
    now: datetime,
) -> int:
    """Store what the expert holds, and end the search; gives how many items there are."""
    search = session.get_one(SourceSearch, task.search_id, with_for_update=True)
    tables = organisation.source(task.source).tables
    table = next((each for each in tables if each.table == given.table), tables[0])
    number = 0
    if given.answer is ExpertAnswer.OVERVIEW:
        overview = _overview(search, table, given.overview)
        session.add(overview)
        session.flush()  # what is suggested in it needs its key
        suggest(session, case, organisation, [overview], now=now)
        number = 1
    for document in given.documents:
        exhibits.add(
            session,
            vault,
            case,
            search,
            document,
            activity=table.activity,
            category=table.category,
            actor=Actor.expert(task.organisation),
            now=now,
        )
        number += 1
    if given.to_see is not None:
        viewings.add(session, case, task, table.activity, given.to_see, now=now)
    search.found += number
    search.reason, search.next_try_at, search.finished_at = "", None, now
    if search.found or given.to_see is not None:
        search.result = SearchResult.HELD
    elif given.answer is ExpertAnswer.CANNOT_SAY:
        search.result, search.reason = SearchResult.FAILED, asking.NOT_ANSWERED
    else:
        search.result = SearchResult.NOTHING_HELD
    session.flush()
    return number


def _overview(search: SourceSearch, table: SourceTable, text: str) -> Finding:
    """What was typed, as an item; it is looked at by itself, as it may name others (AVG 15.4)."""
    field = Field(OVERVIEW.nl, OVERVIEW.en, text, names_third_person=True)
    return Finding(
        case_id=search.case_id,
        search_id=search.id,
        activity=table.activity,
        category_nl=table.category.nl[:200],
        category_en=table.category.en[:200],
        fields=[field.as_row()],
        names_third_person=True,
        given=table.given,
        views=table.views,
    )
