"""Whether the text of a page is what is drawn on it. Runs in a child.

A file may say one thing and show another: by a table that calls its letters otherwise, or by the
text of another page under a picture. So some words of each font are cut out of the picture of the
page, put together, and read by Tesseract. Where it reads well and hardly any of those words, the
text is not what is drawn. Words of another page cut what is drawn to pieces that nobody can read:
then the whole page is read, and what stands in their places is compared.

A font with many such words makes the whole page a picture; of one with a few, those words go.
"""

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, ImageStat
from pypdfium2 import raw
from rapidfuzz import fuzz, process

from portal.law.redaction import normal
from portal.papers import lettering, pdfs, recognising, replacing
from portal.papers.pages import Box

SCALE = 150 / 72  # dots a point
FONTS = 24  # of which words are compared: those that say most
WORDS = 72  # of all fonts together
OF_A_FONT = 12  # words
FEWEST = 4  # words that tell of a whole page
LETTERS = 4  # of a word that is compared
SHORTEST = 2  # letters, in a font with few longer words
SURE = 70.0  # of 100: what is read worse may be a strange letter
ALIKE = 60.0  # of 100: a word that was read with a slip or two is the same word
HARDLY = 0.34  # of the words of a font: when fewer are there, the text is something else
_WIDE = 1400
_GAP = 24
_EDGE = 3
_STEEP = 3.0  # how much farther down than across a word goes that stands on its side
_DARK = 128


@dataclass(frozen=True, slots=True)
class _Told:
    """A word as the file has it.

    Attributes:
        turn: what turns its picture upright; None when nothing has to.
        slants: whether nothing can.
    """

    text: str
    box: Box
    turn: Image.Transpose | None = None
    slants: bool = False

    def is_plain(self, letters: int) -> bool:
        """Whether it has so many letters and digits, and all of them ours."""
        key = normal(self.text)
        return len(key) >= letters and key.isascii()

    @property
    def is_odd(self) -> bool:
        """Whether it has letters that are not ours, or signs of which only its font knows."""
        if self.text.isascii():
            return False
        letters = [normal(sign) for sign in self.text if sign.isalnum() or _is_private(sign)]
        return len(letters) >= LETTERS and not all(each and each.isascii() for each in letters)


def _is_private(sign: str) -> bool:
    return unicodedata.category(sign) in ("Co", "Cn")


