"""References people can read aloud: JL-2026-7F3K-9Q."""

import re
import secrets

from stdnum.iso7064 import mod_37_36

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # 30 signs, no 0/O, 1/I/L, U: 31 is prime
_PATTERN = re.compile(r"([A-Z]{2,4})([0-9]{4})([2-9A-HJKMNP-TV-Z]{6})")


def new_reference(prefix: str, year: int) -> str:
    """A random reference with a check character (ISO 7064, hybrid, on 30 signs)."""
    return spell_reference(prefix, year, secrets.randbelow(len(ALPHABET) ** 5))


def spell_reference(prefix: str, year: int, number: int) -> str:
    """The reference of a number below 30**5."""
    signs = ""
    for _ in range(5):
        number, rest = divmod(number, len(ALPHABET))
        signs = ALPHABET[rest] + signs
    signs += mod_37_36.calc_check_digit(signs, ALPHABET)
    return f"{prefix}-{year}-{signs[:4]}-{signs[4:]}"


def read_reference(typed: str) -> str | None:
    """The reference somebody typed, spaces, case and dashes forgiven; None when it is none."""
    match = _PATTERN.fullmatch(re.sub(r"[\s\-–—]", "", typed).upper())
    if match is None:
        return None
    prefix, year, signs = match.groups()
    if mod_37_36.checksum(signs, ALPHABET) != 1:
        return None
    return f"{prefix}-{year}-{signs[:4]}-{signs[4:]}"
