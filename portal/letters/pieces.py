"""Reads a PDF of our own making as a piece of a larger one, object by object.

Only files with a plain table of objects are read: those of Typst, and those that qpdf wrote anew.
Nothing is held of them but their bytes, so that a report of any size can be bound piece by piece.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf

_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_HEAD = re.compile(rb"(\d+) 0 obj\s*")
_TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>|(\d+) 0 R", re.DOTALL)
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_WIDTH = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+)")
_HEADING = re.compile(rb"/S\s*/H([1-6])\b")
_TITLE = re.compile(rb"/T\(((?:\\.|[^\\()])*)\)", re.DOTALL)

Numbered = Callable[[int], int]


class PieceBroken(Exception):
    """Raised if a piece is not a file of the kind that is read here."""


@dataclass(frozen=True, slots=True)
class Part:
    """One object: its words, and what it streams, if it does."""

    words: bytes
    stream: bytes | None = None

    def renumbered(self, number: Numbered) -> bytes:
        """The words with every reference to an object led through `number`."""
        return _TOKEN.sub(
            lambda found: b"%d 0 R" % number(int(found[1])) if found[1] else found[0], self.words
        )


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading to jump to.

    Attributes:
        title: a PDF string with its brackets.
        page: number of the page's object.
    """

    level: int
    title: bytes
    page: int


@dataclass(slots=True)
class Piece:
    """A PDF in objects.

    Attributes:
        parts: by number.
        root, info: numbers of the catalog and of what is said of the document.
        pages: numbers of its pages, in order.
    """

    parts: dict[int, Part]
    root: int
    info: int
    pages: list[int] = field(default_factory=list)

    def reference(self, number: int, key: bytes) -> int:
        """The object that another refers to under a key.

        Raises:
            PieceBroken: it refers to none.
        """
        if found := re.search(rb"/%s\s*(?:\[\s*)?(\d+) 0 R" % key, self.parts[number].words):
            return int(found[1])
        raise PieceBroken(f"no {key.decode()} in object {number}")

    def references(self, number: int, key: bytes) -> list[int]:
        """The objects in a list under a key."""
        found = re.search(rb"/%s\s*\[([^\]]*)\]" % key, self.parts[number].words)
        return [int(each) for each in re.findall(rb"(\d+) 0 R", found[1])] if found else []

    def width(self, page: int) -> float:
        """How wide a page is, in points.

        Raises:
            PieceBroken: it does not say so.
        """
        if found := _WIDTH.search(self.parts[page].words):
            return float(found[1])
        raise PieceBroken(f"no MediaBox in object {page}")

    def headings(self) -> Iterator[Bookmark]:
        """The headings that bear their own title in the structure, in order."""
        for part in self.parts.values():
            level, title = _HEADING.search(part.words), _TITLE.search(part.words)
            page = re.search(rb"/Pg (\d+) 0 R", part.words)
            if level and title and page:
                yield Bookmark(int(level[1]), b"(%s)" % title[1], int(page[1]))


def read(pdf: bytes) -> Piece:
    """The objects of a PDF with a plain table.

    Raises:
        PieceBroken: it has no such table.
    """
    try:
        at = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        trailer = pdf[pdf.index(b"trailer", at) :]
        places = sorted(int(found) for found in _ENTRY.findall(pdf, at))
        root, info = (
            int(re.search(rb"/%s (\d+) 0 R" % key, trailer)[1])  # type: ignore[index]
            for key in (b"Root", b"Info")
        )
        piece = Piece(dict(_parts(pdf, [*places, at])), root, info)
    except (ValueError, IndexError, TypeError) as error:
        raise PieceBroken("no plain table of objects") from error
    piece.pages = list(_pages(piece, piece.reference(root, b"Pages")))
    return piece


def _parts(pdf: bytes, places: list[int]) -> Iterator[tuple[int, Part]]:
    for begin, end in pairwise(places):
        head = _HEAD.match(pdf, begin, end)
        if head is None:
            raise PieceBroken("an object is not where the table says")
        if stream := _STREAM.search(pdf, head.end(), end):
            words = pdf[head.end() : stream.start() + 2]
            length = _LENGTH.search(words)
            if length is None:
                raise PieceBroken("a stream without a length")
            yield int(head[1]), Part(words, pdf[stream.end() : stream.end() + int(length[1])])
        else:
            yield int(head[1]), Part(pdf[head.end() : pdf.rindex(b"endobj", begin, end)].strip())


def _pages(piece: Piece, number: int) -> Iterator[int]:
    for kid in piece.references(number, b"Kids"):
        if b"/Kids" in piece.parts[kid].words:
            yield from _pages(piece, kid)
        else:
            yield kid


def plain(pdf: bytes) -> tuple[bytes, list[tuple[int, str, int]]]:
    """A PDF written anew with a plain table, and its bookmarks: level, title, index of the page."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        indexes = {page.obj.objgen: index for index, page in enumerate(opened.pages)}
        with opened.open_outline() as outline:
            marks = list(_marks(outline.root, indexes, 1))
        for key in ("/Outlines", "/PageMode"):
            if key in opened.Root:
                del opened.Root[key]
        # Links lead to names; the table of names gets a place where it is found again.
        opened.Root.RLDests = opened.make_indirect(opened.Root.Names.Dests)
        del opened.Root.Names
        opened.save(
            written,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            deterministic_id=True,
        )
    return written.getvalue(), marks


def _marks(
    items: list[pikepdf.OutlineItem], indexes: dict[tuple[int, int], int], level: int
) -> Iterator[tuple[int, str, int]]:
    for item in items:
        page = item.destination[0]  # type: ignore[index]
        yield level, item.title, indexes[page.objgen]
        yield from _marks(item.children, indexes, level + 1)
