"""Accounts of staff: made, signed in to, changed, closed; always of one organisation."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, Role, record
from portal.models.staff import RecoveryCode, Staff
from portal.services import browsing, passwords, second_factor
from portal.services.passwords import Weakness
from portal.services.second_factor import Vault
from portal.services.throttle import Limit, LimitReached, Throttle

TEMPORARY_FOR = timedelta(days=7)
WINDOW = timedelta(minutes=15)
PER_ACCOUNT = Limit("sign_in.account", 5, WINDOW)
PER_SENDER = Limit("sign_in.sender", 20, timedelta(minutes=1))
PER_SECOND_FACTOR = Limit("second_factor", 5, WINDOW)


class SignInRefused(Exception):
    """Raised if the account and password do not belong together, whatever the reason."""


class AddressTaken(Exception):
    """Raised if an account with this e-mail address exists already."""


class PasswordTooWeak(Exception):
    """Raised if a password is too easy to guess; `weakness` says why."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(weakness.value)
        self.weakness = weakness


class LastAdministrator(Exception):
    """Raised if nobody would be left who can manage the accounts."""


class LastOfficer(Exception):
    """Raised if nobody would be left who sees the complaints to the FG (UAVG 39)."""


def find_active(session: Session, staff_id: int) -> Staff | None:
    """The member of staff with this key, when the account is open."""
    member = session.get(Staff, staff_id)
    return member if member is not None and member.is_active else None


def find_member(session: Session, staff_id: int, organisation: str) -> Staff | None:
    """The member of staff with this key, when it is one of this organisation."""
    member = session.get(Staff, staff_id)
    return member if member is not None and member.organisation == organisation else None


def names_of(session: Session, staff_ids: Iterable[int | None]) -> dict[int, str]:
    """What these members of staff are called, also when their account was closed."""
    wanted = {each for each in staff_ids if each is not None}
    found = session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(wanted)))
    return {row.id: row.name for row in found}


def list_staff(session: Session, organisation: str) -> Sequence[Staff]:
    """Everybody of an organisation, open accounts first, by name."""
    found = select(Staff).where(Staff.organisation == organisation)
    return session.scalars(found.order_by(Staff.is_active.desc(), Staff.name, Staff.id)).all()


def add_staff(
    session: Session,
    *,
    organisation: str,
    email: str,
    name: str,
    role: Role,
    password: str,
    now: datetime,
    actor: Actor | None = None,
    temporary: bool = False,
    is_demo: bool = False,
) -> Staff:
    """Open an account.

    Parameters:
        actor: the administrator; None when the command line does it.
        temporary: whether the password only serves to choose an own one, within seven days.
        is_demo: whether it is made up, with a password that chance made.

    Raises:
        AddressTaken: this e-mail address signs in already, here or at another organisation.
        PasswordTooWeak: the password is too easy to guess.
    """
    email = email.strip().lower()
    if session.scalar(select(Staff.id).where(Staff.email == email)) is not None:
        raise AddressTaken
    demand_strength(password, () if temporary else (email, name, organisation))
    member = Staff(
        organisation=organisation,
        email=email,
        name=name.strip(),
        role=role,
        password_hash=passwords.hash_password(password, by_chance=is_demo),
        password_expires_at=now + TEMPORARY_FOR if temporary else None,
        is_demo=is_demo,
        created_at=now,
    )
    session.add(member)
    session.flush()
    actor = actor or Actor.portal(organisation)
    session.add(record(actor, "staff_added", now, member=member.id, role=role.value))
    return member


def sign_in(
    session: Session, email: str, password: str, *, sender: str, throttle: Throttle, now: datetime
) -> Staff:
    """The member of staff with this e-mail address and password; the second factor comes next.

    The caller commits also when this raises, because the try must count. An unknown address, a
    closed account and a wrong password look the same and take equally long.

    Raises:
        LimitReached: too many tries for this account or from this sender.
        SignInRefused: the two do not belong together.
    """
    email = email.strip().lower()
    member = session.scalar(select(Staff).where(Staff.email == email).with_for_update())
    throttle.pass_(session, PER_SENDER, sender, now)
    if throttle.is_full(session, PER_ACCOUNT, email, now):
        raise LimitReached(PER_ACCOUNT.kind)
    right = passwords.is_right(password, member.password_hash if member else None)
    if member is None or not right or not member.is_active or _has_lapsed(member, now):
        throttle.note(session, PER_ACCOUNT, email, now)
        raise SignInRefused
    if passwords.is_outdated(member.password_hash):
        member.password_hash = passwords.hash_password(password)
    return member


