"""What staff type for the person, without the secret address that slipped into it (AVG 32).

A letter may name the address by accident: in a reason, a question, a paragraph of its own. Only the
address goes from it, for the rest of the text may be what the law asks (AVG 12.4).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.models.case import Case
from portal.services import secrecy

Value = TypeVar("Value")
Veil = Callable[[str], str]


def veil_of(session: Session, case: Case, words: Words) -> Veil:
    """What takes a secret address out of a text; leaves every text as it is when there is none."""
    patterns = sorted({*_patterns(session, case)}, key=len, reverse=True)
    if not patterns:
        return str
    one = rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)"
    found = re.compile(rf"{one}(?:[,\s]+{one})*", re.IGNORECASE)
    instead = words.gettext("[secret address]")
    return lambda text: found.sub(instead, text)


def _patterns(session: Session, case: Case) -> Iterator[str]:
    """How the address may be typed: with other spaces, a postcode with its town behind it."""
    for part in secrecy.secrets_of(session, case):
        if secrecy.POSTCODE.fullmatch(part):
            yield rf"{part[:4]}\s?{part[-2:]}"
        else:
            yield r"\s+".join(re.escape(word) for word in part.split())
    if case.secret_address:
        for line in re.split(r"[\n,]", case.address):
            postcode = secrecy.POSTCODE.search(line)
            if postcode and (town := line[postcode.end() :].split()):
                number = postcode[0].replace(" ", "")
                yield r"\s+".join([rf"{number[:4]}\s?{number[4:]}", *map(re.escape, town)])


def veiled(value: Value, veil: Veil) -> Value:
    """A value with every text in it veiled: in lists, mappings and frozen dataclasses too."""
    return _veiled(value, veil)  # type: ignore[no-any-return]


def _veiled(value: Any, veil: Veil) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return veil(value)
    if isinstance(value, (list, tuple)):
        return type(value)(_veiled(each, veil) for each in value)
    if isinstance(value, dict):
        return {key: _veiled(each, veil) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: _veiled(getattr(value, each.name), veil) for each in fields(value)}
        return replace(value, **told)
    return value
