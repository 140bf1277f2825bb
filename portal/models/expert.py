"""Questions to people who know a domain: what do you hold on this person, or please carry this out.

Some data are in no system that the portal can ask: paper, camera images, the notes of a colleague.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.sealing import Sealed


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class ExpertAnswer(StrEnum):
    """What an expert answers."""

    NOTHING_HELD = "nothing_held"
    OVERVIEW = "overview"
    FILES = "files"
    VIEWING = "viewing"
    CANNOT_SAY = "cannot_say"  # somebody else knows
    DONE = "done"  # of a task to carry something out
    NOT_DONE = "not_done"


class ExpertTask(Base):
    """One task for one domain owner, open until it is answered or no longer needed.

    It belongs to a search (what do you hold?) or to an instruction (please erase this). The page of
    the task opens with a link whose token has `token_hash`; a new mail replaces it. `question` is
    what a handler adds to what is always asked; like `note` it is opened when somebody reads it, so
    that what does not open stops no reminder. `next_mail_on` is when the expert hears of it next: a
    reminder while it is open, afterwards the question whether own copies are gone.
    """

    __tablename__ = "expert_task"
    __table_args__ = (
        Index(
            "ix_expert_task_next_mail_on",
            "organisation",
            "next_mail_on",
            sqlite_where=text("next_mail_on IS NOT NULL"),
            postgresql_where=text("next_mail_on IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    search_id: Mapped[int | None] = mapped_column(ForeignKey("source_search.id"), index=True)
    instruction_id: Mapped[int | None] = mapped_column(ForeignKey("instruction.id"), index=True)
    source: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    question: Mapped[str] = mapped_column(
        Sealed("expert_task.question"), default="", deferred=True, deferred_group="said"
    )
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN)
    asked_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    chases: Mapped[int] = mapped_column(default=0)
    next_mail_on: Mapped[date | None]
    escalated_at: Mapped[datetime | None]
    answer: Mapped[ExpertAnswer | None]
    note: Mapped[str] = mapped_column(
        Sealed("expert_task.note"), default="", deferred=True, deferred_group="said"
    )
    answered_at: Mapped[datetime | None]
    copies_gone_at: Mapped[datetime | None]  # the expert said that own copies are gone

    @property
    def waits_for_copies(self) -> bool:
        """Whether the expert must still say that own copies are gone: who never looked has none."""
        if self.state is TaskState.OPEN or self.instruction_id is not None:
            return False
        seen = self.state is TaskState.ANSWERED or self.opened_at is not None
        return seen and self.copies_gone_at is None


class Viewing(Base):
    """Data that the person can come and see, as no copy can be given: camera images, a paper file.

    `hold_until` is until when they are kept for it, if they would go by themselves.
    """

    __tablename__ = "viewing"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("expert_task.id"), index=True)
    activity: Mapped[str] = mapped_column(String(60))
    what: Mapped[str] = mapped_column(Sealed("viewing.what"))
    where: Mapped[str] = mapped_column(Sealed("viewing.where"))
    contact: Mapped[str] = mapped_column(Sealed("viewing.contact"))
    hold_until: Mapped[date | None]
    made_at: Mapped[datetime]
