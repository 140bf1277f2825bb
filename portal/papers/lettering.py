"""The text of pages: letters, the words they make, where those stand. Runs in a child.

A word that cannot be seen on its page (white on white, under a bar, in a layer that is off) is no
text of it: somebody may have covered it on purpose, and the answer to a person prints the text.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from portal.papers import fonts, pdfs, replacing, scans
from portal.papers.limits import PIXELS
from portal.papers.pages import Box, Page, Word

_LOOK = 1.5  # pixels a point at which words are looked for on the picture of a page
_INK = 6  # of 255: less difference than this nobody sees
_SOFT_HYPHEN = "\u00ad"
_NOTHING = frozenset(("\r", "\0", "\ufffe", "\uffff", _SOFT_HYPHEN))
_HYPHEN = {"\x02": "-"}  # what the reader makes of a hyphen at the end of a line
_NARROWEST = 0.3  # points that a letter takes on average in a word that is not on its side
_SPECK = 0.5  # points: what is smaller is no letter
_LONGEST = 400_000  # letters on a page


Letter = tuple[str, Box | None, int]
"""A letter, where it is, and its number; nowhere for spaces and line breaks: they are not drawn."""


def pages_of(content: bytes, *, is_ours: bool = False) -> Iterator[Page]:
    """The pages of a cleaned PDF, one by one.

    Parameters:
        is_ours: whether the portal drew them, so that the text is what is drawn.
    """
    document = pdfs.opened(content)
    own_letters = frozenset() if is_ours else fonts.with_letters_of_their_own(content)
    for index in range(len(document)):
        page, is_told = replacing.page_of(document, index)
        yield _page(page, index + 1, may_lie=is_told or index in own_letters)
        page.close()


def words_of(page: pypdfium2.PdfPage) -> list[tuple[list[Letter], str]]:
    """Words, each with what stands between it and the next, whether they can be seen or not."""
    return _words(_letters(page))


def hides_letters(page: pypdfium2.PdfPage) -> bool:
    """Whether something is drawn by a font that calls it a space, or nothing."""
    text = page.get_textpage()
    found = any(
        _is_blank(chr(raw.FPDFText_GetUnicode(text, index))) and _has_ink(text, index)
        for index in range(text.count_chars())
    )
    text.close()
    return found


def _is_blank(letter: str) -> bool:
    return letter.isspace() or letter in _NOTHING


def _has_ink(text: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether the file draws it: no hyphen, and no gap between words."""
    if raw.FPDFText_IsGenerated(text, index) or raw.FPDFText_IsHyphen(text, index):
        return False
    left, bottom, right, top = _ink(text, index) or (0.0,) * 4
    return min(right - left, top - bottom) > _SPECK


def _page(page: pypdfium2.PdfPage, number: int, *, may_lie: bool) -> Page:
    width, height = page.get_size()
    words = words_of(page)
    text, found, unseen = "", [], 0
    if words:
        picture, scale = _picture(page)
        for letters, gap in words:
            boxes = [box for _, box, _ in letters if box is not None]
            box = whole(boxes)
            if _is_seen(picture, scale, box):
                start = len(text)
                text += "".join(letter for letter, _, _ in letters)
                found.append(Word(text[start:], start, len(text), box, _edges(boxes)))
            else:
                unseen += 1
            text = _with_gap(text, gap)
    return Page(
        number,
        round(width, 1),
        round(height, 1),
        text.strip("\n"),
        tuple(found),
        unseen,
        scans.scan_on(page, [word.box for word in found], may_lie=may_lie),
    )


def _with_gap(text: str, gap: str) -> str:
    """The text and what comes before the next word: one space, or line breaks."""
    if not gap or not text or text.endswith("\n"):
        return text
    if "\n" in gap:
        return text.rstrip(" ") + "\n"
    return text if text.endswith(" ") else text + " "


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    shown = pdfs.shown_by(page)
    half = 0
    for index in range(min(text.count_chars(), _LONGEST)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xE000:  # a letter in two halves
            if code < 0xDC00 or not half:
                half = code if code < 0xDC00 else 0
                continue
            code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00)
        half = 0
        letter = _HYPHEN.get(chr(code), chr(code))
        if letter in _NOTHING:
            continue
        box = None if letter.isspace() else _box(text, index)
        if box is None:
            yield ("\n" if letter == "\n" else " "), None, index
        else:
            yield letter, shown(box), index
    text.close()


def _box(text: pypdfium2.PdfTextPage, index: int) -> Box | None:
    """Where a letter is: with the room that its font gives it, or else its ink."""
    room = raw.FS_RECTF()
    found = raw.FPDFText_GetLooseCharBox(text, index, room)
    if found and room.left != room.right and room.top != room.bottom:
        return room.left, room.bottom, room.right, room.top
    return _ink(text, index)


def _ink(text: pypdfium2.PdfTextPage, index: int) -> Box | None:
    ink = [ctypes.c_double() for _ in range(4)]
    if not raw.FPDFText_GetCharBox(text, index, *ink):
        return None
    left, right, bottom, top = (each.value for each in ink)
    return left, bottom, right, top


def _words(letters: Iterator[Letter]) -> list[tuple[list[Letter], str]]:
    words: list[tuple[list[Letter], str]] = []
    for letter, box, number in letters:
        if box is None:
            if words:
                words[-1] = (words[-1][0], words[-1][1] + letter)
        elif words and not words[-1][1]:
            words[-1][0].append((letter, box, number))
        else:
            words.append(([(letter, box, number)], ""))
    return words


def whole(boxes: list[Box]) -> Box:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (
        round(min(lefts), 1),
        round(min(tops), 1),
        round(max(rights), 1),
        round(max(bottoms), 1),
    )


def _edges(boxes: list[Box]) -> tuple[float, ...]:
    """The right edge of each letter, when they stand side by side from left to right."""
    edges = [round(box[2], 1) for box in boxes]
    if edges != sorted(edges) or edges[-1] - boxes[0][0] < len(edges) * _NARROWEST:
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
