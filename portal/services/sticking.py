"""Telling staff when a source does not do what was decided: nobody looks at an answered case."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState
from portal.services import alerts, trusting
from portal.services.alerts import Alert
from portal.services.instructions import REHEARSAL

STUCK = frozenset({InstructionState.REFUSED, InstructionState.FAILED})


def tell(
    session: Session, case: Case, instruction: Instruction, now: datetime, *, quiet: bool = False
) -> None:
    """Mail who must know that an instruction is stuck; of several in a case once.

    Parameters:
        quiet: only when data were lost: a dry run before the decision, or a person at work.
    """
    if trusting.lost_data(instruction):
        alerts.tell_now(session, case, Alert.DATA_GONE, now=now, officer_too=True)
    elif not quiet and is_stuck(instruction) and not _others(session, instruction):
        alerts.tell_now(session, case, Alert.NOT_CARRIED_OUT, now=now)


def is_stuck(instruction: Instruction) -> bool:
    """Whether staff must say how it goes on."""
    return instruction.state in STUCK and instruction.finished_at is None


def _others(session: Session, instruction: Instruction) -> bool:
    """Whether another one of the case was stuck before, so that staff know already."""
    found = select(Instruction).where(
        Instruction.case_id == instruction.case_id, Instruction.id != instruction.id
    )
    real = (each for each in session.scalars(found) if not each.details.get(REHEARSAL))
    return any(is_stuck(each) for each in real)
