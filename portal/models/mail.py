"""The outbox: mails to be sent, with the fixed Message-ID that makes a second copy harmless."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class MailKind(StrEnum):
    """Which template a mail uses (templates/mail/<kind>.txt)."""

    RECEIPT = "receipt"
    CODE = "code"
    LINK = "link"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    REMINDER = "reminder"  # to the citizen: a question still waits
    WARNING = "warning"  # to a handler: last days come near
    DIGEST = "digest"  # to a coordinator: the same for everybody's cases
    EXPERT_TASK = "expert_task"  # to somebody who knows a domain: what do you hold?
    EXPERT_ORDER = "expert_order"  # to the same: please carry this out
    EXPERT_REMINDER = "expert_reminder"  # one of these still waits
    EXPERT_COPIES = "expert_copies"  # are the copies gone that you made for it?
    EXPERT_OVER = "expert_over"  # it is no longer needed


class OutgoingMail(Base):
    """One mail, of which a second copy has the same `message_id` (what comes before the @).

    `facts` holds only reference and dates; `link_id` and `challenge_id` give what the worker adds
    at sending: the one-time link, the code. The link to an expert's task follows from `message_id`.
    """

    __tablename__ = "outgoing_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[MailKind]
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("access_link.id"))
    challenge_id: Mapped[int | None] = mapped_column(ForeignKey("identity_challenge.id"))
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]  # never sent: the address was refused, or the code lapsed
