"""Finds texts again however they are written: spread over lines, spelled with spaces, in capitals.

Letters and digits alone are compared; what stands between them then decides whether it is the same
text. 'Jan' is not in 'januari', 'Petersen' is not in 'Peters en', but 'Jansen' is in 'J a n s e n'.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

import ahocorasick

from portal.law.redaction import in_cases, is_unseen, normal, places

SHORTEST = 2
FEW_LETTERS = 5  # shorter words are not recognised when they are spelled with single gaps
LONGEST_GAP = 12

_SMALL_WORDS = frozenset((
    "en", "er", "de", "den", "der", "het", "een", "in", "is", "of", "om", "op", "te", "ze", "je",
    "me", "we", "zij", "hij", "was", "aan", "met", "van", "voor", "tot", "als", "dan", "dat", "die",
    "bij", "uit", "and", "or", "at", "to", "as", "so", "on", "the", "he", "she", "an",
))  # fmt: skip
_DATES = frozenset(("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov",
                    "dec", "mar", "may", "oct", "maart", "april", "juni", "juli", "june", "july",
                    "augustus", "august"))  # fmt: skip
_WRAPPED = re.compile(r"\s*[-\u00ad\u2010-\u2015]\s*[\r\n]\s*")
_WRAPPED_BEFORE = re.compile(r"\w[-\u00ad\u2010-\u2015]\s*[\r\n]\s*$")
_BETWEEN_DIGITS = re.compile(r"[\s.\-/()\u2010-\u2015]{1,4}")
_BETWEEN_LETTERS = re.compile(r"\s{1,4}|[-\u2010-\u2015]\s?|['’._]")
_TITLES = (
    r"mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de heer|dhr\.?|hr\.|mr\.|mrs\.?|ms\.?|fam\.?|familie"
)
_LINKS = "van|de|der|den|ter|ten|el|al|te|'t"
_AFTER_TITLE = re.compile(
    rf"\b(?:{_TITLES}),?\s+(?:[a-z]\.\s?){{0,3}}(?:(?:{_LINKS})\s+){{0,3}}$", re.IGNORECASE
)
_NO_LETTER = re.compile("[^a-z|]")
_MAY_BE_TITLE = re.compile(  # the same, of letters alone
    f"(?:{_NO_LETTER.sub('', _TITLES)})[a-z]{{0,3}}(?:{_NO_LETTER.sub('', _LINKS)}){{0,3}}$"
)
_REACH = 48  # in which a title stands before a name
_DAY_BEFORE = re.compile(r"\d{1,2}[\s.-]{0,2}$")
_YEAR_AFTER = re.compile(r"^\.?[\s'’-]{0,2}\d{2,4}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to find.

    Attributes:
        text: one way to write it.
        capital: whether it is a name that only counts with a capital in it, or after a title.
        known_as: how people know it; empty when that is `text`.
        part: whether it is a part of that name.
    """

    text: str
    capital: bool = False
    known_as: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text was found."""

    start: int
    end: int
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class _Needle:
    """One way to write a wanted text; `gaps` are the places before which something stood."""

    key: str
    gaps: frozenset[int]
    wanted: Wanted


class Finder:
    """Finds many texts at once; what it costs hardly depends on how many they are."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        """Leaves out texts without letters or digits, and those of one sign.

        Only texts are held, not what is known of their letters: of a large case there are many.
        """
        self._machine = ahocorasick.Automaton()
        for each in chain.from_iterable(map(_in_cases, wanted)):
            key = normal(each.text)
            if len(key) >= SHORTEST:
                alike = self._machine.get(key, ())
                if each not in alike:
                    self._machine.add_word(key, (*alike, each))
        if self:
            self._machine.make_automaton()

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return bool(len(self._machine))

    def find(self, text: str) -> Iterator[Match]:
        """Every place where one of the texts stands."""
        folded = normal(text) if self else ""
        found = list(self._machine.iter(folded)) if folded else []
        if not found:
            return
        where = places(text)
        for last, alike in found:
            for needle in map(_needle, alike):
                begin = last + 1 - len(needle.key)
                if _stands(needle, text, where, begin):
                    yield Match(where[begin], _end(text, where, last), needle.wanted)

    def count(self, letters: str) -> int:
        """How many times something looked for stands in letters, whatever was between those."""
        return sum(1 for _ in self._machine.iter(letters)) if self else 0

    def may_be_titled(self, letters: str) -> bool:
        """Whether a name that needs its capital or a title may have a title in these letters."""
        return any(
            needle.capital
            and _MAY_BE_TITLE.search(letters[max(begin - _REACH, 0) : begin]) is not None
            for last, alike in self._machine.iter(letters)
            for needle in alike
            for begin in [last + 1 - len(normal(needle.text))]
        )


def _in_cases(wanted: Wanted) -> Iterator[Wanted]:
    """A text to find, and the same in capitals or small letters where that is something else."""
    yield wanted
    for way in in_cases(wanted.text)[1:]:
        yield replace(wanted, text=way, known_as=wanted.known_as or wanted.text)


@lru_cache(maxsize=1024)
def _needle(wanted: Wanted) -> _Needle:
    where = places(wanted.text)
    gaps = {at for at in range(1, len(where)) if where[at] - where[at - 1] > 1}
    return _Needle(normal(wanted.text), frozenset(gaps), wanted)


def _end(text: str, where: list[int], last: int) -> int:
    """Where a match is over, with the accents that belong to its last letter."""
    end = where[last] + 1
    while end < len(text) and is_unseen(text[end]):
        end += 1
    return end


def _stands(needle: _Needle, text: str, where: list[int], begin: int) -> bool:
    """Whether letters that are the same are the same text, and no part of other words."""
    end = begin + len(needle.key)
    halved = begin > 0 and where[begin - 1] == where[begin]
    if halved or (end < len(where) and where[end] == where[end - 1]):
        return False  # half of a ligature
    first, last = where[begin], where[end - 1]
    if not _begins(text, first) or not _ends(text, last, needle.key):
        return False
    if not _holds_together(needle, text, where, begin):
        return False
    return _as_a_name(needle, text, first, last)


def _begins(text: str, first: int) -> bool:
    """Whether a word begins here."""
    at = first - 1
    while at >= 0 and is_unseen(text[at]):
        at -= 1
    if at < 0:
        return True
    if text[first].islower() and _WRAPPED_BEFORE.search(text[max(first - 6, 0) : first]):
        return False  # the second half of a word on two lines
    return _differs(text[at], text[first])


def _ends(text: str, last: int, key: str) -> bool:
    """Whether a word ends here, or only has the s of 'Ahmeds' after it."""
    at = last + 1
    while at < len(text) and is_unseen(text[at]):
        at += 1
    if at >= len(text):
        return True
    wrapped = _WRAPPED.match(text, last + 1)
    if wrapped and text[wrapped.end() : wrapped.end() + 1].islower():
        return False  # the first half of a word on two lines
    if _differs(text[last], text[at]):
        return True
    whose = text[at] in "sS" and key.isalpha() and len(key) > 2
    return whose and (at + 1 == len(text) or not text[at + 1].isalnum())


def _differs(before: str, after: str) -> bool:
    """Whether two signs next to each other belong to different words, as in 'dossierJan2'."""
    if not before.isalnum() or not after.isalnum():
        return True
    if before.isdigit() is not after.isdigit():
        return True
    return before.islower() and after.isupper()


def _holds_together(needle: _Needle, text: str, where: list[int], begin: int) -> bool:
    """Whether what stands between the letters can stand there in this one text."""
    cuts = []
    for number in range(1, len(needle.key)):
        left, right = where[begin + number - 1], where[begin + number]
        between = text[left + 1 : right]
        if not between or all(is_unseen(sign) for sign in between):
            continue
        if len(between) > LONGEST_GAP:
            return False
        if number in needle.gaps or _WRAPPED.fullmatch(between):
            continue
        if text[left].isdigit() and text[right].isdigit():
            if not _BETWEEN_DIGITS.fullmatch(between):
                return False
            continue
        if not _BETWEEN_LETTERS.fullmatch(between):
            return False
        cuts.append(number)
    return not cuts or _may_be_cut(needle, cuts)


def _may_be_cut(needle: _Needle, cuts: list[int]) -> bool:
    """Whether a text with gaps that it should not have is still that text."""
    ends = sorted({*cuts, *needle.gaps, len(needle.key)})
    pieces = [needle.key[a:b] for a, b in zip([0, *ends[:-1]], ends, strict=True)]
    if all(len(piece) == 1 for piece in pieces):
        return len(needle.key) > SHORTEST
    around = {
        piece
        for piece, at in zip(pieces, [0, *ends], strict=False)
        if {at, at + len(piece)} & {*cuts}
    }
    return len(needle.key) >= FEW_LETTERS and not around & _SMALL_WORDS


def _as_a_name(needle: _Needle, text: str, first: int, last: int) -> bool:
    """Whether a text that is also a word of its own is written as a name here."""
    if needle.key in _DATES and (
        _DAY_BEFORE.search(text[max(first - 4, 0) : first])
        or _YEAR_AFTER.match(text[last + 1 : last + 8])
    ):
        return False
    must = needle.wanted.capital or needle.key in _DATES or len(needle.key) == SHORTEST
    if not must or needle.key.isdigit() or any(map(str.isupper, text[first : last + 1])):
        return True
    before = text[max(first - _REACH, 0) : first]
    return needle.wanted.capital and _AFTER_TITLE.search(before) is not None
