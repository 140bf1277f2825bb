"""Letters during and after a case, each with the facts from which it is made."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.law.mandatory import LetterKind
from portal.models.base import Base


class Letter(Base):
    """One letter to be made by the worker; its document names it by `Document.letter_id`.

    `facts` holds what its template needs beyond the case: reasons, questions, dates (ISO).
    `personal` is a paragraph a handler added; the mandatory parts stay whatever it says.
    """

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[LetterKind]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    personal: Mapped[str] = mapped_column(Text, default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[datetime]
    made_at: Mapped[datetime | None]
