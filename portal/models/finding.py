"""What was found on a person, source by source."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base
from portal.models.sealing import Sealed

if TYPE_CHECKING:
    from portal.models.exhibit import Exhibit


class SearchResult(StrEnum):
    """How the search in one source ended."""

    PENDING = "pending"
    HELD = "held"
    NOTHING_HELD = "nothing_held"
    CANNOT_SEARCH = "cannot_search"
    FAILED = "failed"
    SUSPENDED = "suspended"  # somebody said that the source is not to be searched now


class Review(StrEnum):
    """What a handler decided about one finding."""

    UNDECIDED = "undecided"
    INCLUDE = "include"
    LEAVE_OUT = "leave_out"


class SourceSearch(Base):
    """One search in one source for one case.

    `told` holds what a record surely about the person says of them and they did not, as a list of
    [identifier, value]: the other sources are searched with it too. It is opened when read.
    """

    __tablename__ = "source_search"
    __table_args__ = (UniqueConstraint("case_id", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    source: Mapped[str] = mapped_column(String(60))
    result: Mapped[SearchResult] = mapped_column(default=SearchResult.PENDING)
    reason: Mapped[str] = mapped_column(String(200), default="")
    searched_with: Mapped[list[Any]] = mapped_column(default=list)
    told: Mapped[list[Any]] = mapped_column(
        Sealed("source_search.told", list), default=list, deferred=True
    )
    attempts: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    findings: Mapped[list["Finding"]] = relationship(
        back_populates="search", order_by="Finding.id", cascade="all, delete-orphan"
    )


class Finding(Base):
    """One record found, in human words: `fields` is a list of [label nl, label en, value].

    `matched_by` names the ways in which it was found, joined by commas: "email,name+birth_date".
    `needs` is what the ground for leaving it out makes staff write, `reason` what was added to it.
    `given` says that the person gave these data (AVG 20.1), `views` that the item is about somebody
    who looked into the file.
    """

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("source_search.id"), index=True)
    activity: Mapped[str] = mapped_column(String(60))
    category_nl: Mapped[str] = mapped_column(String(200))
    category_en: Mapped[str] = mapped_column(String(200))
    fields: Mapped[list[Any]] = mapped_column(Sealed("finding.fields", list))
    matched_by: Mapped[str] = mapped_column(String(200), default="")
    names_third_person: Mapped[bool] = mapped_column(default=False)
    given: Mapped[bool] = mapped_column(default=False)
    views: Mapped[bool] = mapped_column(default=False)
    review: Mapped[Review] = mapped_column(default=Review.UNDECIDED)
    ground: Mapped[str | None] = mapped_column(String(60))
    needs: Mapped[dict[str, Any]] = mapped_column(Sealed("finding.needs", dict), default=dict)
    reason: Mapped[str] = mapped_column(Sealed("finding.reason"), default="")
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reviewed_at: Mapped[datetime | None]

    search: Mapped[SourceSearch] = relationship(back_populates="findings")
    exhibit: Mapped["Exhibit | None"] = relationship(
        back_populates="finding", cascade="all, delete-orphan", single_parent=True
    )
