"""Finds names and numbers again that a machine misread in a picture: 'Petcrsen', '06-l23456?8'.

Letters that look alike count as the same letter; beyond that one letter in six may be wrong, and
one digit in nine, for another digit makes another number. What was read as it should be, what is
the person's own and what is a Dutch word is passed over. The rest is a guess, for people to judge.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from portal.law.redaction import normal
from portal.redaction import lexicon
from portal.redaction.familiar import PARTICLES, TITLES, Familiar, is_name, parts_of, words_of
from portal.redaction.wordings import ways

LETTERS_A_SLIP = 6
DIGITS_A_SLIP = 9
SHORTEST_NAME = 4
SHORTEST_NUMBER = 6
LONGEST = 60
MOST_WORDS = 12  # of which a number on a page is made, when a machine sees gaps in it

_ALIKE = ("ce", "lij1", "o0", "s5", "b8", "z2", "g9q", "ft", "nu")
"""Signs that look alike: the first stands for all. No two digits are among the same."""
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("y", "ij"))
_AS_ONE = str.maketrans({sign: alike[0] for alike in _ALIKE for sign in alike[1:]})
_SIGNS = str.maketrans({"|": "l", "!": "l", "]": "l", "[": "l", "€": "e", "$": "s", "@": "a"})
_MAY_BE_CAPITAL = frozenset("l1|!0[]5$8")
"""As what a capital may be read."""
_LAST = r"(?:[^\W_]|[|!\]])"
_WITHIN = r"(?:[^\W_]|[|!\[\]€$@])"
_TOGETHER = re.compile(rf"[^\W_](?:\S*{_LAST})?|[|!\[\]€$]\S*[^\W_]")
_WORD = re.compile(rf"[^\W_](?:{_WITHIN}*{_LAST})?|[|!\[\]€$]{_WITHIN}*[^\W_]")
"""A name may be a part of what is written without a gap, as in 'mw.Petersen'; no number is."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A range of a text, and how what may stand there is written elsewhere.

    Attributes:
        wanted: each text that is as near.
    """

    start: int
    end: int
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Near:
    """What a stretch of a text is like.

    Attributes:
        slips: signs that differ; negative when it was read as it should be.
        size: letters and digits of what it is like.
        wanted: empty for what is the person's own, or was not misread.
    """

    start: int
    end: int
    slips: int
    size: int
    wanted: tuple[str, ...] = ()

    def excludes(self, other: "_Near") -> bool:
        """Whether this being so another is not: a guess may hold a part that was read well."""
        if self.end <= other.start or other.end <= self.start:
            return False
        holds = other.start <= self.start and self.end <= other.end
        return not (self.slips < 0 and holds and self.size < other.size - 1)


class Misread:
    """Guesses in texts of one case."""

    def __init__(self, wanted: Iterable[str], familiar: Familiar) -> None:
        """Takes names and numbers as they are written where no machine read them."""
        names, numbers = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for text in dict.fromkeys(wanted):
            if len(text) > LONGEST or familiar.is_own(text) or familiar.has(text):
                continue
            if is_name(text):
                for part in (text, *parts_of(text)):
                    if len(normal(part)) >= SHORTEST_NAME:
                        names[part].append(text)
            elif any(sign.isdigit() for sign in text) or "@" in text:
                for each in ways(text):
                    if len(normal(each.text)) >= SHORTEST_NUMBER:
                        numbers[each.text].append(text)
        own = [*familiar.names, *familiar.values]
        own += [part for name in familiar.names for part in parts_of(name)]
        self._names = _Known(names, own, LETTERS_A_SLIP)
        self._numbers = _Known(numbers, own, DIGITS_A_SLIP)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._names or self._numbers)

    def find(self, text: str) -> list[Guess]:
        """Where something may stand that was misread, in the order of the text."""
        taken: list[_Near] = []
        for near in sorted(self._all(text), key=lambda near: (near.slips, near.start - near.end)):
            if not any(each.excludes(near) for each in taken):
                taken.append(near)
        found = (Guess(near.start, near.end, near.wanted) for near in taken if near.wanted)
        return sorted(found, key=lambda guess: guess.start)

    def _all(self, text: str) -> Iterator[_Near]:
        words = [match.span() for match in _WORD.finditer(text)] if self else []
        together = [match.span() for match in _TOGETHER.finditer(text)] if words else []
        begins, ends = ({span[at] for span in together} for at in (0, 1))
        longest = max(self._names.longest, self._numbers.longest)
        for first, (start, _) in enumerate(words):
            for _, end in words[first : first + MOST_WORDS]:
                if len(_shape(text[start:end])) > longest:
                    break
                near = self._names.like(text, start, end, _fits_as_name)
                if near is None and start in begins and end in ends:
                    near = self._numbers.like(text, start, end, _fits_as_number)
                if near:
                    yield near


class _Known:
    """What is looked for, by how it looks, and what is the person's own and looks like it."""

    def __init__(
        self, wanted: Mapping[str, Sequence[str]], own: Iterable[str], length: int
    ) -> None:
        """Takes ways of writing with what they stand for; one slip is allowed in so many signs."""
        self._exact = frozenset(normal(way) for way in wanted)
        self._own = list(dict.fromkeys(_shape(each) for each in own))
        self._wanted = wanted
        self._ways: dict[str, list[str]] = {}
        self._shapes: dict[tuple[int, int], list[str]] = {}  # by their length, and slips
        for way in wanted:
            if (shape := _shape(way)) not in self._ways:
                self._ways[shape] = []
                slips = len(normal(way)) // length
                self._shapes.setdefault((len(shape), slips), []).append(shape)
            self._ways[shape].append(way)
        self.longest = max((sum(each) for each in self._shapes), default=0)

    def __bool__(self) -> bool:
        return bool(self._ways)

    def like(
        self, text: str, start: int, end: int, fits: Callable[[str, str], bool]
    ) -> _Near | None:
        """What a stretch of a text may be; None when it is like nothing.

        Parameters:
            fits: whether a text can be this way of writing.
        """
        stretch = text[start:end]
        key, shape = normal(stretch), _shape(stretch)
        if key in self._exact:
            return _Near(start, end, -1, len(key))
        slips = self._slips(shape)
        if slips is None:
            return None
        ways = [way for way in self._as_near(shape, slips) if fits(stretch, way)]
        if not ways:
            return None
        is_own = _slips_to(shape, self._own, slips) is not None
        meant = dict.fromkeys(text for way in ways for text in self._wanted[way])
        size = max(len(normal(way)) for way in ways)
        return _Near(start, end, slips, size, () if is_own else tuple(meant))

    def _slips(self, shape: str) -> int | None:
        """How many slips away the nearest is."""
        best: int | None = None
        for (length, slips), shapes in self._shapes.items():
            most = slips if best is None else min(slips, best - 1)
            if abs(length - len(shape)) <= most:
                found = _slips_to(shape, shapes, most)
                best = best if found is None else found
        return best

    def _as_near(self, shape: str, most: int) -> Iterator[str]:
        """All that is no more slips away."""
        for (length, slips), shapes in self._shapes.items():
            if most <= slips and abs(length - len(shape)) <= most:
                found = process.extract(
                    shape, shapes, scorer=Levenshtein.distance, score_cutoff=most, limit=None
                )
                for near, *_ in found:
                    yield from self._ways[near]


