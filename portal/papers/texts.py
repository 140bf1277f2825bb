"""Plain text: which letters the bytes are, and which of them our fonts can draw."""

import re
from functools import cache
from pathlib import Path

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def decoded(content: bytes) -> str:
    """The text that bytes are: UTF-8, UTF-16 with its mark, or else as Windows writes it."""
    named = [name for mark, name in _MARKS.items() if content.startswith(mark)]
    for encoding in (*named, "utf-8"):
        try:
            return readable(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return readable(content.decode("cp1252", errors="replace"))


def readable(text: str) -> str:
    """Text without signs that cannot be printed or that turn the reading order around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _UNPRINTABLE.sub("", text)


def drawable(html: str, fonts: Path) -> str:
    """Write letters that no font of ours can draw as [U+4E2D]: left out they would be lost."""
    rare = {letter for letter in set(html) if ord(letter) > 0x17F} - _letters(fonts)
    return html.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in rare})


@cache
def _letters(fonts: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for path in sorted(fonts.glob("*.ttf")):
        found |= TTFont(path, lazy=True).getBestCmap().keys()
    return frozenset(map(chr, found))
