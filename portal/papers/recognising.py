"""Words in the picture of a page, as Tesseract reads them. Runs in a child.

Tesseract gets the grey values of the pixels and no file: what opened the picture is what draws all
other pages as well.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from portal.papers import levelling, pdfs, texts
from portal.papers.pages import Box, Seen

LANGUAGES = ("nld", "eng")  # those of them for which there is a model
DPI = 300  # with fewer, small print has too few dots to tell its letters apart
MOST_PIXELS = 12_000_000
SURE = 75.0  # of 100: a page that is read better than this is the right way up
DOUBTFUL = 40.0  # of 100: what is read worse is a stain, a line or a part of a drawing
HARD = 60.0  # of 100: of a page that is read worse, only what is sure may be text
_ENOUGH = 8.0  # seconds of a processor after which a page is not turned to be read once more
_LEAST_INK = 16  # of 255: a page on which nothing is darker or lighter than this is empty
_GAP = 0.14  # of the height of its line: this much white ends a word
_REACH = 0.8  # of that height: how far beside its box the rest of a word may stand


def words_on(content: bytes, number: int, models: Path) -> list[Seen]:
    """The words that can be read in the picture of a page, line by line.

    Parameters:
        content: a cleaned PDF.
        number: of the page, from 1 on.
        models: the folder with what letters look like, a file for each language.

    Raises:
        Unreadable: the PDF cannot be opened.
        RuntimeError: the models cannot be read.
    """
    picture, scale = _picture(pdfs.opened(content)[number - 1])
    greys = [grey for grey, pixels in enumerate(picture.histogram()) if pixels]
    if greys[-1] - greys[0] < _LEAST_INK:
        return []
    best = _Reading()
    started = time.process_time()
    for angle in levelling.angles(picture):
        best = max(best, _read(picture, angle, scale, models), key=lambda each: each.worth)
        if best.sureness >= SURE or time.process_time() - started > _ENOUGH:
            break
    least = DOUBTFUL if best.sureness >= HARD else SURE
    return [each for each in best.words if each.sureness >= least]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a page that was turned one way."""

    words: tuple[Seen, ...] = ()

    @property
    def sureness(self) -> float:
        """That of all words together."""
        return sum(each.sureness for each in self.words) / max(len(self.words), 1)

    @property
    def worth(self) -> int:
        """How many letters were read for sure."""
        return sum(len(each.text) for each in self.words if each.sureness >= SURE)


def _picture(page: pypdfium2.PdfPage) -> tuple[Image.Image, float]:
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    return page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil(), scale


def _read(picture: Image.Image, angle: float, scale: float, models: Path) -> _Reading:
    from tesserocr import PSM, PyTessBaseAPI

    turned = levelling.turned(picture, angle)
    back = levelling.way_back(picture.size, turned.size, angle)
    width, height = turned.size
    with PyTessBaseAPI(path=str(models), lang=_languages(models), psm=PSM.AUTO) as reader:
        reader.SetImageBytes(turned.tobytes(), width, height, 1, width)
        reader.SetSourceResolution(round(scale * 72))
        if not reader.Recognize():
            return _Reading()
        ink = reader.GetThresholdedImage().convert("L")
        found = [
            Seen(text, _points(back(_grown(ink, box, line)), scale), sureness, begins_line=begins)
            for text, box, line, sureness, begins in _words(reader)
        ]
    return _Reading(tuple(found))


def plainly(picture: Image.Image, scale: float, models: Path) -> list[tuple[str, Box, float]]:
    """The words on one block of print, each with its box in dots and how sure it is.

    Parameters:
        scale: dots a point.
    """
    from tesserocr import PSM, PyTessBaseAPI

    with PyTessBaseAPI(path=str(models), lang=_languages(models), psm=PSM.SINGLE_BLOCK) as reader:
        reader.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
        reader.SetSourceResolution(round(scale * 72))
        if not reader.Recognize():
            return []
        return [(text, box, sureness) for text, box, _, sureness, _ in _words(reader)]


def _languages(models: Path) -> str:
    return "+".join(each for each in LANGUAGES if (models / f"{each}.traineddata").exists())


def _words(reader: Any) -> Iterator[tuple[str, Box, Box, float, bool]]:
    """Each word: its text, its box and that of its line, how sure it is, whether a line begins."""
    from tesserocr import RIL, iterate_level

    for place in iterate_level(reader.GetIterator(), RIL.WORD):
        if place.Empty(RIL.WORD):
            continue
        text = "".join(texts.readable(place.GetUTF8Text(RIL.WORD)).split())
        if any(letter.isalnum() for letter in text):
            box, line = place.BoundingBox(RIL.WORD), place.BoundingBox(RIL.TEXTLINE)
            begins = place.IsAtBeginningOf(RIL.TEXTLINE)
            yield text, box, line, place.Confidence(RIL.WORD), begins


def _grown(ink: Image.Image, box: Box, line: Box) -> Box:
    """The box of a word with all its ink: Tesseract may end it before the last letter does."""
    left, top, right, bottom = (int(each) for each in box)
    height = max(int(line[3] - line[1]), bottom - top, 1)
    reach, gap = round(height * _REACH), max(round(height * _GAP), 1)
    first, last = max(left - reach, 0), min(right + reach, ink.width)
    band = ink.crop((first, max(top, 0), last, min(bottom, ink.height)))
    row = band.resize((band.width, 1), Image.Resampling.BOX).tobytes()
    inked = [value < 255 for value in row]
    more_right = _more(inked[right - first :], gap)
    more_left = _more(inked[: left - first][::-1], gap)
    return float(left - more_left), float(top), float(right + more_right), float(bottom)


def _more(inked: Sequence[bool], gap: int) -> int:
    """How many columns go on with a word: up to where white begins that parts words."""
    last, white = 0, 0
    for place, is_ink in enumerate(inked, 1):
        white = 0 if is_ink else white + 1
        if white >= gap:
            break
        if is_ink:
            last = place
    return last


def _points(box: Box, scale: float) -> Box:
    left, top, right, bottom = (round(each / scale, 1) for each in box)
    return left, top, right, bottom
