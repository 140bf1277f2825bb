"""Looks in a PDF for what was taken out: on its pages, and in every object that the file holds.

Pages are read as a reader reads them. Everything else is read from the bytes, so that what no page
shows is found as well: an earlier version, a layer that is off, an object that nothing names.
"""

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import pikepdf

from portal.redaction.encodings import decoded
from portal.redaction.found import Hit, NotCheckable, Spot
from portal.redaction.page_texts import texts

PART = 1024 * 1024
LONG_NAME = 6
"""The format has short names of its own that people have too: Lang, Mark, Link."""

_HEAD = 4000
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_LITERAL = rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
_STRING = re.compile(_LITERAL + rb"|<([0-9A-Fa-f\s]{2,})>(?!>)", re.DOTALL)
_KEY = re.compile(rb"/(\w+)\s*$")
_NAME = re.compile(rb"/([^\x00-\x20/<>\[\](){}%]{3,127})|%([^\r\n]{3,500})")
_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_PLAIN = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/|>>|$)")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)|/Type\s*/XRef")
_END = re.compile(rb"%%EOF\s*")
_ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile")

_SPOTS = {
    **dict.fromkeys((b"Author", b"Subject", b"Keywords", b"Creator"), Spot.METADATA),
    **dict.fromkeys((b"Alt", b"ActualText", b"E"), Spot.ALTERNATE),
    **dict.fromkeys((b"Contents", b"RC", b"Subj"), Spot.NOTE),
    **dict.fromkeys((b"V", b"DV", b"TU", b"TM", b"T"), Spot.FORM),
    **dict.fromkeys((b"F", b"UF", b"Desc"), Spot.FILE_NAME),
    b"Name": Spot.LAYER,
    b"Title": Spot.TITLE,
}


class Watching(Protocol):
    """Looks in texts."""

    def hits(self, text: str, place: str) -> Iterator[Hit]:
        """Where this text says something that was taken out."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in the PDF, read part by part."""

    name: str
    parts: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of objects by their number: what pages show, and how attachments are called."""

    shown: frozenset[int]
    names: dict[int, str]


def look(pdf: bytes, watch: Watching) -> Iterator[Hit | Attached]:
    """Everything in a PDF that says what was taken out, and every file in it.

    Raises:
        NotCheckable: it cannot be read.
    """
    known = _known(pdf)
    yield from _on_pages(pdf, watch, Spot.PAGE)
    for end in _earlier(pdf):
        yield from _on_pages(pdf[:end], watch, Spot.EARLIER)
    at, outside = 0, bytearray()
    for match in _STREAM.finditer(pdf):
        if match.start() < at:
            continue  # it only looks like one, within another
        outside += pdf[at : match.start()]
        head = bytes(pdf[max(at, match.start() - _HEAD) : match.end()])
        head = head[max(head.rfind(b" obj"), 0) - 12 if b" obj" in head else 0 :]
        at = _end(pdf, head, match.end())
        yield from _in_stream(head, pdf[match.end() : at], watch, known)
        if len(outside) > PART:
            yield from _in_objects(bytes(outside), watch)
            outside.clear()
    yield from _in_objects(bytes(outside) + pdf[at:], watch)


def _known(pdf: bytes) -> _Known:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            if opened.is_encrypted:
                raise NotCheckable("an encrypted PDF")
            shown: set[int] = set()
            for page in opened.pages:
                contents = page.obj.get("/Contents")
                each = contents if isinstance(contents, pikepdf.Array) else [contents]
                shown |= {one.objgen[0] for one in each if isinstance(one, pikepdf.Object)}
            names = {
                file.obj.objgen[0]: name
                for name, specification in opened.attachments.items()
                for file in [specification.get_file()]
            }
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise NotCheckable("a PDF that cannot be read") from error
    return _Known(frozenset(shown), names)


def _on_pages(pdf: bytes, watch: Watching, spot: Spot) -> Iterator[Hit]:
    for number, text in texts(pdf, strict=spot is Spot.PAGE):
        yield from watch.hits(text, f"{spot}:{number}")


def _earlier(pdf: bytes) -> list[int]:
    """Where earlier versions of the file end."""
    return [match.end() for match in _END.finditer(pdf)][:-1]


def _end(pdf: bytes, head: bytes, start: int) -> int:
    """Where a stream is over."""
    told = _LENGTH.search(head)
    if told:
        end = start + int(told[1])
        if pdf[end : end + 12].lstrip().startswith(b"endstream"):
            return end
    end = pdf.find(b"endstream", start)
    return end if end >= 0 else len(pdf)


def _in_stream(
    head: bytes, body: bytes, watch: Watching, known: _Known
) -> Iterator[Hit | Attached]:
    number = _NUMBER.search(head)
    key = int(number[1]) if number else 0
    if _FONT.search(head):
        return
    if _PICTURE.search(head):
        if b"/DCTDecode" in head:  # what a camera wrote before the picture
            yield from watch.hits(decoded(body[: body.find(b"\xff\xda")]), Spot.HIDDEN)
        return
    if _ATTACHED.search(head):
        name = known.names.get(key, "")
        yield Attached(name, _unpacked(head, body))
        return
    if key in known.shown:
        return  # read with its page
    whole = b"".join(_unpacked(head, body))
    if b"/ObjStm" in head:
        yield from _in_objects(whole, watch)
    elif b"/Metadata" in head:
        yield from watch.hits(decoded(whole), Spot.METADATA)
    else:
        strings = [text for _, text in _strings(whole)]
        for between in ("", " "):
            yield from watch.hits(between.join(strings), Spot.HIDDEN)


def _unpacked(head: bytes, body: bytes) -> Iterator[bytes]:
    """What a stream holds, part by part.

    Raises:
        NotCheckable: it is packed in a way that the portal never uses.
    """
    if b"/Filter" not in head:
        yield body
        return
    if not _PLAIN.search(head) or b"/DecodeParms" in head:
        raise NotCheckable("a stream that is packed in another way")
    unpacker = zlib.decompressobj()
    try:
        part = unpacker.decompress(body, PART)
        while part:
            yield part
            part = unpacker.decompress(unpacker.unconsumed_tail, PART)
        if body and not unpacker.eof:
            raise NotCheckable("a stream that is cut off")
    except zlib.error as error:
        raise NotCheckable("a stream that cannot be unpacked") from error


def _in_objects(body: bytes, watch: Watching) -> Iterator[Hit]:
    """Look in what stands in objects: strings, names, and remarks between them."""
    found = list(_strings(body)) if b"(" in body or b"<" in body else []
    if any(watch.hits("\n".join(text for _, text in found), "")):
        for start, text in found:
            key = _KEY.search(body[max(start - 40, 0) : start])
            spot = _SPOTS.get(key[1], Spot.HIDDEN) if key else Spot.HIDDEN
            yield from watch.hits(text, spot)
    told = {_plain_name(name) if name else remark for name, remark in _NAME.findall(body)}
    yield from watch.hits("\n".join(decoded(each) for each in told), Spot.HIDDEN)


def _plain_name(name: bytes) -> bytes:
    """A name of an object as somebody may be called; 'MarkInfo' is the format's own, not Mark."""
    name = _CODE.sub(lambda code: bytes([int(code[1], 16)]), name)
    if not name.isalnum() or not name.isascii():
        return name
    return name.capitalize() if len(name) >= LONG_NAME else b""


def _strings(body: bytes) -> Iterator[tuple[int, str]]:
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
