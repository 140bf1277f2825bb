"""Pictures of the pages of a document, with what is redacted burnt in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.papers import cell
from portal.papers.limits import DRAWING_SECONDS
from portal.papers.pages import Box

AT_ONCE = 12
"""Pages that one child draws, so that no process ever holds the pictures of them all."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a JPEG.

    Attributes:
        width: of the page, in points.
        height: of the page, in points.
    """

    page: int
    body: bytes
    width: float
    height: float


def picture(pdf: bytes, page: int, *, dpi: float = 110, boxes: Sequence[Box] = ()) -> Picture:
    """One page of a document that was read.

    Parameters:
        pdf: as reading gave it.
        page: 1 for the first.
        boxes: what is black in the picture; nothing of what was there can be got back.

    Raises:
        Unreadable: it could not be drawn.
        OSError: no child could be started.
    """
    return next(pictures(pdf, {page: boxes}, dpi=dpi))


def pictures(
    pdf: bytes, pages: Mapping[int, Sequence[Box]], *, dpi: float = 150
) -> Iterator[Picture]:
    """These pages, in this order; see `picture`."""
    rest = [[number, [list(box) for box in boxes]] for number, boxes in pages.items()]
    while rest:
        now, rest = rest[:AT_ONCE], rest[AT_ONCE:]
        order = {"do": "draw", "pages": now, "dpi": dpi}
        facts, bodies = cell.ask(order, pdf, seconds=DRAWING_SECONDS)
        for fact, body in zip(facts["pictures"], bodies, strict=True):
            yield Picture(fact["page"], body, fact["width"], fact["height"])
