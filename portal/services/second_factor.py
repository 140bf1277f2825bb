"""The second factor: an authenticator's codes, each once, and recovery codes for who lost it."""

import base64
import hmac
import re
import secrets
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.models.audit import record
from portal.models.staff import RecoveryCode, Staff

STEP = 30
CLOCKS_DIFFER = 1  # steps of half a minute, either way
RECOVERY_CODES = 10
_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"


class Vault:
    """Seals what only the portal itself may read back, with keys of its own for each purpose."""

    def __init__(self, secret: str) -> None:
        """Take the portal's secret key; who has only the database can open nothing."""
        sealing = hmac.digest(secret.encode(), b"portal.staff.totp", "sha256")
        self._fernet = Fernet(base64.urlsafe_b64encode(sealing))
        self._hashing = hmac.digest(secret.encode(), b"portal.staff.recovery", "sha256")

    def seal(self, text: str) -> str:
        """The text, encrypted."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed.

        Raises:
            cryptography.fernet.InvalidToken: it was sealed with another key, or changed.
        """
        return self._fernet.decrypt(sealed.encode()).decode()

    def fingerprint(self, staff_id: int, code: str) -> str:
        """What is kept of a recovery code: enough to recognise it, for this person only."""
        return hmac.new(self._hashing, f"{staff_id}:{code}".encode(), "sha256").hexdigest()


def new_secret() -> str:
    """A fresh secret for an authenticator (160 bits, base32)."""
    return pyotp.random_base32(32)


def address_for(secret: str, member: Staff, issuer: str) -> str:
    """The otpauth address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=member.email, issuer_name=issuer)


def confirms(secret: str, code: str, now: datetime) -> int | None:
    """The time step of which this is the code, or None when it is of none near now."""
    typed = re.sub(r"\s", "", code)
    authenticator = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP
    found = None
    for step in range(current - CLOCKS_DIFFER, current + CLOCKS_DIFFER + 1):
        if hmac.compare_digest(authenticator.generate_otp(step).encode(), typed.encode()):
            found = step
    return found


def enrol(
    session: Session,
    member: Staff,
    secret: str,
    vault: Vault,
    *,
    now: datetime,
    step: int = 0,
) -> list[str]:
    """Couple an authenticator to an account, in place of any before.

    Parameters:
        step: the time step of the code that was shown; no code up to there works again.

    Returns:
        ten new recovery codes, to be shown once; the old ones stop working.
    """
    member.totp_secret = vault.seal(secret)
    member.totp_step = step
    member.totp_enrolled_at = now
    session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == member.id))
    codes = ["".join(secrets.choice(_SIGNS) for _ in range(12)) for _ in range(RECOVERY_CODES)]
    session.add_all(
        RecoveryCode(staff_id=member.id, code_hash=vault.fingerprint(member.id, code))
        for code in codes
    )
    session.add(record(member.actor(), "second_factor_coupled", now))
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def accept_code(member: Staff, code: str, vault: Vault, *, now: datetime) -> bool:
    """Whether this code of the authenticator is right and was not used before."""
    if member.totp_enrolled_at is None:
        return False
    step = confirms(vault.open(member.totp_secret), code, now)
    if step is None or step <= member.totp_step:
        return False
    member.totp_step = step
    return True


def accept_recovery_code(
    session: Session, member: Staff, code: str, vault: Vault, *, now: datetime
) -> bool:
    """Whether this is a recovery code that was not used before; from now on it was."""
    typed = re.sub(r"[\s\-–—]", "", code).casefold()
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.staff_id == member.id,
            RecoveryCode.code_hash == vault.fingerprint(member.id, typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
    )
    if not getattr(used, "rowcount", 0):
        return False
    session.add(record(member.actor(), "recovery_code_used", now))
    return True


def count_recovery_codes(session: Session, member: Staff) -> int:
    """How many recovery codes are left."""
    left = select(RecoveryCode.id).where(
        RecoveryCode.staff_id == member.id, RecoveryCode.used_at.is_(None)
    )
    return len(session.scalars(left).all())
