"""The text of the pages of a PDF, as a reader takes it out: also what is white, tiny or covered."""

import threading
from collections.abc import Iterator

import pypdfium2 as pdfium

from portal.redaction.found import NotCheckable

_ONE_AT_A_TIME = threading.Lock()
"""The library cannot do two things at once, whatever the thread."""

Line = tuple[float, float, float, str]
"""Middle from the bottom, left, right, and what stands there."""


def texts(pdf: bytes, *, strict: bool = True) -> Iterator[tuple[int, str]]:
    """The text of each page by its number; twice where it is not written in the order it stands in.

    Parameters:
        strict: whether every page must be readable; else what is not is left out.

    Raises:
        NotCheckable: a page cannot be read.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            if strict:
                raise NotCheckable("a PDF that cannot be read") from error
            return
        try:
            for index in range(len(document)):
                for text in _of_page(document, index, strict=strict):
                    yield index + 1, text
        finally:
            document.close()


def _of_page(document: pdfium.PdfDocument, index: int, *, strict: bool) -> list[str]:
    try:
        page = document[index]
        read = page.get_textpage()
    except pdfium.PdfiumError as error:
        if strict:
            raise NotCheckable("a page that cannot be read") from error
        return []
    try:
        written = [read.get_text_range()]
        if placed := _as_placed(read):
            written.append(placed)
        return written
    finally:
        read.close()
        page.close()


def _as_placed(read: pdfium.PdfTextPage) -> str:
    """The text from top to bottom and left to right; empty when that is the order it has."""
    boxes = [read.get_rect(each) for each in range(read.count_rects())]
    middles = [(bottom + top) / 2 for _, bottom, _, top in boxes]
    heights = [max(top - bottom, 1.0) for _, bottom, _, top in boxes]
    order = sorted(range(len(boxes)), key=lambda each: (-round(middles[each] / 3), boxes[each][0]))
    if order == list(range(len(boxes))):
        return ""
    parts, before = [], None
    for each in order:
        left, bottom, right, top = boxes[each]
        text = read.get_text_bounded(left - 0.1, bottom - 0.1, right + 0.1, top + 0.1)
        if before is not None:
            far = abs(middles[before] - middles[each]) > heights[each] / 2
            gap = left - boxes[before][2]
            parts.append("\n" if far else " " if gap > heights[each] / 4 else "")
        parts.append(text.strip("\r\n"))
        before = each
    return "".join(parts)
