"""What follows from a request besides its answer: restrictions, holds, recipients to be told."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Restriction(Base):
    """That data may only be kept, not used, on account of a part of a case (AVG 18).

    `basis` is the case of AVG 18.1 ("18.1.a"). The person is told before it is lifted (18.3), in
    the letter with the key `letter_id`.
    """

    __tablename__ = "restriction"
    __table_args__ = (
        Index(
            "ix_restriction_lift_on",
            "lift_on",
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("case_part.id"), index=True)
    basis: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]
    lift_reason: Mapped[str] = mapped_column(Text, default="")
    lift_told_at: Mapped[datetime | None]
    lift_on: Mapped[date | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    lifted_at: Mapped[datetime | None]


class NoticeState(StrEnum):
    """Whether a recipient knows."""

    TO_TELL = "to_tell"
    TOLD = "told"
    EXCUSED = "excused"  # impossible, or disproportionate effort (AVG 19)


class RecipientNotice(Base):
    """One recipient of data that were corrected, erased or restricted (AVG 19)."""

    __tablename__ = "recipient_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("case_part.id"), index=True)
    activity: Mapped[str] = mapped_column(String(60))
    recipient_nl: Mapped[str] = mapped_column(String(300))
    recipient_en: Mapped[str] = mapped_column(String(300))
    state: Mapped[NoticeState] = mapped_column(default=NoticeState.TO_TELL)
    how: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime | None]


class Hold(Base):
    """Data that would delete themselves, and must be kept until the answer about them is final.

    `rule` is the retention that deletes, as `services.holds` wrote it; `vanishes_on` is the day on
    which the first of the data would be gone.
    """

    __tablename__ = "hold"
    __table_args__ = (
        Index(
            "ix_hold_list",
            "organisation",
            "vanishes_on",
            "id",
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    activity: Mapped[str] = mapped_column(String(60))
    rule: Mapped[dict[str, Any]] = mapped_column(default=dict)
    vanishes_on: Mapped[date]
    placed_at: Mapped[datetime]
    secured_at: Mapped[datetime | None]  # somebody stopped the deletion
    secured_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    released_at: Mapped[datetime | None]
