"""Carrying out a decision in the systems, as a job: a dry run in all of them, then the real thing.

A system is told by its connector outside any transaction. As long as one of them refuses, or gives
no answer, nothing is done in any: then staff decide. A job that runs twice does nothing twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.models.audit import Actor, record
from portal.models.base import Database
from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState
from portal.organisations.organisation import Organisation, SourceSystem
from portal.queueing import Job, enqueue
from portal.services import deferring, sticking, trusting
from portal.services.ending import NOT_KNOWN, SUSPENDED
from portal.services.following import told_in
from portal.services.instructions import BY_PERSON, REHEARSAL, ROUND, is_time, list_of
from portal.services.searching import FIRST_PAUSE, TRIES
from portal.services.subjects import subject_of
from portal.services.suspending import is_suspended
from portal.sources.connector import Limits, SourceFailed, alone
from portal.sources.orders import Change, ItemResult, ItemState, Order
from portal.sources.places import Places
from portal.sources.registry import EXECUTORS
from portal.sources.rehearsal import dry_run

CANNOT = "cannot"
PERSON_DID_NOT = "person_did_not"
MACHINE = frozenset({InstructionState.TRYING, InstructionState.DOING})
STOPS = frozenset({InstructionState.TRYING, InstructionState.REFUSED, InstructionState.FAILED})
"""As long as one system is here, no other begins."""


class CarryingFailed(Exception):
    """Raised if an instruction must be tried again; the queue calls the job later."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One instruction, read from the database, so that no transaction is open while it runs."""

    organisation: str
    system: SourceSystem
    order: Order
    dry_run: bool


def run_instruction(
    database: Database,
    organisations: Mapping[str, Organisation],
    places: Places,
    instruction_id: int,
    *,
    now: datetime,
    limits: Limits | None = None,
) -> None:
    """Do the job CARRY_OUT: one step of one instruction, the dry run or the real thing.

    Args:
        database: opened and closed around the step, never during it.
        limits: how much a system may say, and how long it may take.

    Raises:
        CarryingFailed: it is worth trying again; this is stored already.
    """
    with database.transaction(write=True) as session:
        task = _begin(session, organisations, instruction_id, now)
    if task is None:
        return
    try:
        results = _tell(task, places, limits or Limits())
    except SourceFailed as failed:
        with database.transaction(write=True) as session:
            again = _store_failure(session, instruction_id, failed, now)
        if again:
            raise CarryingFailed(failed.failure.value) from failed
        return
    with database.transaction(write=True) as session:
        _store(session, instruction_id, results, now, dry_run=task.dry_run)


def _tell(task: _Task, places: Places, limits: Limits) -> Sequence[ItemResult]:
    with places.open(task.organisation, task.system.id) as place, alone():
        if task.dry_run:
            return dry_run(task.system, place, task.order, limits)
        executor = EXECUTORS[task.system.connector]
        return executor.carry_out(task.system, place, task.order, limits, dry_run=False)


def _begin(
    session: Session,
    organisations: Mapping[str, Organisation],
    instruction_id: int,
    now: datetime,
) -> _Task | None:
    instruction = _waiting(session, instruction_id)
    if instruction is None:
        return None
    case = session.get_one(Case, instruction.case_id)
    rehearsal = bool(instruction.details.get(REHEARSAL))
    if not is_time(case, instruction):
        return None  # a rehearsal that comes too late tells nobody anything
    system, why_not = _system_of(session, case, instruction, organisations)
    if system is None:
        end_step(session, instruction, InstructionState.FAILED, why_not, now)
        return None
    if not rehearsal and deferring.put_off(session, case, instruction, now):
        return None
    trial = instruction.state is InstructionState.TRYING
    if trial and not trusting.knows_dry_runs(session, case.organisation, system):
        end_step(session, instruction, InstructionState.READY, trusting.NOT_TRIED, now)
        go_on(session, case, instruction)
        return None
    instruction.attempts += 1
    instruction.next_try_at = None
    return _Task(case.organisation, system, _order_of(session, case, instruction), trial)


def _system_of(
    session: Session,
    case: Case,
    instruction: Instruction,
    organisations: Mapping[str, Organisation],
) -> tuple[SourceSystem | None, str]:
    """The system that is told; without one, why not."""
    organisation = organisations.get(case.organisation)
    sources = organisation.sources if organisation else ()
    system = next((each for each in sources if each.id == instruction.source), None)
    if system is None:
        return None, NOT_KNOWN
    if suspended := is_suspended(session, case.organisation, system.id):
        return None, f"{SUSPENDED}: {suspended.reason}"[:200]
    if instruction.effect not in system.carries_out or system.connector not in EXECUTORS:
        return None, CANNOT
    return system, ""


