"""Names in free text, by the optional extra `names`; without it there are none.

It knows lists of Dutch names and the words around them. It takes a gigabyte and seconds to load, so
only the worker does, and only when there is something to look through.
"""

import importlib.util
import threading
from functools import cache
from typing import Any

from portal.redaction.detecting import Rule, Suggestion, apart
from portal.redaction.familiar import Familiar

PACKAGE = "deduce"
KINDS = frozenset({"persoon", "patient"})

_LOADING = threading.Lock()


def installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec(PACKAGE) is not None


def find(text: str, familiar: Familiar) -> list[Suggestion]:
    """What may be a name of somebody else; nothing when the extra is not there."""
    if not text.strip() or not installed():
        return []
    with _LOADING:
        reader = _reader()
    found = (
        Suggestion(Rule.NAME, each.start_char, each.end_char)
        for each in reader.deidentify(text).annotations
        if each.tag in KINDS and not familiar.is_own(each.text)
    )
    return apart(found)


@cache
def _reader() -> Any:
    return importlib.import_module(PACKAGE).Deduce()
