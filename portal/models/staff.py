"""Members of staff and how they sign in; and server-side sessions of everybody."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.audit import Actor, ActorKind, Role
from portal.models.base import Base


class Staff(Base):
    """One member of staff of one organisation.

    `totp_secret` is encrypted with the portal's key; `totp_step` is the last time step used, so
    that a code cannot be used twice; `totp_enrolled_at` is empty until the first code was right.
    """

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation: Mapped[str] = mapped_column(String(60), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role]
    password_hash: Mapped[str] = mapped_column(String(200))
    password_expires_at: Mapped[datetime | None]  # set: made by another, only to choose an own one
    totp_secret: Mapped[str] = mapped_column(String(200), default="")
    totp_step: Mapped[int] = mapped_column(default=0)
    totp_enrolled_at: Mapped[datetime | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    recovery_codes: Mapped[list["RecoveryCode"]] = relationship(cascade="all, delete-orphan")

    def actor(self) -> Actor:
        """This member of staff as the one who acts."""
        return Actor(ActorKind.STAFF, self.organisation, self.id, self.name, self.role)


class RecoveryCode(Base):
    """A single-use code for who lost the authenticator; only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("staff_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    code_hash: Mapped[str] = mapped_column(String(128))
    used_at: Mapped[datetime | None]


class WebSession(Base):
    """A browser's session; the cookie holds the id, the row only its hash."""

    __tablename__ = "web_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