def _slips_to(shape: str, among: Sequence[str], most: int) -> int | None:
    """How many slips away the nearest of some shapes is; None when it is more than `most`."""
    found = process.extractOne(shape, among, scorer=Levenshtein.distance, score_cutoff=most)
    return int(found[1]) if found else None


def _shape(text: str) -> str:
    """How a text looks: what is easily taken for each other is the same."""
    key = normal(text.translate(_SIGNS))
    for pair, one in _PAIRS:
        key = key.replace(pair, one)
    return key.translate(_AS_ONE)


def _fits_as_name(text: str, way: str) -> bool:
    """Whether a text can be a name: it begins as one, and is not made of other words."""
    parts = [part for part in text.split() if normal(part) not in PARTICLES | TITLES]
    telling = [word for word in words_of(way) if normal(word) not in PARTICLES | TITLES]
    if len(parts) == len(telling) > 1:
        return any(_begins_as_name(part) for part in parts)
    if not parts or not _begins_as_name(parts[0]):
        return False
    words = (part.strip(".,;:()") for part in parts)
    return not (lexicon.is_there() and all(map(lexicon.may_be_word, words)))


def _begins_as_name(word: str) -> bool:
    return word[0].isupper() or word[0] in _MAY_BE_CAPITAL


def _fits_as_number(text: str, way: str) -> bool:
    """Whether a text can be a number: digits stand in it, or it is an e-mail address."""
    return any(sign.isdigit() for sign in text) or "@" in way