@dataclass(slots=True)
class _Font:
    """Words in a font, or in the same few fonts.

    Attributes:
        words: all of them.
        some: those that are compared.
        odd: whether it has words in signs that nobody here can compare.
    """

    words: list[_Told] = field(default_factory=list)
    some: list[_Told] = field(default_factory=list)
    odd: bool = False

    def choose(self, most: int) -> None:
        """Choose what is compared."""
        plain = [each for each in self.words if each.is_plain(LETTERS)]
        if len(plain) < FEWEST:
            plain = [each for each in self.words if each.is_plain(SHORTEST)]
        self.some = plain[:: len(plain) // most + 1]

    @property
    def says_much(self) -> bool:
        """Whether it is worth a word when it cannot be compared."""
        return self.odd or sum(len(normal(each.text)) for each in self.words) >= LETTERS


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found of a page.

    Attributes:
        drawn: whether the words of the page as a whole are drawn on it.
        others: where the words are that are not.
        sure: whether all that says something could be compared.
    """

    drawn: bool = True
    others: tuple[Box, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _View:
    """The picture of a page, and its dots a point."""

    picture: Image.Image
    scale: float


def compared(content: bytes, number: int, models: Path) -> Compared:
    """Which words of a page are drawn on it.

    Parameters:
        content: a cleaned PDF.
        number: of the page, from 1 on.
        models: the folder with what letters look like.

    Raises:
        Unreadable: the PDF cannot be opened.
        RuntimeError: the models cannot be read.
    """
    page, _ = replacing.page_of(pdfs.opened(content), number - 1)
    found = _by_font(page)
    fonts = [font for font in found[:FONTS] if font.some]
    sure = len(found) <= FONTS and not any(font.odd for font in found)
    sure = sure and not lettering.hides_letters(page)
    if not fonts:
        return Compared(sure=sure)
    view = _view(page)
    strange = _not_seen(view, fonts, models)
    if not strange:
        return Compared(sure=sure)
    return _looked_for(view, strange, models, sure=sure)


def _not_seen(view: _View, fonts: Sequence[_Font], models: Path) -> list[_Font]:
    """The fonts of which hardly any word is read where it should be."""
    sheet, ends = _sheet(view, [font.some for font in fonts])
    read = recognising.plainly(sheet, view.scale, models)
    strange, top = [], 0
    for font, end in zip(fonts, ends, strict=True):
        here = [normal(text) for text, box, _ in read if top <= (box[1] + box[3]) / 2 < end]
        if _are_others([(word, here) for word in font.some]):
            strange.append(font)
        top = end
    return strange


def _looked_for(view: _View, fonts: Sequence[_Font], models: Path, *, sure: bool) -> Compared:
    """What can be read well on the page in the places of these words."""
    read = [
        (normal(text), tuple(edge / view.scale for edge in box))
        for text, box, much in recognising.plainly(view.picture, view.scale, models)
        if much >= SURE
    ]
    others: list[Box] = []
    for font in fonts:
        level = [word for word in font.some if word.turn is None and not word.slants]
        placed = [(word, [text for text, box in read if _meet(word.box, box)]) for word in level]
        legible = [(word, texts) for word, texts in placed if any(texts)]
        if len(legible) < max(len(font.some) / 2, 1):
            sure = sure and not font.says_much
        elif _are_others(legible):
            if len(legible) >= FEWEST:
                return Compared(drawn=False)
            others += [word.box for word in font.words]
    return Compared(others=tuple(others), sure=sure)


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


def _meet(one: Box, other: Sequence[float]) -> bool:
    """Whether two boxes are on one line and share some of it."""
    middle = (one[1] + one[3]) / 2
    return other[1] < middle < other[3] and min(one[2], other[2]) > max(one[0], other[0])


def _by_font(page: pypdfium2.PdfPage) -> list[_Font]:
    """The words of each font; of words with letters in several, those together are one."""
    found: dict[tuple[int, ...], _Font] = defaultdict(_Font)
    text = page.get_textpage()
    for letters, _ in lettering.words_of(page):
        word = _told(letters)
        font = found[tuple(sorted({_font(text, number) for _, _, number in letters}))]
        font.words.append(word)
        font.odd = font.odd or word.is_odd
    text.close()
    fonts = sorted(found.values(), key=lambda font: len(font.words), reverse=True)
    for font in fonts:
        font.choose(min(OF_A_FONT, max(WORDS // len(fonts), 1)))
    return [font for font in fonts if font.some or font.odd]


def _told(letters: Sequence[lettering.Letter]) -> _Told:
    text = "".join(letter for letter, _, _ in letters)
    boxes = [box for _, box, _ in letters if box is not None]
    first, last = boxes[0], boxes[-1]
    across, down = (last[0] - first[0]), (last[1] - first[1])
    if abs(down) > _STEEP * abs(across):
        turn = Image.Transpose.ROTATE_90 if down > 0 else Image.Transpose.ROTATE_270
        return _Told(text, lettering.whole(boxes), turn)
    slants = abs(down) > max(box[3] - box[1] for box in boxes)
    return _Told(text, lettering.whole(boxes), slants=slants)


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
        for piece in (_cut(view, word) for word in words):
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


def _cut(view: _View, word: _Told) -> Image.Image:
    """What is drawn where a word should be, upright, dark on light."""
    left, top, right, bottom = (round(edge * view.scale) for edge in word.box)
    piece = view.picture.crop((left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE))
    upright = piece if word.turn is None else piece.transpose(word.turn)
    return ImageOps.invert(upright) if ImageStat.Stat(piece).mean[0] < _DARK else upright
