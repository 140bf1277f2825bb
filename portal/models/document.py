"""Documents the portal made for a case; the bytes are in the file store."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class DocumentKind(StrEnum):
    """What a document is."""

    RECEIPT = "receipt"
    REPORT = "report"
    LETTER = "letter"
    DATA = "data"  # to take along: AVG 20


class Document(Base):
    """One document; `key`, `size` (bytes) and `sha256` name the bytes in the file store."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("case_id", "kind", "letter_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[DocumentKind]
    letter_id: Mapped[int] = mapped_column(default=0)  # 0: the one of its kind in a case
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(80), default="application/pdf")
    key: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    released_at: Mapped[datetime | None]  # from when the citizen may download it
    downloaded_at: Mapped[datetime | None]
    posted_on: Mapped[date | None]  # when people sent it on paper


class Printing(Base):
    """How far the report of a case is that is being printed; gone when it is done."""

    __tablename__ = "printing"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    done: Mapped[int]
    expected: Mapped[int]
    at: Mapped[datetime]
