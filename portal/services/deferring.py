"""Putting an erasure off while something that is still being handled needs the data.

What is erased can be given to nobody any more (AVG 15, 17). So each erasure asks just before it is
told to a system or a person, and the daily round looks again. Nothing says what needs the data: it
may be a complaint that staff do not know of (UAVG 39).
"""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.instruction import Instruction, InstructionState

STILL_NEEDED = "still_needed"
"""The reason of an instruction that was put off; it begins again by itself."""


def is_needed(session: Session, case: Case) -> bool:
    """Whether another case of this person awaits an answer or is disputed, whoever handles it."""
    others = select(Case.birth_date).where(
        Case.organisation == case.organisation,
        Case.name_key == case.name_key,
        or_(Case.is_open.is_(True), Case.disputed_since.is_not(None)),  # AVG 17.3.e
        Case.id != case.id,
    )
    born = {case.birth_date, None}
    return any(case.birth_date is None or each in born for each in session.scalars(others))


def must_wait(session: Session, case: Case, instruction: Instruction) -> bool:
    """Whether what is asked would erase data that are still needed."""
    return instruction.effect is Effect.ERASE and is_needed(session, case)


def put_off(session: Session, case: Case, instruction: Instruction, now: datetime) -> bool:
    """Put an erasure off when its data are still needed; tells whether it was.

    A system begins anew with its dry run, for by then it may answer otherwise.
    """
    if not must_wait(session, case, instruction):
        return False
    if instruction.state is not InstructionState.WITH_PERSON:
        instruction.state = InstructionState.TRYING
    instruction.reason, instruction.items, instruction.next_try_at = STILL_NEEDED, [], None
    actor = Actor.portal(case.organisation)
    facts = {"instruction": instruction.id, "source": instruction.source}
    session.add(record(actor, "erasure_put_off", now, case_id=case.id, **facts))
    return True


def is_put_off(instruction: Instruction) -> bool:
    """Whether an erasure waits until its data are not needed any more."""
    return instruction.reason == STILL_NEEDED and instruction.finished_at is None
