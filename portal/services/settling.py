"""What staff do with an instruction: ask again, give it to a person, or write down how it ended."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services import asking, deferring
from portal.services.carrying import go_on, log_step
from portal.services.instructions import BY_PERSON, REHEARSAL, ROUND, is_time
from portal.services.sticking import STUCK, is_stuck
from portal.services.targets import Why
from portal.sources.orders import ItemResult, ItemState

SHORTEST_NOTE = 10
LONGEST_NOTE = 2_000
WITH_STAFF = STUCK | {InstructionState.WITH_PERSON}


class NoteNeeded(Exception):
    """Raised if nobody says why something is not done."""


class NotNow(Exception):
    """Raised if an instruction is at a point where this cannot be done with it."""


def try_again(session: Session, instruction: Instruction, *, actor: Actor, now: datetime) -> None:
    """Ask a system once more, from the dry run on, after it refused or gave no answer.

    Raises:
        NotNow: it is not stuck, or it never was with a system.
    """
    if not may_try_again(instruction):
        raise NotNow
    instruction.state, instruction.reason, instruction.items = InstructionState.TRYING, "", []
    instruction.attempts, instruction.next_try_at = 0, None
    asked = instruction.details.get(ROUND, 1)
    instruction.details = {**instruction.details, ROUND: asked + 1}
    session.flush()
    enqueue(session, Job.CARRY_OUT, instruction.id)
    log_step(session, instruction, actor, now)


def may_try_again(instruction: Instruction) -> bool:
    """Whether the system can be asked again; feeds both the button and the guard."""
    return is_stuck(instruction) and not instruction.details.get(BY_PERSON)


def hand_over(
    session: Session,
    case: Case,
    organisation: Organisation,
    instruction: Instruction,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a person do what a system refuses or does not answer; the other systems can go on.

    Raises:
        NotNow: it is not stuck.
    """
    if not may_hand_over(instruction):
        raise NotNow
    instruction.state, instruction.reason = InstructionState.WITH_PERSON, Why.HANDED_OVER.value
    instruction.details = {**instruction.details, BY_PERSON: Why.HANDED_OVER.value}
    session.flush()
    if not deferring.put_off(session, case, instruction, now):
        asking.ask_to_carry_out(session, case, organisation, instruction, now)
    log_step(session, instruction, actor, now)
    go_on(session, case, instruction)


def may_hand_over(instruction: Instruction) -> bool:
    """Whether a person can be asked; feeds both the button and the guard."""
    return is_stuck(instruction) and not instruction.details.get(REHEARSAL)


def end(
    session: Session,
    case: Case,
    instruction: Instruction,
    *,
    done: bool,
    why: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Write down that it was done, or why it is not; the owner need not answer any more.

    Parameters:
        why: how it was done, if anybody wants to say; why it was not, which must be said.

    Raises:
        NotNow: a system is at it, or it ended before.
        NoteNeeded: it is not done and the reason says next to nothing.
    """
    if not may_end(case, instruction):
        raise NotNow
    text = why.strip()[:LONGEST_NOTE]
    if not done and len(text) < SHORTEST_NOTE:
        raise NoteNeeded
    result = ItemState.DONE if done else ItemState.FAILED
    instruction.items = [*instruction.items, ItemResult("", result, text).as_row()]
    instruction.state = InstructionState.DONE if done else InstructionState.FAILED
    instruction.finished_at, instruction.next_try_at = now, None
    asking.withdraw_of(session, instruction, actor=actor, now=now)
    log_step(session, instruction, actor, now)
    go_on(session, case, instruction)


def may_end(case: Case, instruction: Instruction) -> bool:
    """Whether a handler can write down how it ended; feeds both the button and the guard."""
    real = is_time(case, instruction) and not instruction.details.get(REHEARSAL)
    return real and instruction.state in WITH_STAFF and instruction.finished_at is None
