"""Writes the bookmarks of a PDF: a tree of headings to jump to."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.letters.writing import PdfWriter


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: its level, its title as a PDF string, and the number of its page."""

    level: int
    title: bytes
    page: int


def write_outlines(writer: PdfWriter, marks: list[Mark]) -> int:
    """Write bookmarks, in the order of their pages; gives the number of their tree."""
    root = writer.number()
    first, last, count = _branch(writer, marks, root)
    words = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
    return writer.add(words % (first, last, count), root)


def _branch(writer: PdfWriter, marks: list[Mark], parent: int) -> tuple[int, int, int]:
    """Bookmarks under one; gives the first, the last, and how many are shown at once."""
    branches = list(_branches(marks))
    numbers = [writer.number() for _ in branches]
    shown = len(branches)
    for place, (number, (mark, below)) in enumerate(zip(numbers, branches, strict=True)):
        words = b"/Title %s/Parent %d 0 R/Dest[%d 0 R/XYZ null null null]"
        words %= (mark.title, parent, mark.page)
        if place:
            words += b"/Prev %d 0 R" % numbers[place - 1]
        if place + 1 < len(numbers):
            words += b"/Next %d 0 R" % numbers[place + 1]
        if below:
            first, last, count = _branch(writer, below, number)
            closed = -1 if mark.level > 1 else 1  # chapters are seen, what is in them folded
            words += b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, closed * count)
            shown += count if closed == 1 else 0
        writer.add(b"<<%s>>" % words, number)
    return numbers[0], numbers[-1], shown


def _branches(marks: list[Mark]) -> Iterator[tuple[Mark, list[Mark]]]:
    """Each bookmark of the highest level, with those that come under it."""
    at = 0
    while at < len(marks):
        end = at + 1
        while end < len(marks) and marks[end].level > marks[at].level:
            end += 1
        yield marks[at], marks[at + 1 : end]
        at = end
