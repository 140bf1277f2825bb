"""Where a name in a text begins and ends, when only a part of it was recognised.

'Koning' is known, but the text says 'Piet de Koning': somebody else, whose 'Piet' must go too.
"""

import re

from portal.law.redaction import normal
from portal.redaction.familiar import PARTICLES, TITLES, words_of

_CAPITAL = r"[A-Z\u00c0-\u00de\u0130\u015e][^\W\d_]+(?:[-'\u2019][^\W\d_]+)*|(?:[A-Z]\.){1,4}"
_LINKS = r"(?:(?:van|de|der|den|ter|ten|el|al|te|'t) ){0,3}"
_BEFORE = re.compile(rf"(?:^|(?<=[\s(]))(?P<name>{_CAPITAL}) {_LINKS}$")
_AFTER = re.compile(rf" {_LINKS}(?P<name>{_CAPITAL})(?![\w-])")
_BEGINS = re.compile(r"(?:^|[.!?:\n\r\u2022\t] *)$")
_TITLED = re.compile(r"(?:[Dd]e\s+(?=heer\b))?(?P<title>[^\W\d_]+)[.,]?\s+")
_MOST = 3
_REACH = 60
_LINE_START = 8
NO_NAMES = frozenset((
    "ik", "hij", "zij", "wij", "de", "het", "een", "dat", "dit", "die", "wat", "en", "maar", "toen",
    "daarna", "er", "ze", "we", "je", "u", "jij", "mijn", "haar", "ook", "als", "waar", "nu", "op",
    "in", "naar", "bij", "met", "van", "i", "the", "he", "she", "they", "it", "but", "and", "then",
    "naam", "adres", "geboren", "geboortedatum", "telefoon", "telefoonnummer", "datum", "email",
    "postcode", "woonplaats", "bsn", "betreft", "onderwerp", "dossier", "kenmerk", "beste",
    "geachte",
))  # fmt: skip
"""Words with a capital that begin a sentence or a line of a form, and are nobody's name."""


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of the whole name of which this range of a text is a part.

    What begins a sentence is not taken along: there every word has a capital.
    """
    for _ in range(_MOST):
        before = _BEFORE.search(text, max(start - _REACH, 0), start)
        if not before or not _is_part(before["name"]):
            break
        first = before.start("name")
        if _BEGINS.search(text, max(first - _LINE_START, 0), first):
            break
        start = first
    for _ in range(_MOST):
        after = _AFTER.match(text, end)
        if not after or not _is_part(after["name"]):
            break
        end = after.end("name")
    return start, end


def word_before(text: str, start: int) -> str:
    """The word with a capital just before a name, whatever it is; empty when there is none."""
    before = _BEFORE.search(text, max(start - _REACH, 0), start)
    return before["name"] if before else ""


def without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without what stands before it: of 'mevrouw Karin de Boer' the name alone."""
    while True:
        first = _TITLED.match(text, start, end)
        if not first or normal(first["title"]) not in TITLES:
            return start, end
        start = first.end()


def says_more(longer: str, name: str) -> bool:
    """Whether a name has parts that another has not, so that it may be somebody else's.

    'D. de Koning' says no more than 'Demi de Koning'.
    """
    known = _telling(name)
    known |= {each[0] for each in known}
    return not _telling(longer) <= known


def _telling(name: str) -> set[str]:
    keys = {normal(word) for word in words_of(name)}
    return {key for key in keys if key not in PARTICLES | TITLES}


def _is_part(word: str) -> bool:
    return normal(word) not in NO_NAMES | TITLES
