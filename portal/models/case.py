"""The case: one request of one person, with a part for each right asked."""

import unicodedata
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from portal.law import lifecycle
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.law.rights import ControllerKind, Right
from portal.models.audit import Actor, AuditEvent, record
from portal.models.base import Base, SearchKey

PARTICLES = frozenset((
    "van", "de", "der", "den", "het", "'t", "ten", "ter", "te", "von", "le", "la", "du", "des",
    "di", "da", "el", "al", "in", "op", "aan", "bij", "onder",
))  # fmt: skip


class Channel(StrEnum):
    """How a request came in; every official channel starts the clock (EDPB 01/2022, 52-56)."""

    PORTAL = "portal"
    LETTER = "letter"
    PHONE = "phone"
    DESK = "desk"
    EMAIL = "email"


class Procedure(StrEnum):
    """What a case is about: a request, or the bezwaar against the answer to one."""

    REQUEST = "request"
    BEZWAAR = "bezwaar"  # Awb 6:4


class Case(Base):
    """One request. `advance` is the only way to change its status.

    The person asked about stands in `given_name` to `identifiers`; when somebody else asks,
    `representative` says who and why, `authority` what staff checked of it. `deadline` is the
    stored derivation of the dates; `unpaused_due` the last day if no pause counted. `fg_only` hides
    a complaint to the FG from everybody else (UAVG 39). What shows an address asks
    `shown_address`. `warned` is the number of days before the
    last day at which staff were warned last, 0 when it became late. `origin` is the case whose
    answer a bezwaar contests, `posted_on` the day on its postmark.
    """

    __tablename__ = "case"
    # Each ends with `fg_only`: what a reader may not see is left out without a look at the table.
    __table_args__ = (
        Index("ix_case_worklist", "organisation", "is_open", "legal_due", "id", "fg_only"),
        Index(
            "ix_case_handler", "organisation", "handler_id", "is_open", "legal_due", "id", "fg_only"
        ),
        Index(
            "ix_case_handler_right",
            "organisation",
            "handler_id",
            "is_open",
            "lead_right",
            "legal_due",
            "id",
            "fg_only",
        ),
        Index(
            "ix_case_handler_status",
            "organisation",
            "handler_id",
            "status",
            "legal_due",
            "id",
            "fg_only",
        ),
        Index(
            "ix_case_right", "organisation", "is_open", "lead_right", "legal_due", "id", "fg_only"
        ),
        Index("ix_case_status", "organisation", "status", "legal_due", "id", "fg_only"),
        Index("ix_case_name", "organisation", "name_key", "id", "fg_only"),
        Index("ix_case_email", "organisation", "email_key", "id", "fg_only"),
        Index(
            "ix_case_fg_only",
            "organisation",
            "is_open",
            "legal_due",
            "id",
            sqlite_where=text("fg_only IS 1"),
            postgresql_where=text("fg_only IS true"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    idempotency_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)

    status: Mapped[Status] = mapped_column(default=Status.RECEIVED)
    is_open: Mapped[bool] = mapped_column(default=True)
    lead_right: Mapped[Right]
    channel: Mapped[Channel] = mapped_column(default=Channel.PORTAL)
    language: Mapped[str] = mapped_column(String(2), default="nl")
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    procedure: Mapped[Procedure] = mapped_column(default=Procedure.REQUEST)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    fg_only: Mapped[bool] = mapped_column(default=False)
    posted_on: Mapped[date | None]

    received_at: Mapped[datetime]
    received_date: Mapped[date]
    target: Mapped[date]
    legal_due: Mapped[date]
    deadline: Mapped[dict[str, Any]]
    unpaused_due: Mapped[date | None]
    extended_at: Mapped[datetime | None]
    extension_reason: Mapped[str] = mapped_column(Text, default="")
    warned: Mapped[int | None]

    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    birth_date: Mapped[date | None]
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    identifiers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    representative: Mapped[dict[str, Any] | None]
    authority: Mapped[dict[str, Any]] = mapped_column(default=dict)
    secret_address: Mapped[bool] = mapped_column(default=False)
    name_key: Mapped[str] = mapped_column(SearchKey)
    email_key: Mapped[str] = mapped_column(SearchKey, default="")

    identity_method: Mapped[str | None] = mapped_column(String(40))
    identity_level: Mapped[int] = mapped_column(default=0)
    identity_at: Mapped[datetime | None]

    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    personal: Mapped[str] = mapped_column(Text, default="")  # a paragraph in the answer letter
    delivered_at: Mapped[datetime | None]
    answer_posted_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    disputed_since: Mapped[date | None]  # a court, the AP or a claim needs it: nothing is let go

    origin: Mapped["Case | None"] = relationship(remote_side="Case.id", viewonly=True)
    parts: Mapped[list["CasePart"]] = relationship(
        back_populates="case", order_by="CasePart.id", cascade="all, delete-orphan"
    )
    messages: Mapped[list["Message"]] = relationship(
        order_by="Message.id", cascade="all, delete-orphan"
    )
    events: Mapped[list[AuditEvent]] = relationship(order_by=AuditEvent.id, viewonly=True)

    @property
    def name(self) -> str:
        """The full name of the person asked about."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def shown_address(self) -> str:
        """The postal address as letters, pages and files may show it: never a secret one."""
        return "" if self.secret_address else self.address

    def may(self, action: Action) -> bool:
        """Whether this action is possible now."""
        return lifecycle.is_allowed(self.status, action)

    def advance(self, action: Action, actor: Actor, now: datetime, **detail: Any) -> AuditEvent:
        """Change the status and write the audit event, in one breath.

        Parameters:
            detail: facts for the audit event; never names or contents.

        Raises:
            ActionRefused: when the action is not possible in this status.
        """
        self.status = lifecycle.next_status(self.status, action)
        self.is_open = self.status in lifecycle.OPEN
        event = record(
            actor, action.value, now, case_id=self.id, status=self.status.value, **detail
        )
        session = object_session(self)
        if session is None:
            raise RuntimeError("a case advances inside a session, or its history would be lost")
        session.add(event)
        return event


class CasePart(Base):
    """One right asked in a case, with its own answers, outcome and ground.

    `basis` is the ground on which it is granted ("17.1.b"), `needs` what its outcome and the ground
    of a refusal make staff write down, by the keys of `services.particulars`; `checks` the ticks on
    the staff's checklist.
    """

    __tablename__ = "case_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    right: Mapped[Right]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    controller_kind: Mapped[ControllerKind]
    outcome: Mapped[Outcome | None]
    basis: Mapped[str | None] = mapped_column(String(20))
    ground: Mapped[str | None] = mapped_column(String(60))
    needs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    checks: Mapped[list[Any]] = mapped_column(default=list)

    case: Mapped[Case] = relationship(back_populates="parts")
    items: Mapped[list["PartItem"]] = relationship(
        order_by="PartItem.id", cascade="all, delete-orphan"
    )


class PartItem(Base):
    """A document or category of data decided by itself, such as what is kept when all is erased.

    `keep_until` is the last day, or `keep_rule` the words, of a duty to keep it.
    """

    __tablename__ = "part_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("case_part.id"), index=True)
    activity: Mapped[str] = mapped_column(String(60), default="")
    label_nl: Mapped[str] = mapped_column(String(300))
    label_en: Mapped[str] = mapped_column(String(300))
    outcome: Mapped[Outcome | None]
    ground: Mapped[str | None] = mapped_column(String(60))
    needs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    keep_until: Mapped[date | None]
    keep_rule: Mapped[str] = mapped_column(String(300), default="")


class Direction(StrEnum):
    """Which way a message went."""

    TO_CITIZEN = "to_citizen"
    FROM_CITIZEN = "from_citizen"
    NOTE = "note"  # between staff; never shown to the citizen


class Message(Base):
    """A message between the citizen and the organisation, or a note between staff."""

    __tablename__ = "message"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    direction: Mapped[Direction]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    body: Mapped[str] = mapped_column(Text)
    asks_answer_before: Mapped[date | None]


class Draft(Base):
    """What somebody typed so far; lapses after the days the profile names."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(64), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)


def fold(text: str) -> str:
    """Lower case, without accents, single spaces: how names are compared."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().split())


def name_key(given_name: str, family_name: str) -> str:
    """How a name is found again: 'Anna van den Berg' stands under 'berg anna'."""
    words = fold(family_name).split()
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
    return " ".join([*words, *fold(given_name).split()])[:200]


def email_key(email: str) -> str:
    """How an e-mail address is found again."""
    return email.strip().lower()[:200]
