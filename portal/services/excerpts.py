"""Where a text was found again, for people: the words around it without the signs of a file."""

import re
from dataclasses import dataclass

from portal.law.redaction import normal
from portal.models.redaction import Leak
from portal.redaction.familiar import parts_of
from portal.redaction.found import Spot
from portal.redaction.known_names import part_of
from portal.redaction.matching import Finder, Match
from portal.redaction.wordings import ways

CUT = "\N{HORIZONTAL ELLIPSIS}"
LIKELY_CUT = 24
"""So many signs before or after it end in the middle of a word."""

_VALUE = re.compile(r'"?,\s*"value(?:_en)?":\s*"?')
_ROWS = re.compile(r'"?\s*[}\]]+,?\s*[{\[]*\s*')
_KIND = re.compile(r'"?,?\s*"kind":\s*"\w*"?')
_KEY = re.compile(r'"\w+":\s*"?')
_BREAK = re.compile(r"\\[nrt]")
_SIGNS = re.compile(r'[{}\[\]"\\]+')


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words before a find, the find itself as it stands there, and the words after it."""

    before: str
    found: str
    after: str


def of(leak: Leak) -> Excerpt:
    """What stands around a find; all of it is `before` when the find cannot be told from it."""
    around = leak.around
    matches = _matches(leak.text, around)
    if not matches:
        return Excerpt(_plain(around, leak), "", "")
    middle = len(around) / 2
    part = min(matches, key=lambda each: (abs(each.start + each.end - 2 * middle), each.start))
    whole = (each for each in matches if each.start <= part.start and part.end <= each.end)
    match = max(whole, key=lambda each: each.end - each.start)
    before, after = around[: match.start], around[match.end :]
    if len(before) >= LIKELY_CUT:
        before = f"{CUT} {before.partition(' ')[2]}"
    if len(after) >= LIKELY_CUT:
        after = f"{after.rpartition(' ')[0]} {CUT}"
    found = around[match.start : match.end]
    return Excerpt(_plain(before, leak), found, _plain(after, leak))


def seen(leak: Leak) -> frozenset[str]:
    """Which words of a text somebody saw at a find, for comparing: a name, or parts of it."""
    return said(leak.text, of(leak).found)


def said(text: str, around: str) -> frozenset[str]:
    """Which words of a text stand in what is around a find, for comparing: a name or its parts.

    It is the whole text when nobody can tell.
    """
    found = {normal(around[each.start : each.end]) for each in _matches(text, around)}
    return frozenset(found or {normal(text)})


def _matches(text: str, around: str) -> list[Match]:
    named = (part_of(text, part) for part in parts_of(text))
    return list(Finder([*ways(text), *named]).find(around))


def _plain(text: str, leak: Leak) -> str:
    """A text without quotes and brackets, when it stood in data for a computer."""
    if leak.place.rpartition("/")[2].partition(":")[0] != Spot.DATA:
        return text
    text = _VALUE.sub(": ", _KIND.sub("", _BREAK.sub(" ", text)))
    text = _SIGNS.sub("", _KEY.sub("", _ROWS.sub("; ", text)))
    return re.sub(r"\s+", " ", re.sub(r"([.!?;]);", r"\1", text))
