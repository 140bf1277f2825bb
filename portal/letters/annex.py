"""Documents that go with a report: each page a picture, with the text that may be read over it.

A page is never handed on as it was. Its picture has what is withheld burnt in, and its text is only
what stays: there is nothing under, behind or beside it that could be found again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from portal.law.redaction import Extent
from portal.letters.blocks import demand

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner of a page."""

Pictures = Callable[[int, Sequence[int]], Iterable[bytes]]
"""Gives the pictures (JPEG or PNG) of some pages of an annex, in their order, both by number."""


@dataclass(frozen=True, slots=True)
class Line:
    """Text that stands on one line of a page.

    Attributes:
        shown: whether it is written in white over black: what came instead of what was there. Any
            other text stands in the picture already, and is there to be heard, sought and copied.
    """

    text: str
    box: Box
    shown: bool = False


@dataclass(frozen=True, slots=True)
class AnnexPage:
    """A page; width and height in points.

    Attributes:
        extent: one that is withheld is not shown at all, and has no picture.
        boxes: what is black in its picture.
        recognised: whether a machine read text of it from a picture, so that it may be wrong.
    """

    width: float
    height: float
    extent: Extent
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    recognised: bool = False

    @property
    def text(self) -> str:
        """What can be read on the page, line by line."""
        told, bottom = "", 0.0
        for line in self.lines:
            _, top, _, below = line.box
            beside = told and top < (bottom + min(top, bottom)) / 2 + (below - top) / 4
            told += (" " if beside else "\n") + line.text.strip()
            bottom = below
        return told.strip()


@dataclass(frozen=True, slots=True)
class Annex:
    """A document, as part of a report.

    Attributes:
        number: from 1, in the order of the report.
        name: what the document is called.
        category, record: which record of the report it belongs to.
        source: the system it comes from.
        origin: by which whoever makes the pictures knows it.
    """

    number: int
    name: str
    category: str
    source: str
    record: str
    pages: tuple[AnnexPage, ...]
    origin: int = 0

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without a name or without pages."""
        demand(f"annex {self.number}", name=self.name, pages=self.pages)


def no_pictures(_annex: int, _pages: Sequence[int]) -> Iterable[bytes]:
    """For reports without annexes.

    Raises:
        ValueError: there is an annex after all.
    """
    raise ValueError("nobody said where the pictures come from")
