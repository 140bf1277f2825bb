"""Passwords of staff: what is too easy to guess, and how the others are kept."""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher, Type
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST = 15
LONGEST = 200
LEFT_AFTER_COMMON_WORDS = 6
COMMON = Path(__file__).parent / "data" / "common_passwords.txt"

_hasher = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=2, type=Type.ID)
_quick_hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1, type=Type.ID)


class Weakness(StrEnum):
    """Why a password is refused."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"


def weakness(password: str, own_words: Iterable[str] = ()) -> Weakness | None:
    """Why this password is too easy to guess, or None when it will do.

    Length is what counts; beyond it a password may not consist of the words everybody tries:
    those are taken out, with digits, signs and repetition, and something must be left.

    Parameters:
        own_words: what an attacker knows of this person: name, e-mail address, organisation.
    """
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    known = {_letters(word) for text in own_words for word in re.split(r"[\W_]+", text)}
    tried = _common_words() | {word for word in known if len(word) > 2}
    left = min(_left(_letters(password), tried), _left(_letters(password, digits=False), tried))
    return Weakness.COMMON if left < LEFT_AFTER_COMMON_WORDS else None


def hash_password(password: str, *, by_chance: bool = False) -> str:
    """What to store: argon2id with its own salt and costs.

    Parameters:
        by_chance: whether it is one of `temporary_password`, of which there are too many to try
            however quickly each is tried.
    """
    return (_quick_hasher if by_chance else _hasher).hash(_normal(password))


def is_right(password: str, stored: str | None) -> bool:
    """Whether this is the password that was hashed; without a hash equally slow, and never."""
    try:
        right = _hasher.verify(stored or _nobodys_hash(), _normal(password))
    except (Argon2Error, InvalidHashError):
        return False
    return right and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with lower costs than those of today."""
    return _hasher.check_needs_rehash(stored)


def temporary_password() -> str:
    """A random password that can be read aloud, for the first sign-in only (about 90 bits)."""
    alphabet = "abcdefghjkmnpqrstvwxyz23456789"
    while True:  # now and then chance gives almost only digits, which our own rule refuses
        signs = "".join(secrets.choice(alphabet) for _ in range(20))
        password = "-".join(signs[i : i + 5] for i in range(0, 20, 5))
        if weakness(password) is None:
            return password


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _left(text: str, tried: Iterable[str]) -> int:
    """How many different letters remain when the words that everybody tries are taken out."""
    for word in sorted(tried, key=len, reverse=True):
        text = text.replace(word, "")
    return len(set(text))


def _letters(text: str, *, digits: bool = True) -> str:
    """Only the letters, the usual replacements undone: 'W3lk0m!' reads as 'welkom'.

    Parameters:
        digits: whether digits stand for the letters they resemble; else they are dropped.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    if digits:
        plain = plain.translate(str.maketrans("013457@$", "oieastas"))
    return "".join(sign for sign in plain if sign.isalpha())


@cache
def _common_words() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(_letters(line) for line in lines if line and not line.startswith("#"))


@cache
def _nobodys_hash() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))
