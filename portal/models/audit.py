"""Who did what and when: facts only, never contents (AVG 5.2, recital 64)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class ActorKind(StrEnum):
    """What kind of somebody acted."""

    CITIZEN = "citizen"
    STAFF = "staff"
    PORTAL = "portal"
    EXPERT = "expert"  # somebody who was asked what they hold


class Role(StrEnum):
    """What a member of staff may do."""

    HANDLER = "handler"
    COORDINATOR = "coordinator"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a citizen, a member of staff, an expert, or the portal itself.

    Attributes:
        kind: what kind of somebody.
        organisation: the slug of the organisation acted in.
        staff_id: the member of staff, when it is one.
        name: how staff is named to colleagues; empty otherwise.
        role: the role, when it is staff.
    """

    kind: ActorKind
    organisation: str
    staff_id: int | None = None
    name: str = ""
    role: Role | None = None

    @classmethod
    def portal(cls, organisation: str) -> "Actor":
        """The portal itself, as jobs act."""
        return cls(ActorKind.PORTAL, organisation)

    @classmethod
    def citizen(cls, organisation: str) -> "Actor":
        """The citizen of a case."""
        return cls(ActorKind.CITIZEN, organisation)

    @classmethod
    def expert(cls, organisation: str) -> "Actor":
        """Somebody who was asked by mail what they hold."""
        return cls(ActorKind.EXPERT, organisation)


class AuditEvent(Base):
    """One fact in the history of a case or an organisation; only ever added."""

    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_case_id_id", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    at: Mapped[datetime]
    actor_kind: Mapped[ActorKind]
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


def record(
    actor: Actor, action: str, now: datetime, *, case_id: int | None = None, **detail: Any
) -> AuditEvent:
    """A new audit event, to be added to the session by the caller.

    Parameters:
        action: a key such as "take" or "viewed".
        detail: facts (dates, codes, ids); never names or contents.
    """
    return AuditEvent(
        organisation=actor.organisation,
        case_id=case_id,
        at=now,
        actor_kind=actor.kind,
        staff_id=actor.staff_id,
        action=action,
        detail=detail,
    )
