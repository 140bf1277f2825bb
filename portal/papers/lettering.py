"""The text of pages: letters, the words they make, where those stand. Runs in a child.

A word that cannot be seen on its page (white on white, under a bar, in a layer that is off) is no
text of it: somebody may have covered it on purpose, and the answer to a person prints the text.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from portal.papers import pdfs
from portal.papers.limits import PIXELS
from portal.papers.pages import Box, Page, Word

_LOOK = 1.5  # pixels a point at which words are looked for on the picture of a page
_INK = 6  # of 255: less difference than this nobody sees
_SOFT_HYPHEN = "\u00ad"
_NOTHING = frozenset(("\r", "\0", "\ufffe", "\uffff", _SOFT_HYPHEN))
_HYPHEN = {"\x02": "-"}  # what the reader makes of a hyphen at the end of a line
_LONGEST = 400_000  # letters on a page


@dataclass(slots=True)
class _Letter:
    text: str
    box: Box | None  # None of what is not drawn: spaces and line breaks that are implied
    upright: bool = True


def pages_of(content: bytes) -> Iterator[Page]:
    """The pages of a cleaned PDF, one by one."""
    document = pdfs.opened(content)
    for index in range(len(document)):
        page = document[index]
        yield _page(page, index + 1)
        page.close()


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    words = _words(_letters(page))
    text, found, unseen = "", [], 0
    if words:
        picture, scale = _picture(page)
        for letters, gap in words:
            box = _whole(letters)
            if box is not None and not _is_seen(picture, scale, box):
                unseen += 1
            elif box is not None:
                start = len(text)
                text += "".join(letter.text for letter in letters)
                found.append(Word(text[start:], start, len(text), box, _edges(letters)))
            text = _with_gap(text, gap)
    return Page(number, round(width, 1), round(height, 1), text.strip("\n"), tuple(found), unseen)


def _with_gap(text: str, gap: str) -> str:
    """The text and what comes before the next word: one space, or line breaks."""
    if not gap or not text or text.endswith("\n"):
        return text
    if "\n" in gap:
        return text.rstrip(" ") + "\n"
    return text if text.endswith(" ") else text + " "


def _letters(page: pypdfium2.PdfPage) -> Iterator[_Letter]:
    text = page.get_textpage()
    number = min(text.count_chars(), _LONGEST)
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    half = 0
    for index in range(number):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00) if half else 0xFFFD
        half = 0
        letter = _HYPHEN.get(chr(code), chr(code))
        if letter in _NOTHING:
            continue
        if letter.isspace() or not raw.FPDFText_GetCharBox(text, index, left, right, low, high):
            yield _Letter("\n" if letter == "\n" else " ", None)
            continue
        tight = (left.value, low.value, right.value, high.value)
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        round_it = (loose.left, loose.bottom, loose.right, loose.top)
        angle = raw.FPDFText_GetCharAngle(text, index)
        yield _Letter(letter, _shown(page, _widest(tight, round_it)), abs(angle) < 0.02)
    text.close()


def _widest(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _shown(page: pypdfium2.PdfPage, box: Box) -> Box:
    one = pdfs.device_place(page, box[0], box[1])
    other = pdfs.device_place(page, box[2], box[3])
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )


def _words(letters: Iterator[_Letter]) -> list[tuple[list[_Letter], str]]:
    """Words, each with what stands between it and the next."""
    words: list[tuple[list[_Letter], str]] = []
    for letter in letters:
        if letter.box is None:
            if words:
                words[-1] = (words[-1][0], words[-1][1] + letter.text)
        elif words and not words[-1][1]:
            words[-1][0].append(letter)
        else:
            words.append(([letter], ""))
    return words


def _whole(letters: list[_Letter]) -> Box | None:
    boxes = [letter.box for letter in letters if letter.box is not None]
    if not boxes:
        return None
    return (
        round(min(box[0] for box in boxes), 1),
        round(min(box[1] for box in boxes), 1),
        round(max(box[2] for box in boxes), 1),
        round(max(box[3] for box in boxes), 1),
    )


def _edges(letters: list[_Letter]) -> tuple[float, ...]:
    """The right edge of each letter, when they stand side by side from left to right."""
    edges = [round(letter.box[2], 1) for letter in letters if letter.box]
    if not all(letter.upright for letter in letters) or edges != sorted(edges):
        return ()
    return tuple(edges)


def _picture(page: pypdfium2.PdfPage) -> tuple[Image.Image, float]:
    width, height = page.get_size()
    scale = min(_LOOK, (PIXELS / 20 / max(width * height, 1.0)) ** 0.5)
    return page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil(), scale


def _is_seen(picture: Image.Image, scale: float, box: Box) -> bool:
    left, top, right, bottom = (round(each * scale) for each in box)
    left, top = max(left, 0), max(top, 0)
    right, bottom = (
        min(max(right, left + 1), picture.width),
        min(max(bottom, top + 1), picture.height),
    )
    if left >= right or top >= bottom:  # beside the page
        return False
    seen = picture.crop((left, top, right, bottom)).tobytes()
    return max(seen) - min(seen) >= _INK
