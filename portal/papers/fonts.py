"""Which pages of a PDF have fonts that may call letters otherwise than they look. Runs in a child.

A font that a file brings along, or one with a table of what its letters stand for, may say
anything.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
Key = tuple[int, int]


def with_letters_of_their_own(content: bytes) -> frozenset[int]:
    """The pages, from 0 on, that use such a font.

    Parameters:
        content: a cleaned PDF.
    """
    known: dict[Key, bool] = {}
    with pikepdf.open(io.BytesIO(content)) as file:
        return frozenset(
            number
            for number, page in enumerate(file.pages)
            if any(_may_lie(font, known) for font in _fonts(page.obj.get("/Resources")))
        )


def _fonts(resources: Any) -> Iterator[Any]:
    """The fonts of a page and of the forms on it, however deep; each form is opened once."""
    waiting, opened = [resources], set[Key]()
    while waiting:
        here = waiting.pop()
        if not isinstance(here, pikepdf.Dictionary):
            continue
        fonts, forms = here.get("/Font"), here.get("/XObject")
        if isinstance(fonts, pikepdf.Dictionary):
            yield from fonts.values()
        for form in forms.values() if isinstance(forms, pikepdf.Dictionary) else ():
            if isinstance(form, pikepdf.Stream) and form.objgen not in opened:
                opened.add(form.objgen)
                waiting.append(form.get("/Resources"))


def _may_lie(font: Any, known: dict[Key, bool]) -> bool:
    if not isinstance(font, pikepdf.Dictionary):
        return False
    key = font.objgen
    if key not in known or key == (0, 0):
        several = font.get("/DescendantFonts")
        inner = several[0] if isinstance(several, pikepdf.Array) and len(several) else font
        described = inner.get("/FontDescriptor") if isinstance(inner, pikepdf.Dictionary) else None
        brought = isinstance(described, pikepdf.Dictionary) and any(
            name in described for name in _FILES
        )
        known[key] = brought or "/ToUnicode" in font or font.get("/Subtype") == "/Type3"
    return known[key]
