"""Whether the text of a page is what is drawn on it. Runs in a child.

A file may say one thing and show another: by a table that calls its letters otherwise, or by the
text of another page under a picture. So some words of each font are cut out of the picture of the
page, put together, and read by Tesseract. Where it reads well and hardly any of those words, the
text is not what is drawn. Words of another page cut what is drawn to pieces that nobody can read:
then the whole page is read, and what stands in their places is compared.
"""

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, ImageStat
from pypdfium2 import raw
from rapidfuzz import fuzz, process

from portal.law.redaction import normal
from portal.papers import lettering, pdfs, recognising, replacing
from portal.papers.pages import Box

SCALE = 150 / 72  # dots a point
FONTS = 6  # of which words are compared: those that say most
OF_A_FONT = 12  # words
FEWEST = 4  # words that tell anything of a font
LETTERS = 4  # of the shortest word that is compared
SURE = 70.0  # of 100: what is read worse may be a strange letter
ALIKE = 60.0  # of 100: a word that was read with a slip or two is the same word
HARDLY = 0.34  # of the words of a font: when fewer are there, the text is something else
_WIDE = 1400
_GAP = 24
_EDGE = 3
_DARK = 128


@dataclass(frozen=True, slots=True)
class _Told:
    """A word as the file has it."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class _View:
    """The picture of a page, and its dots a point."""

    picture: Image.Image
    scale: float


def is_text_drawn(content: bytes, number: int, models: Path) -> bool:
    """Whether a page shows the words that the file says it does; also when nobody can tell.

    Parameters:
        content: a cleaned PDF.
        number: of the page, from 1 on.
        models: the folder with what letters look like.

    Raises:
        Unreadable: the PDF cannot be opened.
        RuntimeError: the models cannot be read.
    """
    page, _ = replacing.page_of(pdfs.opened(content), number - 1)
    fonts = _by_font(page)
    if not fonts:
        return True
    view = _view(page)
    sheet, ends = _sheet(view, fonts)
    read = recognising.plainly(sheet, view.scale, models)
    top = 0
    strange: list[_Told] = []
    for words, end in zip(fonts, ends, strict=True):
        here = [normal(text) for text, box, _ in read if top <= (box[1] + box[3]) / 2 < end]
        strange += words if _are_others([(word, here) for word in words]) else []
        top = end
    return not strange or not _stand_for_others(view, strange, models)


def _view(page: pypdfium2.PdfPage) -> _View:
    width, height = page.get_size()
    scale = min(SCALE, (recognising.MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    return _View(page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil(), scale)


def _are_others(words: Sequence[tuple[_Told, Sequence[str]]]) -> bool:
    """Whether what was read, of each word in its place, is hardly any of the words."""
    found = sum(
        process.extractOne(normal(word.text), read, scorer=fuzz.ratio, score_cutoff=ALIKE)
        is not None
        for word, read in words
    )
    return found < HARDLY * len(words)


def _stand_for_others(view: _View, words: Sequence[_Told], models: Path) -> bool:
    """Whether something else than these words can be read well on the page, in their places."""
    read = [
        (normal(text), tuple(edge / view.scale for edge in box))
        for text, box, sure in recognising.plainly(view.picture, view.scale, models)
        if sure >= SURE
    ]
    placed = [(word, [text for text, box in read if _meet(word.box, box)]) for word in words]
    legible = [(word, texts) for word, texts in placed if any(texts)]
    return len(legible) >= max(FEWEST, len(words) / 2) and _are_others(legible)


def _meet(one: Box, other: Sequence[float]) -> bool:
    """Whether two boxes are on one line and share some of it."""
    middle = (one[1] + one[3]) / 2
    return other[1] < middle < other[3] and min(one[2], other[2]) > max(one[0], other[0])


def _by_font(page: pypdfium2.PdfPage) -> list[list[_Told]]:
    """Words that can be compared, some of each font."""
    found: dict[int, list[_Told]] = defaultdict(list)
    text = page.get_textpage()
    for letters, _ in lettering.words_of(page):
        word = "".join(letter for letter, _, _ in letters)
        key = normal(word)
        if len(key) >= LETTERS and key.isascii() and key.isalpha():
            boxes = [box for _, box, _ in letters if box is not None]
            found[_font(text, letters[0][2])].append(_Told(word, lettering.whole(boxes)))
    text.close()
    most = sorted(found.values(), key=len, reverse=True)[:FONTS]
    return [words[:: len(words) // OF_A_FONT + 1] for words in most if len(words) >= FEWEST]


def _font(text: pypdfium2.PdfTextPage, number: int) -> int:
    """By what a font is known while its page is open."""
    drawn = raw.FPDFText_GetTextObject(text, number)
    font = raw.FPDFTextObj_GetFont(drawn) if drawn else None
    return ctypes.cast(font, ctypes.c_void_p).value or 0 if font else 0


def _sheet(view: _View, fonts: Sequence[Sequence[_Told]]) -> tuple[Image.Image, list[int]]:
    """What is drawn where these words should be, put together; and where each font ends."""
    placed: list[tuple[Image.Image, int, int]] = []
    ends, y = [], _GAP
    for words in fonts:
        x, lowest = _GAP, 0
        for piece in (_cut(view, word.box) for word in words):
            if x > _GAP and x + piece.width > _WIDE:
                x, y, lowest = _GAP, y + lowest + _GAP, 0
            placed.append((piece, x, y))
            x, lowest = x + piece.width + _GAP, max(lowest, piece.height)
        y += lowest + _GAP
        ends.append(y)
    sheet = Image.new("L", (max(piece.width for piece, _, _ in placed) + _WIDE, y + _GAP), 255)
    for piece, x, top in placed:
        sheet.paste(piece, (x, top))
    return sheet, ends


def _cut(view: _View, box: Box) -> Image.Image:
    """What is drawn in a box, dark on light."""
    left, top, right, bottom = (round(edge * view.scale) for edge in box)
    piece = view.picture.crop((left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE))
    return ImageOps.invert(piece) if ImageStat.Stat(piece).mean[0] < _DARK else piece
