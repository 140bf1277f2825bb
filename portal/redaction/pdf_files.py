"""Looks in a PDF for what was taken out: on its pages, and in every object that the file holds.

Pages are read as a reader reads them. Everything else is read from the bytes, so that what no page
shows is found as well: an earlier version, a layer that is off, an object that nothing names.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.mapped import Body, forget
from portal.redaction.any_pages import AnyPages
from portal.redaction.encodings import decoded
from portal.redaction.found import Hit, NotCheckable, Spot, Watching
from portal.redaction.objects import Objects, strings
from portal.redaction.own_files import NotOurs
from portal.redaction.own_pages import OwnPages

PART = 1024 * 1024
OFTEN = 8 * PART
"""After so many bytes the memory of what was read of the file is given back."""

_HEAD = 4000
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj\b")
_PLAIN = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/|>>|$)")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)|/Type\s*/XRef")
_DRAWN = re.compile(rb"\bBT\s.*?\bT[jJ]\s+ET\b", re.DOTALL)
_ATTACHED = re.compile(rb"/Type\s*/EmbeddedFile")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in the PDF, read part by part."""

    name: str
    parts: Iterable[bytes]


def look(pdf: Body, watch: Watching) -> Iterator[Hit | Attached]:
    """Everything in a PDF that says what was taken out, and every file in it.

    Raises:
        NotCheckable: it cannot be read.
    """
    pages: OwnPages | AnyPages
    try:
        pages = OwnPages(pdf)
        yield from pages.hits(watch)
    except NotOurs:
        pages = AnyPages(pdf)
        yield from pages.hits(watch)
    yield from _Scan(pdf, watch, pages).found()


class _Scan:
    """Reads a file from front to back, whatever its table of objects says."""

    def __init__(self, pdf: Body, watch: Watching, pages: OwnPages | AnyPages) -> None:
        self._pdf, self._watch, self._pages = pdf, watch, pages
        self._objects = Objects(watch)

    def found(self) -> Iterator[Hit | Attached]:
        pdf, at, outside, forgotten = self._pdf, 0, bytearray(), 0
        for match in _STREAM.finditer(pdf):
            if match.start() < at:
                continue  # it only looks like one, within another
            outside += pdf[at : match.start()]
            head = pdf[max(at, match.start() - _HEAD) : match.end()]
            begin = max(head.rfind(b" obj") - 12, 0)
            at = _end(pdf, head[begin:], match.end())
            yield from self._in_stream(head[begin:], match.end() - len(head) + begin, at)
            if len(outside) > PART:
                yield from self._objects.hits(bytes(outside))
                outside.clear()
            if at - forgotten > OFTEN:
                forget(pdf)
                forgotten = at
        yield from self._objects.hits(bytes(outside) + pdf[at:])
        forget(pdf)

    def _in_stream(self, head: bytes, begin: int, end: int) -> Iterator[Hit | Attached]:
        """Look in a stream; its head begins somewhere before the number of its object."""
        if _FONT.search(head):
            return
        body = self._pdf[begin + len(head) : end]
        if _PICTURE.search(head):
            if b"/DCTDecode" in head:  # what a camera wrote before the picture
                yield from self._watch.hits(decoded(body[: body.find(b"\xff\xda")]), Spot.HIDDEN)
            return
        found = _NUMBER.search(head)
        number, place = (int(found[1]), begin + found.start()) if found else (0, begin)
        if _ATTACHED.search(head):
            yield Attached(self._pages.names.get(number, ""), _unpacked(head, body))
        elif not self._pages.shows(number, place):  # else it is read with its page
            yield from self._in_words(head, b"".join(_unpacked(head, body)))

    def _in_words(self, head: bytes, whole: bytes) -> Iterator[Hit]:
        if b"/ObjStm" in head:
            yield from self._objects.hits(whole)
        elif b"/Metadata" in head:
            yield from self._watch.hits(decoded(whole), Spot.METADATA)
        else:
            said = [text for _, text in strings(whole)]
            for between in ("", " "):
                yield from self._watch.hits(between.join(said), Spot.HIDDEN)
            if b"/Form" not in head and _DRAWN.search(whole) and any("\0" in each for each in said):
                raise NotCheckable("a drawing that no page shows, in signs that nobody can read")


def _end(pdf: Body, head: bytes, start: int) -> int:
    """Where a stream is over."""
    told = _LENGTH.search(head)
    if told:
        end = start + int(told[1])
        if pdf[end : end + 12].lstrip().startswith(b"endstream"):
            return end
    end = pdf.find(b"endstream", start)
    return end if end >= 0 else len(pdf)


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
