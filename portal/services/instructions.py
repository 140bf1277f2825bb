"""What the sources were told on account of a case, and when each of that may be done."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.law.lifecycle import OPEN, Status
from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState

ENDED = frozenset({Status.DELIVERED, Status.CLOSED})

REHEARSAL = "rehearsal"
"""In the details of an instruction: only a dry run, before there is a decision."""

BY_PERSON = "by_person"
"""In the details of an instruction: a person carries it out, not the system."""

ROUND = "round"
"""In the details of an instruction: how often staff had the system asked; no answer of an earlier
time may be taken for the one to this."""


def is_time(case: Case, instruction: Instruction) -> bool:
    """Whether a case stands where this may be done."""
    if instruction.details.get(REHEARSAL):
        return case.status in OPEN
    if instruction.effect is Effect.RESTRICT:  # also while a request is weighed (AVG 18.1)
        return case.status is not Status.WITHDRAWN
    return instruction.effect is Effect.LIFT or case.status in ENDED


def list_of(session: Session, case: Case) -> Sequence[Instruction]:
    """What the sources were told on account of a case, in the order in which they were."""
    found = select(Instruction).where(Instruction.case_id == case.id).order_by(Instruction.id)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def open_of(session: Session, case: Case) -> Sequence[Instruction]:
    """What must still be done, by a system or by a person; a case with any cannot be closed."""
    return [
        each
        for each in list_of(session, case)
        if each.finished_at is None and not each.details.get(REHEARSAL)
    ]


def would_refuse(session: Session, case: Case) -> bool:
    """Whether a system said, before the decision, that it may not do what is asked."""
    rehearsed = (each for each in list_of(session, case) if each.details.get(REHEARSAL))
    return any(each.state is InstructionState.REFUSED for each in rehearsed)


def find(session: Session, case: Case, instruction_id: int) -> Instruction | None:
    """The instruction with this key, when it belongs to this case."""
    instruction = session.get(Instruction, instruction_id)
    return instruction if instruction is not None and instruction.case_id == case.id else None
