"""The text of the pages of a PDF, as a reader takes it out: also what is white, tiny or covered."""

import ctypes
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from portal.redaction.found import NotCheckable

_ONE_AT_A_TIME = threading.Lock()
"""The library cannot do two things at once, whatever the thread."""

LINE = 6
"""Half as many points lie between the middles of what counts as one line."""
GAP = 0.25
"""So much of the size of its letters is between two of them when they are of two words."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points, from the bottom left corner."""


def texts(pdf: bytes, *, strict: bool = True) -> Iterator[tuple[int, str]]:
    """The text of each page by its number; more than once where it is not written as it stands.

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
        boxes = _boxes(read)
        written = [read.get_text_range()]
        back = _goes_back(boxes)
        if back or _returns(boxes):
            written.append(_as_placed(read, boxes))
        if back:
            written.append(_by_letter(read))
        return written
    finally:
        read.close()
        page.close()


def _boxes(read: pdfium.PdfTextPage) -> list[Box]:
    """The boxes of what is written together, in the order of the file."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    found = []
    for each in range(pdfium_c.FPDFText_CountRects(read, 0, -1)):
        pdfium_c.FPDFText_GetRect(read, each, left, top, right, bottom)
        found.append((left.value, bottom.value, right.value, top.value))
    return found


def _goes_back(boxes: Iterable[Box]) -> bool:
    """Whether something is written to the left of what is on its line already."""
    reached: dict[int, float] = {}
    for left, bottom, right, top in boxes:
        line = int((bottom + top) / LINE)
        if left < reached.get(line, left) - 1:
            return True
        reached[line] = right
    return False


def _returns(boxes: Iterable[Box]) -> bool:
    """Whether something is written to a line when another line was written since."""
    lines = [line for line, _ in groupby(int((box[1] + box[3]) / LINE) for box in boxes)]
    return len(lines) > len(set(lines))


def _as_placed(read: pdfium.PdfTextPage, boxes: Sequence[Box]) -> str:
    """The text from top to bottom and left to right."""
    parts = []
    before: Box | None = None
    for box in sorted(boxes, key=lambda box: (-int((box[1] + box[3]) / LINE), box[0])):
        left, bottom, right, top = box
        if before is not None:
            far = abs(before[1] + before[3] - bottom - top) > top - bottom
            close = left - before[2] <= (top - bottom) / 4
            parts.append("\n" if far else "" if close else " ")
        text = read.get_text_bounded(left - 0.1, bottom - 0.1, right + 0.1, top + 0.1)
        parts.append(text.strip("\r\n"))
        before = box
    return "".join(parts)


def _by_letter(read: pdfium.PdfTextPage) -> str:
    """The letters from top to bottom and left to right, also those drawn between others."""
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    letters = []
    for index in range(pdfium_c.FPDFText_CountChars(read)):
        sign = chr(pdfium_c.FPDFText_GetUnicode(read, index))
        placed = pdfium_c.FPDFText_GetCharBox(read, index, left, right, bottom, top)
        if placed and pdfium_c.FPDFText_GetCharOrigin(read, index, x, y) and not sign.isspace():
            gap = pdfium_c.FPDFText_GetFontSize(read, index) * GAP
            letters.append((-round(y.value / LINE * 2), left.value, right.value, gap, sign))
    parts, line, reached = [], 0, 0.0
    for here, begin, end, gap, sign in sorted(letters):
        parts.append("\n" if here != line else " " if begin - reached > gap else "")
        parts.append(sign)
        line, reached = here, end
    return "".join(parts)
