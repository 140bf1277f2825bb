"""Cuts the annexes of a report in chunks of pages that can be set apart from each other."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.letters.annex import Annex, AnnexPage, Line
from portal.letters.environment import clean

PAGES = 8  # of one chunk at most
APART = 0.6  # of the height of a line: a larger gap begins another paragraph

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Pages of an annex that are set together.

    Attributes:
        annex: its number.
        pages: their numbers in it, from 1.
        seen: those of them that have a picture, one after the other.
        data: JSON of what stands on them beside their pictures, for `typesetting`.
    """

    annex: int
    pages: tuple[int, ...]
    seen: tuple[int, ...]
    data: str


def sheets_of(
    annex: Annex, words: Words, head: dict[str, str], size: int = PAGES
) -> Iterator[Sheets]:
    """The pages of an annex, some at a time.

    Parameters:
        head: what stands on top and at the foot of each page.
    """
    title = heading(annex, words)
    about = words.gettext(
        "From the system '%(source)s': %(category)s, %(record)s",
        source=annex.source,
        category=annex.category,
        record=annex.record,
    )
    for at in range(0, len(annex.pages), size):
        numbers = tuple(range(at + 1, min(at + size, len(annex.pages)) + 1))
        seen = tuple(n for n in numbers if annex.pages[n - 1].extent is not Extent.WITHHELD)
        data = {
            **head,
            "heading": "" if at else clean(title),
            "about": clean(about),
            "sheets": [_sheet(annex, number, words) for number in numbers],
        }
        text = json.dumps(data, ensure_ascii=False)
        yield Sheets(annex.number, numbers, seen, text)


def heading(annex: Annex, words: Words) -> str:
    """What an annex is called in the report."""
    return words.gettext("Annex %(number)s: %(name)s", number=annex.number, name=annex.name)


def _sheet(annex: Annex, number: int, words: Words) -> Block:
    page = annex.pages[number - 1]
    caption = words.gettext(
        "Annex %(annex)s, page %(number)s of %(pages)s",
        annex=annex.number,
        number=number,
        pages=len(annex.pages),
    )
    if page.extent is Extent.WITHHELD:
        gone = words.gettext("You do not get this page. The reason stands in 'What we left out'.")
        return {"caption": caption, "gone": gone, "wide": False}
    if page.recognised:
        warning = words.gettext("A computer read the text from a picture. It may be wrong.")
        caption = f"{caption}. {warning}"
    silent = words.gettext("A picture of the page. There is no text in it that can be read aloud.")
    return {
        "caption": caption,
        "gone": "",
        "wide": page.width > page.height,
        "width": page.width,
        "height": page.height,
        "letters": letters_of(page),
        "paragraphs": [[_piece(line) for line in some] for some in paragraphs(page)],
        "alt": "" if any(line.text.strip() and not line.shown for line in page.lines) else silent,
    }


def letters_of(page: AnnexPage) -> float:
    """How high a line of a page is, as most are: what is written over bars is not higher."""
    heights = [line.box[3] - line.box[1] for line in page.lines]
    return round(median(heights), 1) if heights else 0.0


def paragraphs(page: AnnexPage) -> Iterator[list[Line]]:
    """The lines that are read in one breath: those right under or beside each other."""
    some: list[Line] = []
    for line in page.lines:
        if not line.text.strip():
            continue
        if some and _is_apart(some[-1], line):
            yield some
            some = []
        some.append(line)
    if some:
        yield some


def _is_apart(before: Line, after: Line) -> bool:
    _, top, _, bottom = before.box
    gap = after.box[1] - bottom
    return gap > APART * (bottom - top) or after.box[3] < top


def _piece(line: Line) -> Block:
    left, top, right, bottom = line.box
    return {
        "t": " ".join(clean(line.text).split()),
        "x": left,
        "y": top,
        "w": right - left,
        "h": bottom - top,
        "shown": line.shown,
    }
