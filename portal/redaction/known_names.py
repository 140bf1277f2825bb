"""Finds who is known by name: by the whole name, and by each part that tells who it is.

People type without capitals too. A part that is also a word counts without one only after a title.
"""

from collections.abc import Iterable, Iterator

from portal.law.redaction import normal
from portal.redaction.familiar import PARTICLES, TITLES, Familiar, is_name, parts_of, words_of
from portal.redaction.lexicon import may_be_word
from portal.redaction.matching import Finder, Match, Wanted

SHORTEST_ALONE = 4
"""So many letters has a name that is recognised by itself in small letters."""


class KnownNames:
    """Finds these people in texts of one case."""

    def __init__(self, names: Iterable[str], familiar: Familiar) -> None:
        """Takes the names, and what is the person's own."""
        self._familiar = familiar
        self._finder = Finder(wanted_names(names, familiar))

    def find(self, text: str) -> Iterator[Match]:
        """Where they are named."""
        for match in self._finder.find(text):
            if not self._familiar.holds(text, match.start, match.end):
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
