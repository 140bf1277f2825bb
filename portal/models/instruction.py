"""What a source must do after a decision: erase, correct, restrict; and sources that are off."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.law.effects import Effect
from portal.models.base import Base


class InstructionState(StrEnum):
    """How far an instruction is."""

    TRYING = "trying"  # the source is asked what it would do: a dry run
    READY = "ready"  # every item may be done
    REFUSED = "refused"  # the source says that something may not be done
    DOING = "doing"
    DONE = "done"
    FAILED = "failed"
    WITH_PERSON = "with_person"  # a person must do it: there is a task


class Instruction(Base):
    """One thing to do in one source for a part of a case.

    `details` says what, such as the wrong and the right value; `items` is a list of
    [what, result, reason] as the source answered, first of the dry run and then of the real thing.
    """

    __tablename__ = "instruction"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("case_part.id"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    effect: Mapped[Effect]
    state: Mapped[InstructionState]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    items: Mapped[list[Any]] = mapped_column(default=list)
    reason: Mapped[str] = mapped_column(String(200), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    next_try_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class SuspendedSource(Base):
    """A source that is not searched for now, and why; gone when it is searched again."""

    __tablename__ = "suspended_source"
    __table_args__ = (UniqueConstraint("organisation", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
