"""Finds who is known by name: by the whole name, and by each part that tells who it is.

People type without capitals too. A part that is also a word counts without one only after a title.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from portal.law.redaction import normal
from portal.redaction.familiar import PARTICLES, TITLES, Familiar, is_name, parts_of, words_of
from portal.redaction.lexicon import may_be_word
from portal.redaction.matching import Finder, Match, Wanted

SHORTEST_ALONE = 4
"""So many letters has a name that is recognised by itself in small letters."""
_AFTER_TITLE = re.compile(
    r"\b(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de heer|dhr\.?|hr\.|mr\.|mrs\.?|ms\.?|"
    r"fam\.?|familie),?\s+(?:[a-z]\.\s?){0,3}(?:(?:van|de|der|den|ter|ten|el|al|te|'t)\s+){0,3}$",
    re.IGNORECASE,
)
_REACH = 48


class KnownNames:
    """Finds these people in texts of one case."""

    def __init__(self, names: Iterable[str], familiar: Familiar) -> None:
        """Takes the names, and what is the person's own."""
        names = list(names)
        self._familiar = familiar
        self._after_title = frozenset(_in_small_letters(names, familiar))
        self._finder = Finder(chain(wanted_names(names, familiar), self._after_title))

    def find(self, text: str) -> Iterator[Match]:
        """Where they are named."""
        for match in self._finder.find(text):
            if match.wanted in self._after_title:
                found = text[match.start : match.end]
                before = text[max(match.start - _REACH, 0) : match.start]
                if found == found.lower() and _AFTER_TITLE.search(before):
                    yield match
            elif not self._familiar.holds(text, match.start, match.end):
                yield match


def wanted_names(names: Iterable[str], familiar: Familiar) -> Iterator[Wanted]:
    """What to look for to find somebody by name: the whole, and each part that tells enough.

    The person's own name is left out: a brother is called the same.
    """
    for name in names:
        if not familiar.is_named(name):
            yield Wanted(name.strip(), capital=is_name(name) and needs_capital(name))
        for part in parts_of(name):
            if not familiar.is_named(part):
                yield part_of(name, part)


def part_of(name: str, part: str) -> Wanted:
    """A part of a name as a text to find."""
    return Wanted(part, capital=needs_capital(part), known_as=name, part=True)


def needs_capital(name: str) -> bool:
    """Whether a name in small letters may be something else: 'visser', but not 'jan visser'."""
    telling = [word for word in words_of(name) if normal(word) not in PARTICLES | TITLES]
    if sum(len(word) > 2 for word in telling) > 1:
        return False
    long = [word for word in telling if len(word) >= SHORTEST_ALONE]
    return not long or any(may_be_word(word) for word in long)


def _in_small_letters(names: Iterable[str], familiar: Familiar) -> Iterator[Wanted]:
    """The names and parts that count in small letters only where a title says that it is one."""
    for name in names:
        for part in (name, *parts_of(name)):
            if is_name(part) and needs_capital(part) and not familiar.is_named(part):
                yield Wanted(part, known_as=name, part=True)