def _order_of(session: Session, case: Case, instruction: Instruction) -> Order:
    details = instruction.details
    subject = replace(subject_of(case), known=told_in(session, case.id, surely=True))
    change = None
    if told := details.get("change"):
        columns = tuple((table, column) for table, column in details.get("columns", ()))
        change = Change(columns, told["old"], told["new"])
    tables = tuple(details.get("tables", ()))
    number = f"{instruction.id}.{details.get(ROUND, 1)}"
    return Order(number, instruction.effect, subject, tables, change)


def _waiting(session: Session, instruction_id: int) -> Instruction | None:
    """Lock a case and its instruction when a system must be told something."""
    instruction = session.get(Instruction, instruction_id)
    if instruction is None:
        return None
    session.get(Case, instruction.case_id, with_for_update=True, populate_existing=True)
    session.refresh(instruction, with_for_update=True)
    return instruction if instruction.state in MACHINE else None


def _store(
    session: Session,
    instruction_id: int,
    results: Sequence[ItemResult],
    now: datetime,
    *,
    dry_run: bool,
) -> None:
    instruction = _waiting(session, instruction_id)
    if instruction is None or (instruction.state is InstructionState.TRYING) is not dry_run:
        return  # another worker was first
    instruction.items = [each.as_row() for each in results]
    refused = any(each.state is not ItemState.POSSIBLE for each in results)
    undone = any(each.state is not ItemState.DONE for each in results)
    if dry_run:
        state = InstructionState.REFUSED if refused else InstructionState.READY
    else:
        state = InstructionState.FAILED if undone else InstructionState.DONE
    end_step(session, instruction, state, "", now)
    go_on(session, session.get_one(Case, instruction.case_id), instruction)


def _store_failure(
    session: Session, instruction_id: int, failed: SourceFailed, now: datetime
) -> bool:
    """Note a failure; tells whether it must be tried again."""
    instruction = _waiting(session, instruction_id)
    if instruction is None:
        return False
    reason = f"{failed.failure.value}: {failed.detail}"[:200]
    if failed.may_retry and instruction.attempts < TRIES:
        instruction.reason = reason
        instruction.next_try_at = now + FIRST_PAUSE * 2 ** (instruction.attempts - 1)
        return True
    end_step(session, instruction, InstructionState.FAILED, reason, now)
    return False


def end_step(
    session: Session, instruction: Instruction, state: InstructionState, reason: str, now: datetime
) -> None:
    """Note how a step of an instruction ended, and tell it in the log."""
    instruction.state, instruction.reason = state, reason
    instruction.next_try_at = None
    instruction.finished_at = now if state is InstructionState.DONE else None
    case = session.get_one(Case, instruction.case_id)
    log_step(session, instruction, Actor.portal(case.organisation), now)
    quiet = bool(instruction.details.get(REHEARSAL) or instruction.details.get(BY_PERSON))
    sticking.tell(session, case, instruction, now, quiet=quiet)


def log_step(session: Session, instruction: Instruction, actor: Actor, now: datetime) -> None:
    """Tell in the log how an instruction stands: never what it is about."""
    facts = {
        "instruction": instruction.id,
        "source": instruction.source,
        "effect": instruction.effect.value,
        "state": instruction.state.value,
        "items": len(instruction.items),
    }
    session.add(record(actor, "instruction_step", now, case_id=instruction.case_id, **facts))


def go_on(session: Session, case: Case, instruction: Instruction) -> None:
    """Begin the real thing, once every system that is told the same says that it can be done."""
    session.flush()
    same = [
        each
        for each in list_of(session, case)
        if (each.part_id, each.effect) == (instruction.part_id, instruction.effect)
        and not each.details.get(REHEARSAL)
    ]
    if instruction.details.get(REHEARSAL) or any(_stops(each) for each in same):
        return
    for each in same:
        if each.state is InstructionState.READY:
            each.state, each.attempts = InstructionState.DOING, 0
            session.flush()
            enqueue(session, Job.CARRY_OUT, each.id)


def _stops(instruction: Instruction) -> bool:
    with_system = not instruction.details.get(BY_PERSON)
    return with_system and instruction.state in STOPS and instruction.finished_at is None


def person_answered(
    session: Session, case: Case, instruction: Instruction, *, done: bool, note: str, now: datetime
) -> None:
    """Take in what the owner of a source says of what was asked; a late answer changes nothing."""
    late = instruction.state is not InstructionState.WITH_PERSON
    if late or instruction.case_id != case.id:
        return
    text = note.strip()
    result = ItemState.DONE if done else ItemState.FAILED
    instruction.items = [ItemResult("", result, text).as_row()]
    state = InstructionState.DONE if done else InstructionState.FAILED
    end_step(session, instruction, state, "" if done else PERSON_DID_NOT, now)
