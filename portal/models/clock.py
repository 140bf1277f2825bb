"""What moves the last day of a case: pauses, extension, notice of default; and daily rounds."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Question(StrEnum):
    """What the citizen is asked for; each stops the clock once at most."""

    IDENTITY = "identity"  # AVG 12.6
    CLARIFICATION = "clarification"  # AVG recital 63


class PauseEnd(StrEnum):
    """How waiting for the citizen ended."""

    ANSWERED = "answered"
    LAPSED = "lapsed"  # nobody answered in time
    RESUMED = "resumed"  # the handler went on without
    WITHDRAWN = "withdrawn"


class Pause(Base):
    """A question to the citizen, and the time it took; `counts` says whether it moves the last day.

    It does so only when it was asked without delay (EDPB 01/2022, 157-159).
    """

    __tablename__ = "pause"
    __table_args__ = (
        UniqueConstraint("case_id", "question"),
        Index(
            "ix_pause_open",
            "organisation",
            "answer_before",
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    organisation: Mapped[str] = mapped_column(String(60))
    question: Mapped[Question]
    asked_on: Mapped[date]
    answer_before: Mapped[date]
    counts: Mapped[bool]
    reminded_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_by: Mapped[PauseEnd | None]


class ClockKind(StrEnum):
    """Why the last day of a case was set."""

    RECEIVED = "received"
    EXTENDED = "extended"
    FURTHER = "further"  # Awb 7:10.4
    PAUSED = "paused"


class ClockEntry(Base):
    """A last day a case had, with its derivation as it was told; only ever added.

    A case whose date never moved has none: its own `deadline` is the first.
    """

    __tablename__ = "clock_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[ClockKind]
    at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    legal_due: Mapped[date]
    deadline: Mapped[dict[str, Any]]


class DefaultNotice(Base):
    """A notice of default (ingebrekestelling), with the stored schedule of the penalty.

    `fixed_cents` is what we decided that is owed (Awb 4:18); `no_penalty` says why nothing is.
    """

    __tablename__ = "default_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    received_on: Mapped[date]
    registered_at: Mapped[datetime]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    schedule: Mapped[dict[str, Any]]
    fixed_at: Mapped[datetime | None]
    fixed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    fixed_cents: Mapped[int | None]
    no_penalty: Mapped[str] = mapped_column(String(40), default="")
    fixed_why: Mapped[str] = mapped_column(Text, default="")


class DailyRun(Base):
    """That the daily round of an organisation was made, so that it is made once a day."""

    __tablename__ = "daily_run"
    __table_args__ = (UniqueConstraint("organisation", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    finished_at: Mapped[datetime | None]