def pass_second_factor(
    session: Session, member: Staff, code: str, *, throttle: Throttle, vault: Vault, now: datetime
) -> bool:
    """Whether this code completes the sign-in: of the authenticator, or a recovery code.

    Raises:
        LimitReached: too many wrong codes for this account.
    """
    session.refresh(member, with_for_update=True)  # one try at a time, or a code counts twice
    if throttle.is_full(session, PER_SECOND_FACTOR, str(member.id), now):
        raise LimitReached(PER_SECOND_FACTOR.kind)
    passed = second_factor.accept_code(
        member, code, vault, now=now
    ) or second_factor.accept_recovery_code(session, member, code, vault, now=now)
    if passed:
        session.add(record(member.actor(), "signed_in", now))
    else:
        throttle.note(session, PER_SECOND_FACTOR, str(member.id), now)
    return passed


def is_own_password(
    session: Session, member: Staff, password: str, *, throttle: Throttle, now: datetime
) -> bool:
    """Whether this is the member's password, asked again before something important.

    Raises:
        LimitReached: too many wrong passwords for this account.
    """
    if throttle.is_full(session, PER_ACCOUNT, member.email, now):
        raise LimitReached(PER_ACCOUNT.kind)
    right = passwords.is_right(password, member.password_hash)
    if not right:
        throttle.note(session, PER_ACCOUNT, member.email, now)
    return right


def demand_strength(password: str, own_words: Sequence[str]) -> None:
    """Refuse a password that is too easy to guess.

    Raises:
        PasswordTooWeak: it is.
    """
    weakness = passwords.weakness(password, own_words)
    if weakness is not None:
        raise PasswordTooWeak(weakness)


def change_password(session: Session, member: Staff, password: str, *, now: datetime) -> None:
    """Replace the password; every session of this account ends.

    Raises:
        PasswordTooWeak: it is too easy to guess.
    """
    demand_strength(password, (member.email, member.name, member.organisation))
    member.password_hash = passwords.hash_password(password)
    member.password_expires_at = None
    browsing.forget_staff(session, member.id)
    session.add(record(member.actor(), "password_changed", now))


def deactivate(session: Session, member: Staff, *, actor: Actor, now: datetime) -> None:
    """Close an account: it cannot sign in any more and its sessions end. What it did stays.

    Raises:
        LastAdministrator: nobody would be left to manage the accounts.
        LastOfficer: nobody would be left for the complaints to the FG; whether there are any is
            told to nobody.
    """
    if member.role is Role.ADMINISTRATOR and _is_last(session, member):
        raise LastAdministrator
    if member.role is Role.PRIVACY_OFFICER and _is_last(session, member):
        raise LastOfficer
    member.is_active = False
    browsing.forget_staff(session, member.id)
    session.add(record(actor, "staff_closed", now, member=member.id))


def restore(session: Session, member: Staff, *, actor: Actor, now: datetime) -> str:
    """Let somebody in again who lost password or authenticator, or whose account was closed.

    Returns:
        a password for the first sign-in; an own one and an authenticator must be chosen then.
    """
    password = passwords.temporary_password()
    member.is_active = True
    member.password_hash = passwords.hash_password(password)
    member.password_expires_at = now + TEMPORARY_FOR
    member.totp_secret, member.totp_enrolled_at = "", None
    session.query(RecoveryCode).filter_by(staff_id=member.id).delete()
    browsing.forget_staff(session, member.id)
    session.add(record(actor, "staff_restored", now, member=member.id))
    return password


def _has_lapsed(member: Staff, now: datetime) -> bool:
    return member.password_expires_at is not None and member.password_expires_at <= now


def _is_last(session: Session, member: Staff) -> bool:
    """Whether nobody else of the organisation has this role."""
    others = select(Staff.id).where(
        Staff.organisation == member.organisation,
        Staff.role == member.role,
        Staff.is_active,
        Staff.id != member.id,
    )
    return session.scalar(others.limit(1)) is None
