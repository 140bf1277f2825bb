"""Names in free text, by the optional extra `names`; without it there are none.

It knows lists of Dutch names and the words around them. Its other lists, of every street and
institution, take a gigabyte and minutes: rules of our own find addresses, so those stay unread.
"""

import importlib
import importlib.util
import logging
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from portal.law.redaction import normal
from portal.redaction.detecting import Rule, Suggestion, apart, unwrapped
from portal.redaction.familiar import Familiar, is_name, is_organisation
from portal.redaction.whole_names import whole_name, without_titles, word_before

PACKAGE = "deduce"
KINDS = frozenset({"persoon", "patient"})
LONGEST = 120
LISTS = ("names/", "whitelist/")
_STREET = re.compile(
    r"[A-Z]\w{2,}(?:weg|straat|laan|plein|gracht|kade|singel|dreef|plantsoen|boulevard) [A-Z]"
)
"""A street with its town: nobody has a first name like that."""
_TOWNS = frozenset(("denhaag", "denbosch", "denhelder", "denburg", "denham", "debilt", "delier"))
"""Towns that begin as names do; the package knows them by lists that stay unread."""

_LOADING = threading.Lock()


def installed() -> bool:
    """Whether the extra is there."""
    return importlib.util.find_spec(PACKAGE) is not None


def find(text: str, familiar: Familiar) -> list[Suggestion]:
    """What may be a name of somebody else; nothing when the extra is not there."""
    if not any(sign.isupper() for sign in text) or not installed():
        return []
    text = unwrapped(text)
    with _LOADING:
        reader = _reader()
    return apart(
        Suggestion(Rule.NAME, start, end)
        for each in reader.deidentify(text).annotations
        if each.tag in KINDS
        for start, end in [_whole(text, each.start_char, each.end_char)]
        if start < end and not _is_nobody(text, start, end, familiar)
    )


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    if len(text) <= LONGEST and is_name(text):
        start, end = 0, len(text.rstrip())
    return without_titles(text, *whole_name(text, start, end))


def _is_nobody(text: str, start: int, end: int, familiar: Familiar) -> bool:
    name = text[start:end]
    longer = f"{word_before(text, start)} {name}"
    return bool(
        normal(name) in _TOWNS
        or _STREET.match(name)
        or is_organisation(longer)
        or familiar.is_own(name)
    )


@cache
def _reader() -> Any:
    """The reader, with nothing but its lists of names."""
    with _quiet(), tempfile.TemporaryDirectory() as folder:
        package = importlib.import_module(PACKAGE)
        lists = importlib.import_module(f"{PACKAGE}.data.lookup.src")
        source = Path(str(lists.__file__)).parent
        for each in lists.all_lists:
            place = Path(folder, "src", each)
            place.parent.mkdir(parents=True, exist_ok=True)
            if each.startswith(LISTS):
                place.symlink_to(source / each)
            else:
                place.mkdir()
                (place / "items.txt").touch()
        return package.Deduce(lookup_data_path=folder, cache_path=folder, build_lookup_structs=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the package from having everything logged: it would quote what it reads."""
    root, silent = logging.getLogger(), logging.NullHandler()
    root.addHandler(silent)
    try:
        yield
    finally:
        root.removeHandler(silent)
