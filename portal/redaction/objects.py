"""Looks in the words of PDF objects: their strings, their names, and remarks between them."""

import re
from collections.abc import Iterator

from portal.redaction.encodings import decoded
from portal.redaction.found import Hit, Spot, Watching

LONG_NAME = 6
"""The format has short names of its own that people have too: Lang, Mark, Link."""

_LITERAL = rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
_DIGITS = rb"<([0-9A-Fa-f\s]{2,})>"
_HEX = re.compile(_DIGITS)
_STRING = re.compile(_LITERAL + b"|" + _DIGITS, re.DOTALL)
_KEY = re.compile(rb"/(\w+)\s*$")
_NAME = re.compile(rb"/([^\x00-\x20/<>\[\](){}%]{3,127})")
_REMARK = re.compile(rb"%([^\r\n]{3,500})")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}

_SPOTS = {
    **dict.fromkeys((b"Author", b"Subject", b"Keywords", b"Creator"), Spot.METADATA),
    **dict.fromkeys((b"Alt", b"ActualText", b"E"), Spot.ALTERNATE),
    **dict.fromkeys((b"Contents", b"RC", b"Subj"), Spot.NOTE),
    **dict.fromkeys((b"V", b"DV", b"TU", b"TM", b"T"), Spot.FORM),
    **dict.fromkeys((b"F", b"UF", b"Desc"), Spot.FILE_NAME),
    b"Name": Spot.LAYER,
    b"Title": Spot.TITLE,
}


class Objects:
    """Looks in the objects of one file; a name that was looked at once is clear from then on."""

    def __init__(self, watch: Watching) -> None:
        """Begins a file."""
        self._watch = watch
        self._seen: set[bytes] = set()

    def hits(self, body: bytes) -> Iterator[Hit]:
        """What is said in a part of the file, or in objects that are packed together."""
        found = list(strings(body)) if b"(" in body or _HEX.search(body) else []
        if any(self._watch.hits("\n".join(text for _, text in found), "")):
            for start, text in found:
                key = _KEY.search(body[max(start - 40, 0) : start])
                spot = _SPOTS.get(key[1], Spot.HIDDEN) if key else Spot.HIDDEN
                yield from self._watch.hits(text, spot)
        names = set(_NAME.findall(body)) - self._seen
        self._seen |= names
        told = {_plain(name) for name in names} | set(_REMARK.findall(body))
        yield from self._watch.hits("\n".join(decoded(each) for each in told), Spot.HIDDEN)


def strings(body: bytes) -> Iterator[tuple[int, str]]:
    """Every string with the place where it begins."""
    for match in _STRING.finditer(body):
        literal, digits = match.groups()
        if digits is not None:
            digits = b"".join(digits.split())
            plain = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        else:
            plain = _ESCAPE.sub(_unescaped, literal) if b"\\" in literal else literal
        yield match.start(), plain.decode() if plain.isascii() else decoded(plain)


def _unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return b"" if sign == b"\r\n" else _CONTROL.get(sign, sign)


def _plain(name: bytes) -> bytes:
    """A name of an object as somebody may be called; 'MarkInfo' is the format's own, not Mark."""
    name = _CODE.sub(lambda code: bytes([int(code[1], 16)]), name)
    if not name.isalnum() or not name.isascii():
        return name
    return name.capitalize() if len(name) >= LONG_NAME else b""
