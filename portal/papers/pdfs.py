"""From any PDF to one that holds pages and nothing else. Runs in a child.

What people see on a page stays, filled-in fields included; what a file can do or hide (scripts,
attachments, comments, links, outlines, metadata, earlier revisions) does not come along.
"""

import ctypes
import io
from collections.abc import Callable, Sequence

import pikepdf
import pypdfium2
from pypdfium2 import raw

from portal.papers.limits import PAGES
from portal.papers.pages import Box
from portal.papers.problems import Problem, Unreadable

LONGEST_SIDE = 14_400  # points: what the PDF standard allows
_OF_A_FILE = frozenset(("/Type", "/Pages", "/OCProperties"))  # which layers are off stays known
_OF_A_PAGE = frozenset(
    ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit")
)


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """A PDF that was opened.

    Raises:
        Unreadable: it needs a password, is broken, or has no pages or too many.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Unreadable(Problem.ENCRYPTED if locked else Problem.BROKEN) from None
    if not len(document):
        raise Unreadable(Problem.BROKEN)
    if len(document) > PAGES:
        raise Unreadable(Problem.TOO_MANY_PAGES)
    return document


def cleaned(content: bytes) -> bytes:
    """The pages of a PDF as a PDF, equal byte for byte for equal input.

    Raises:
        Unreadable: see `opened`.
    """
    document = opened(content)
    _flatten(document)
    buffer = io.BytesIO()
    document.save(buffer, flags=raw.FPDF_REMOVE_SECURITY)
    document.close()
    return _pages_only(buffer)


def _flatten(document: pypdfium2.PdfDocument) -> None:
    """Draw fields and stamps on the pages themselves, as a reader of PDF shows them."""
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    for page in document:
        if max(page.get_size()) > LONGEST_SIDE:
            raise Unreadable(Problem.TOO_MUCH_INSIDE)
        if raw.FPDFPage_GetAnnotCount(page):
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()


def _pages_only(buffer: io.BytesIO) -> bytes:
    result = io.BytesIO()
    try:
        with pikepdf.open(buffer) as file:
            for key in set(file.Root.keys()) - _OF_A_FILE:
                del file.Root[key]
            del file.docinfo
            for page in file.pages:
                for key in set(page.obj.keys()) - _OF_A_PAGE - {"/Parent"}:
                    del page.obj[key]
            file.save(
                result,
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
    except pikepdf.PdfError:
        raise Unreadable(Problem.BROKEN) from None
    return result.getvalue()


def alone(content: bytes) -> bytes:
    """A cleaned PDF that can be put behind another.

    Raises:
        Unreadable: it has layers, of which some are off: behind another all of them would show.
    """
    with pikepdf.open(io.BytesIO(content)) as file:
        if "/OCProperties" in file.Root:
            raise Unreadable(Problem.UNSUPPORTED)
    return content


def joined(contents: Sequence[bytes]) -> bytes:
    """One PDF with the pages of all."""
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(contents[0])) as whole:
        for content in contents[1:]:
            with pikepdf.open(io.BytesIO(content)) as file:
                whole.pages.extend(file.pages)
        whole.save(result, deterministic_id=True)
    return result.getvalue()


def shown_by(page: pypdfium2.PdfPage) -> Callable[[Box], Box]:
    """What turns a box in the page's own measure into points from its corner as it is shown."""
    width, height = page.get_size()
    fine = 64  # whole numbers come out: parts of a point

    def place(x: float, y: float) -> tuple[float, float]:
        right, down = ctypes.c_int(), ctypes.c_int()
        size = round(width * fine), round(height * fine)
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, right, down)
        return right.value / fine, down.value / fine

    far = 1000.0  # the farther away, the less rounding matters
    (x, y), (x_right, y_right), (x_up, y_up) = place(0, 0), place(far, 0), place(0, far)
    a, b, c, d = (x_right - x) / far, (y_right - y) / far, (x_up - x) / far, (y_up - y) / far

    def shown(box: Box) -> Box:
        left, bottom, right, top = box
        x1, x2 = x + a * left + c * bottom, x + a * right + c * top
        y1, y2 = y + b * left + d * bottom, y + b * right + d * top
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    return shown
