"""Documents about a person, as they were found or handed in; the bytes are locked in the vault.

Each is the document of one finding, so it is reviewed as any other item. It is read once: turned
into a PDF of pages, with the text of each page beside it, and marks are set on those pages.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base
from portal.models.finding import Finding
from portal.models.sealing import Sealed


class ExhibitState(StrEnum):
    """Whether a document could be read."""

    WAITING = "waiting"
    READABLE = "readable"
    UNREADABLE = "unreadable"


class CaseKey(Base):
    """The key that locks what was found in a case; once it is gone nobody can read it, ever.

    `wrapped` is that key, locked by a key of the settings. With it the documents are locked, and
    the key of the rows (`models.sealing`), which lies among the documents: `rows` finds it there.
    So neither the database nor the files can be read alone. Once destroyed, `wrapped` is empty.
    """

    __tablename__ = "case_key"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    wrapped: Mapped[str] = mapped_column(String(300))
    rows: Mapped[str] = mapped_column(String(80), default="")
    made_at: Mapped[datetime]
    destroyed_at: Mapped[datetime | None]


class Exhibit(Base):
    """One document; `size` (bytes) and `sha256` are those of the original.

    `key` finds the original in the vault, `pdf_key` its pages as a PDF, `text_key` the text of the
    pages; empty when it is not there. `problem` is a code that says why it could not be read.
    Of `recognised` pages a machine read the text from a picture, of `to_recognise` it still has to.
    """

    __tablename__ = "exhibit"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), unique=True)
    name: Mapped[str] = mapped_column(Sealed("exhibit.name"))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(80))
    pdf_key: Mapped[str] = mapped_column(String(80), default="")
    text_key: Mapped[str] = mapped_column(String(80), default="")
    pages: Mapped[int] = mapped_column(default=0)
    to_recognise: Mapped[int] = mapped_column(default=0)
    recognised: Mapped[int] = mapped_column(default=0)
    state: Mapped[ExhibitState] = mapped_column(default=ExhibitState.WAITING)
    problem: Mapped[str] = mapped_column(String(60), default="")
    added_at: Mapped[datetime]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    finding: Mapped[Finding] = relationship(back_populates="exhibit")
