"""Taking passages out of what somebody gets to see, and finding them again (AVG 15.4).

Texts are compared in a form without what differs from place to place: case, accents, ligatures,
spaces, hyphens, line breaks and signs that nobody sees.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Extent(StrEnum):
    """How much of an item, or of a page of its document, the answer shows."""

    FULL = "full"
    PARTIAL = "partial"  # some of it is made unreadable: AVG 15.4
    WITHHELD = "withheld"  # AVG 15.4, UAVG 41.1


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that is taken out; `instead` comes in its place."""

    start: int
    end: int
    instead: str = ""


def joined(text: str, passages: Iterable[Passage]) -> list[Passage]:
    """The passages within a text, in order; those that overlap become one.

    What stands for such a pair is what stands for each of them, once.
    """
    found: list[Passage] = []
    for each in sorted(passages, key=lambda passage: (passage.start, passage.end)):
        start, end = max(each.start, 0), min(each.end, len(text))
        if start >= end:
            continue
        last = found[-1] if found else None
        if last and start < last.end:
            names = [last.instead, *([] if each.instead in last.instead else [each.instead])]
            instead = " ".join(name for name in names if name)
            found[-1] = Passage(last.start, max(last.end, end), instead)
        else:
            found.append(Passage(start, end, each.instead))
    return found


def apply(text: str, passages: Iterable[Passage]) -> str:
    """A text without these passages: not one letter of them is left (AVG 15.4)."""
    parts, at = [], 0
    for each in joined(text, passages):
        parts += [text[at : each.start], each.instead]
        at = each.end
    return "".join([*parts, text[at:]])


def letter(number: int) -> str:
    """What somebody else is called within one case: A, B ... Z, AA, AB ...; `number` from 0."""
    name = ""
    number += 1
    while number:
        number, left = divmod(number - 1, 26)
        name = chr(ord("A") + left) + name
    return name


_PLAIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
}  # fmt: skip
_ALIKE = (
    ("авгекмнорстухьѕіјһԁԛԝѵѡү", "abrekmhopctyxbsijhdqwvwy"),  # Cyrillic
    ("αβγεζηικμνορστυχϳ", "abyezhikmvopotuxj"),  # Greek
    ("հոօսցա", "hnougw"),  # Armenian
    ("ɑɡɩɪᴄᴏꜱᴠᴡᴢʏʋɯɣǀ", "agiicosvwzyuwyl"),  # of phonetic writing
)
"""Letters of other alphabets that look like Latin ones, as Unicode's list of confusables has them.

A capital goes with its small letter, so that a name in its own alphabet has one form in both.
"""
_PLAIN.update(pair for others, latin in _ALIKE for pair in zip(others, latin, strict=True))
_CAPITALS = str.maketrans("ΝΥ", "NY")
"""Greek capitals that look like another letter than their small ones do: see `in_cases`."""


class _Folds(dict[int, str | None]):
    """What is left of each sign in the form for comparing; worked out when first met."""

    def __missing__(self, code: int) -> str | None:
        plain = unicodedata.normalize("NFKD", chr(code)).translate(_CAPITALS).casefold()
        plain = unicodedata.normalize("NFKD", plain)
        left = "".join(_PLAIN.get(sign, sign) for sign in map(_as_digit, plain))
        # Nothing must be None: `str.translate` is slow for a text as soon as it meets an empty one.
        self[code] = "".join(sign for sign in left if sign.isalnum()) or None
        return self[code]


def _as_digit(sign: str) -> str:
    """A digit of any alphabet as ours."""
    return str(unicodedata.decimal(sign, sign))


_FOLDS = _Folds()
_PLAIN_FOLDS = bytes(ord(_FOLDS[code] or chr(code)) if code < 128 else code for code in range(256))
_PLAIN_NOTHING = bytes(code for code in range(128) if not _FOLDS[code])
_OTHERS = re.compile(r"([^\x00-\x7f]+)")


def normal(text: str) -> str:
    """A text in the form for comparing: only its letters and digits, without case or accents."""
    return _normal(text, _PLAIN_NOTHING)


def in_cases(text: str) -> tuple[str, ...]:
    """A text, and how else it is written in capitals or small letters if `normal` tells it apart.

    That is so of a name in Greek letters only.
    """
    if text.isascii():
        return (text,)
    name = " ".join(word.capitalize() for word in text.split(" "))
    ways: dict[str, str] = {}
    for way in (text, text.upper(), text.lower(), name):
        ways.setdefault(normal(way), way)
    return tuple(ways.values())


def normal_lines(text: str) -> list[str]:
    """Each line of a text as `normal` gives it; many short texts at once are several times as fast.

    Parameters:
        text: its lines end with a newline and nothing else.
    """
    return _normal(text, _PLAIN_NOTHING.replace(b"\n", b"")).split("\n")


def _normal(text: str, nothing: bytes) -> str:
    if text.isascii():
        return _normal_of_plain(text, nothing)
    parts = _OTHERS.split(text)
    parts[::2] = [_normal_of_plain(part, nothing) for part in parts[::2]]
    parts[1::2] = [part.translate(_FOLDS) for part in parts[1::2]]
    return "".join(parts)


def _normal_of_plain(text: str, nothing: bytes) -> str:
    """Of ASCII alone: by bytes it is several times as fast."""
    return text.encode().translate(_PLAIN_FOLDS, nothing).decode()


def places(text: str) -> list[int]:
    """For each sign of `normal(text)` where in the text it comes from."""
    return [at for at, sign in enumerate(text) for _ in _FOLDS[ord(sign)] or ""]


def is_unseen(sign: str) -> bool:
    """Whether a sign takes no room: an accent by itself, a soft hyphen, a joiner."""
    return unicodedata.category(sign) in ("Cf", "Mn", "Me")
