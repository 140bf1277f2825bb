"""Binds pages of several PDFs in one, with their structure: one document to read and to hear.

The frame is the report, without its records if they are many, and gives the language, the metadata
and the links. The pieces hold records, each put in before one of the frame's chapters, or pages of
an annex: those come behind the frame.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from portal.letters import pieces
from portal.letters.book import Book
from portal.letters.embedding import Embedded
from portal.letters.outlines import Mark
from portal.letters.sealing import Sealer
from portal.letters.taking import Taken, with_row_heads
from portal.letters.writing import text_string


@dataclass(frozen=True, slots=True)
class Insert:
    """Pieces that are put in before a chapter.

    Attributes:
        chapter: the name that links to the chapter have.
        files: PDFs of Typst, in order.
    """

    chapter: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """Pieces that come behind the frame.

    Attributes:
        name: the name that links to them have.
        files: PDFs of Typst, in order.
    """

    name: str
    files: tuple[Path, ...]


def bind(
    file: BinaryIO,
    frame: bytes,
    inserts: Iterable[Insert],
    behind: Iterable[Behind] = (),
    *,
    inserted: int,
    wording: str,
    fonts: Path,
    embedded: Iterable[Embedded],
    identifier: str,
    sealer: Sealer | None = None,
    at: datetime,
) -> None:
    """Write one PDF of a frame and the pieces put in.

    Parameters:
        inserted: how many pages the pieces have.
        wording: such as 'Page # of #'.
        identifier: what makes this document unique.
        sealer: who seals the document, at the moment `at`; without one it is not sealed.

    Raises:
        PieceBroken: a piece is not as it should be.
    """
    written, marks = pieces.plain(frame)
    whole = pieces.read(written)
    book = Book(file, len(whole.pages) + inserted, wording, fonts, at if sealer else None)
    taken = Taken(book, whole)
    waiting = {taken.places()[insert.chapter]: insert.files for insert in inserts}
    elements = {page: list(some) for page, some in groupby(taken.elements, key=taken.page_of)}
    for count, page in enumerate(whole.pages):
        for path in waiting.get(page, ()):
            _insert(book, path)
        taken.page(page)
        here = [(level, text_string(title)) for level, title, index in marks if index == count]
        book.marks += [Mark(level, title, taken.number(page)) for level, title in here]
        for element in elements.get(page, []):
            book.hold(taken.number(element))
    book.finish(
        embedded,
        catalog=taken.catalog(),
        destinations=taken.destinations(dict(_behind(book, behind))),
        info=taken.info(),
        identifier=identifier,
    )
    if sealer and book.stamp:
        book.stamp.fill(file, book.writer.length, sealer)


def _behind(book: Book, behind: Iterable[Behind]) -> Iterator[tuple[str, int]]:
    """Put pieces at the end; gives each name with the page it leads to."""
    for each in behind:
        pages = [_insert(book, path) for path in each.files]
        yield each.name, pages[0]


def _insert(book: Book, path: Path) -> int:
    """Put a piece in; gives the number of its first page."""
    piece = pieces.read(path.read_bytes())
    with_row_heads(piece)
    taken = Taken(book, piece)
    for page in piece.pages:
        taken.page(page)
    for element in taken.elements:
        book.hold(taken.number(element))
    for mark in piece.headings():
        book.marks.append(Mark(mark.level, mark.title, taken.number(mark.page)))
    return taken.number(piece.pages[0])
