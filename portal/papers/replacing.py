"""Pages without the text that a file has in the place of what it draws. Runs in a child.

A file may give a passage a text to be read instead of it (/ActualText): people see one name, and
the text has another. What is drawn counts. Only where that is no letter or digit of ours, such as
two letters drawn as one sign that has no name, letters in its place stay.

It is the reader of the page that forgets those texts, and nothing is cut from the file: who looks
for them in a file must read it just as the reader does, and would miss what that finds after all.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from portal.law.redaction import normal

KEY = b"ActualText"


def page_of(document: pypdfium2.PdfDocument, index: int) -> tuple[pypdfium2.PdfPage, bool]:
    """A page, to be read as it is drawn; and whether it has text in the place of signs after all.

    Parameters:
        index: of the page, from 0 on.
    """
    page = document[index]
    passages = _replaced(page)
    if not passages:
        return page, False
    other = document[index]
    judged = _replaced(other)
    for each in judged:
        each.forget()
    told, drawn = _with_letters(page), _with_letters(other)
    for each, bare in zip(passages, judged, strict=True):
        if bare.is_among(drawn) or not each.is_among(told):
            each.forget()
    other.close()
    return page, any(each.is_there for each in passages)


@dataclass(frozen=True, slots=True)
class _Passage:
    """What has a text in its place.

    Attributes:
        mark: what the file says of it. Several may share it: then all forget when one does.
        things: what is drawn.
    """

    mark: Any
    things: list[Any] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        """Whether it has the text."""
        return bool(
            raw.FPDFPageObjMark_GetParamValueType(self.mark, KEY) != raw.FPDF_OBJECT_UNKNOWN
        )

    def is_among(self, things: frozenset[int]) -> bool:
        """Whether some of what is drawn is among things, by their addresses."""
        return not things.isdisjoint(map(_address, self.things))

    def forget(self) -> None:
        """Let what is drawn be read."""
        raw.FPDFPageObjMark_RemoveParam(self.things[0], self.mark, KEY)


def _replaced(page: pypdfium2.PdfPage) -> list[_Passage]:
    found: dict[int, _Passage] = {}
    for thing in _texts(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject):
        for number in range(raw.FPDFPageObj_CountMarks(thing)):
            passage = _Passage(raw.FPDFPageObj_GetMark(thing, number))
            if passage.is_there:
                found.setdefault(_address(passage.mark), passage).things.append(thing)
    return list(found.values())


def _texts(
    place: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]
) -> Iterator[Any]:
    """All that is drawn as text, in forms as well, as deep as the reader goes itself."""
    for number in range(count(place)):
        thing = get(place, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _texts(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)


def _with_letters(page: pypdfium2.PdfPage) -> frozenset[int]:
    """What draws a letter or digit of ours, by its address."""
    text = page.get_textpage()
    found = frozenset(
        _address(raw.FPDFText_GetTextObject(text, number))
        for number in range(text.count_chars())
        if _is_letter(raw.FPDFText_GetUnicode(text, number))
    )
    text.close()
    return found


def _is_letter(code: int) -> bool:
    if 0xD800 <= code < 0xE000:  # half of a sign: there are letters among those
        return True
    return any(sign.isascii() and sign.isalnum() for sign in normal(chr(code)))


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0
