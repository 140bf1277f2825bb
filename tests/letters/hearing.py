"""What a screen reader says of a PDF, in its order: the structure, as pdfium gives it page by page.

`pdfinfo -struct-text` says the same, and takes seconds for each report: it reads every page anew
for each element. That pages follow each other in the structure is looked at here too.
"""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw


def heard(path: Path) -> str:
    """All text that belongs to the structure, in its order."""
    pages = list(pages_in_order(path))
    assert pages == sorted(pages), "the structure goes back to an earlier page"
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(" ".join(_of_page(page)) for page in document).split())


def pages_in_order(path: Path) -> Iterator[int]:
    """The page of each element of the structure that has one, in the order of the structure."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        waiting = [pdf.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            page = element.get("/Pg")
            if page is not None:
                yield numbers[page.objgen]
            below = element.get("/K", [])
            children = list(below) if isinstance(below, pikepdf.Array) else [below]
            waiting += [each for each in reversed(children) if isinstance(each, pikepdf.Dictionary)]


def _of_page(page: pypdfium2.PdfPage) -> Iterator[str]:
    texts = _texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _of_element(raw.FPDF_StructTree_GetChildAtIndex(tree, number), texts)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _of_element(element: Any, texts: dict[int, str]) -> Iterator[str]:
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _of_element(child, texts)
            continue
        marked = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if marked in texts:
            yield texts.pop(marked)


def _texts(page: pypdfium2.PdfPage) -> dict[int, str]:
    """The text of each marked piece of a page, by its number."""
    told: dict[int, str] = {}
    letters = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        marked = raw.FPDFPageObj_GetMarkedContentID(item)
        if marked >= 0:
            told[marked] = told.get(marked, "") + _text(item, letters)
    return told


def _text(item: pypdfium2.PdfObject, letters: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item, letters, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(
        item, letters, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
    )
    return buffer.raw[: size - 2].decode("utf-16-le")
