"""What a way to prove who you are looks like: one file a way, a plugin each.

A method works with plain values. What it gives out and what it gets back is stored by
`portal.services.identification`, which also limits how often it may be tried.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Verdict(StrEnum):
    """What became of a try."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED = "used"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Challenge:
    """Something given out that has to come back.

    Attributes:
        nonce: what the code is made from until its mail has gone out.
        code_hash: by which the right answer is recognised.
        tries: how many wrong answers were given.
    """

    nonce: str
    code_hash: str
    created_at: datetime
    expires_at: datetime
    tries: int = 0
    used_at: datetime | None = None


class CodeMaker(Protocol):
    """What makes and recognises codes; `portal.links.Codes` does."""

    def nonce(self) -> str:
        """Something random."""

    def code(self, nonce: str) -> str:
        """The code that belongs to it."""

    def hash(self, code: str) -> str:
        """What to store to recognise the code."""

    def matches(self, code: str, stored: str) -> bool:
        """Whether this is the code that was hashed."""


class Method(Protocol):
    """A way to prove who you are.

    Attributes:
        id: how profiles name it, such as "email_code".
        level: how much it proves: 1 a known channel, 2 with facts besides, 3 a document seen.
    """

    id: str
    level: int


@runtime_checkable
class OnlineMethod(Method, Protocol):
    """A way that citizens use on the portal by themselves."""

    def begin(self, now: datetime) -> Challenge:
        """Give out a new challenge."""

    def check(self, challenge: Challenge, answer: str, now: datetime) -> Verdict:
        """Judge an answer; it does not count the try, the caller does."""
