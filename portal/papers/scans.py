"""Which pages have a picture that may hold text which is not text of the page. Runs in a child."""

from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from portal.papers import pdfs
from portal.papers.pages import Box, Scan

FEW = 5  # words: a page with fewer may be all drawing, its letters among them
LITTLE = 8  # words on a picture: with more than these its text is there already
LARGE = 0.04  # of a page: what is smaller is a logo, a stamp or a signature
_OBJECTS = 20_000  # on a page: no more are looked at
_DEEP = 5  # forms within forms


def scan_on(page: pypdfium2.PdfPage, words: Sequence[Box], *, may_lie: bool = False) -> Scan:
    """Whether a machine has something to read on a page.

    Parameters:
        words: where the words are that are text.
        may_lie: whether its fonts may call letters otherwise than they look.
    """
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    width, height = page.get_size()
    shown = pdfs.shown_by(page)
    is_drawn = False
    for thing in _objects(page):
        is_drawn = is_drawn or thing.type in kinds
        if thing.type != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        box = _on_page(shown(thing.get_bounds()), width, height)
        size = max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
        if size < LARGE * width * height:
            continue
        on_it = sum(_is_on(word, box) for word in words)
        # Text over a picture of text: somebody, or a machine, said what it says.
        may_lie = may_lie or on_it > 0
        if on_it < LITTLE:
            return _unread(words, may_lie=may_lie)
    if len(words) < FEW and is_drawn:
        return _unread(words, may_lie=may_lie)
    return Scan.DOUBTED if may_lie and words else Scan.NONE


def _unread(words: Sequence[Box], *, may_lie: bool) -> Scan:
    """A picture to be read; where words lie that are not drawn, nothing else would be read."""
    return Scan.COVERED if may_lie and words else Scan.UNREAD


def _objects(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    for number, thing in enumerate(page.get_objects(max_depth=_DEEP)):
        if number >= _OBJECTS:
            return
        yield thing


def _on_page(box: Box, width: float, height: float) -> Box:
    left, top, right, bottom = box
    return max(left, 0.0), max(top, 0.0), min(right, width), min(bottom, height)


def _is_on(word: Box, picture: Box) -> bool:
    across, down = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return picture[0] <= across <= picture[2] and picture[1] <= down <= picture[3]
