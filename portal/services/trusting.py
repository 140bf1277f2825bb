"""Which systems may be asked what they would do: those of which somebody tried that it is safe.

The profile says when and how a dry run was tried. A system that lost data at one is not asked
again, until it was tried on a later day.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.models.case import Case
from portal.models.instruction import Instruction
from portal.organisations.organisation import SourceSystem
from portal.sources.connector import Failure

NOT_TRIED = "not_tried"
"""The reason of an instruction whose system is not asked beforehand."""


def knows_dry_runs(session: Session, organisation: str, system: SourceSystem) -> bool:
    """Whether a system of this organisation can be asked what it would do, safely."""
    if not system.dry_run:
        return False
    lost = (
        select(Instruction.asked_at)
        .join(Case, Case.id == Instruction.case_id)
        .where(
            Case.organisation == organisation,
            Instruction.source == system.id,
            Instruction.reason.startswith(Failure.VANISHED.value),
        )
    )
    tried = date.fromisoformat(system.dry_run[:10])
    return all(local_date(moment) < tried for moment in session.scalars(lost))


def lost_data(instruction: Instruction) -> bool:
    """Whether data were gone after this dry run."""
    return instruction.reason.startswith(Failure.VANISHED.value)
