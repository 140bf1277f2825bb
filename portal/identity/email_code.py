"""A six-digit code to the e-mail address: single use, ten minutes, five tries (ASVS V6.5, V6.6)."""

import re
from datetime import datetime, timedelta

from portal.identity.method import Challenge, CodeMaker, Verdict

LIFETIME = timedelta(minutes=10)
MAX_TRIES = 5


class EmailCode:
    """Proves that somebody reads mail at the address of the request."""

    id = "email_code"
    level = 1

    def __init__(self, codes: CodeMaker) -> None:
        """Take what makes the codes."""
        self._codes = codes

    def begin(self, now: datetime) -> Challenge:
        """A new code; its digits follow from the nonce and are stored nowhere."""
        nonce = self._codes.nonce()
        return Challenge(
            nonce=nonce,
            code_hash=self._codes.hash(self._codes.code(nonce)),
            created_at=now,
            expires_at=now + LIFETIME,
        )

    def check(self, challenge: Challenge, answer: str, now: datetime) -> Verdict:
        """Judge a typed code; a used, lapsed or tried-out one is refused even when it is right."""
        if challenge.used_at is not None:
            return Verdict.USED
        if challenge.tries >= MAX_TRIES:
            return Verdict.TOO_MANY
        if now >= challenge.expires_at:
            return Verdict.EXPIRED
        right = self._codes.matches(read_code(answer) or "", challenge.code_hash)
        return Verdict.RIGHT if right else Verdict.WRONG


def read_code(typed: str) -> str | None:
    """The six digits somebody typed or pasted, spaces and dashes forgiven; None when not six."""
    digits = re.sub(r"[\s\-–.]", "", typed)
    return digits if re.fullmatch(r"[0-9]{6}", digits) else None
