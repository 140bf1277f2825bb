"""What is blacked out in the items of a case, for whom, and what a check of the output found."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base
from portal.models.sealing import Sealed


class MarkState(StrEnum):
    """Whether a mark counts: only those that a handler accepted are carried out."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class ThirdPerson(Base):
    """Somebody else in the data of a case: 'derde A' is the same person everywhere.

    `names` are the ways in which this person is written in the data.
    """

    __tablename__ = "third_person"
    __table_args__ = (UniqueConstraint("case_id", "letter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    letter: Mapped[str] = mapped_column(String(4))
    names: Mapped[list[Any]] = mapped_column(Sealed("third_person.names", list), default=list)
    made_at: Mapped[datetime]


class Mark(Base):
    """A passage that is taken out of an item: of a field, or of a page of its document.

    In a field (`field` counts from 0) `start` and `end` are places in its text in `language`, for
    a text in one language only "". On a `page` (from 1) they are places in its text, and `boxes`
    are what is blacked out: [left, top, right, bottom] in points from the top left corner. A drawn
    region has boxes alone. `text` is what stood there. `origin` is "handler" or the rule that
    suggested it. Without a `third_id` the passage is removed; with one it is replaced.
    """

    __tablename__ = "mark"
    __table_args__ = (Index("ix_mark_case_state", "case_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), index=True)
    field: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(2), default="")
    page: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    boxes: Mapped[list[Any]] = mapped_column(default=list)
    text: Mapped[str] = mapped_column(Sealed("mark.text"), default="")
    state: Mapped[MarkState]
    origin: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str | None] = mapped_column(String(60))
    needs: Mapped[dict[str, Any]] = mapped_column(Sealed("mark.needs", dict), default=dict)
    third_id: Mapped[int | None] = mapped_column(ForeignKey("third_person.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]


class Leak(Base):
    """A removed text that the check before sending found again in what would be sent.

    It stops the answer until the passage is marked as well, or somebody `cleared` it with a reason:
    it is about the person, or says something else. `place` is where it stands, for people.
    """

    __tablename__ = "leak"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    text: Mapped[str] = mapped_column(Sealed("leak.text"))
    place: Mapped[str] = mapped_column(String(200))
    around: Mapped[str] = mapped_column(Sealed("leak.around"), default="")
    found_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None]
    cleared_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(Sealed("leak.reason"), default="")
