"""What staff type for the person, without the secret address that slipped into it (AVG 32).

A letter may name the address by accident: in a reason, a question, a paragraph of its own. Only the
address goes from it, for the rest of the text may be what the law asks (AVG 12.4).
"""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.models.case import Case
from portal.redaction import dwelling
from portal.redaction.detecting import Secrets
from portal.services import secrecy

Value = TypeVar("Value")
Veil = Callable[[str], str]
_ADDED = re.compile(r"(?<=\d)[A-Za-z]{1,2}(?!\w)")  # '12a', of a house that is number 12
_ARTICLE = re.compile(r"['’‘`´](?=[ts]\b)", re.IGNORECASE)  # of ''t Zand', ''s-Gravenweg'


def veil_of(session: Session, case: Case, words: Words) -> Veil:
    """What takes a secret address out of a text; leaves every text as it is when there is none."""
    secrets = secrecy.secrets_of(session, case)
    if not secrets:
        return str
    finder = Secrets([*secrets, *dwelling.with_town(case.address)])
    instead = words.gettext("[secret address]")
    return lambda text: _without(text, finder, instead)


def _without(text: str, finder: Secrets, instead: str) -> str:
    """A text with something in the place of each address; its parts are one when they adjoin."""
    kept, at = "", 0
    for found in finder.suggest(text):
        article = _ARTICLE.match(text, max(found.start - 1, 0))
        between = text[at : article.start() if article else found.start]
        if not kept or between.strip(" \n,;"):
            kept += between + instead
        added = _ADDED.match(text, found.end)
        at = added.end() if added else found.end
    return kept + text[at:]


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
