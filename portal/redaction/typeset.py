"""Reads a page as Typst draws it and the binder numbers it: every byte of it, or none.

What is drawn must be lines, coloured areas and runs of text, each run upright, in a font that tells
its letters, and further on than what is on its line already. A page with anything else in it, such
as a picture, a form, a replacement text or a turned line, is left to the thorough way.
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from operator import le

from portal.redaction.lettering import Lettering, is_for_page_numbers, lettering
from portal.redaction.own_files import NotOurs, OwnFile, unpacked

NEAR = 6
"""Points between lines of text that are told apart: those of our pages are further apart."""
KEPT = 8
"""Fonts that are remembered; those of a page are those of the pages next to it."""

_PAGE = re.compile(
    rb"<</Type/Page/Resources (\d+) 0 R/MediaBox\[0 0 [\d.]+ [\d.]+\]/Tabs/S"
    rb"/Contents\[(\d+) 0 R (\d+) 0 R (\d+) 0 R\]/Parent \d+ 0 R/StructParents \d+>>"
)
_RESOURCES = re.compile(
    rb"<</ProcSet\[[\w/]*\]/ColorSpace<</c0 \d+ 0 R>>/Font<<((?:/\w+ \d+ 0 R)+)>>>>"
)
_FONTS = re.compile(rb"/(\w+) (\d+) 0 R")
_PACKED = re.compile(rb"<</(?:Filter/FlateDecode/Length \d+|Length \d+/Filter/FlateDecode)>>")
_OVER = re.compile(
    rb"Q /Artifact <</Type/Pagination/Subtype/Footer>> BDC q BT \.267 \.267 \.267 rg "
    rb"/RLPageNumber 8\.5 Tf [\d.]+ 47\.50 Td \(([^()\\]*)\) Tj ET Q EMC"
)
_RUN = re.compile(  # without any way back, and with ranges of signs instead of classes: it is fast
    rb"q 1 0 0 -1 ([0-9.]++) ([0-9.]++) cm/c0 cs [0-9.]++ [0-9.]++ [0-9.]++ scn\n"
    rb"BT 0 Tr/(f[0-9]++) ([0-9.]++) Tf 1 0 0 -1 0 0 Tm\[?+\(([^\n]*)\)\]?T[Jj]\nET\nQ\n"
)
_BETWEEN = re.compile(
    rb"(?:\0|EMC|/Span<</MCID \d+(?:/Lang\([\w-]+\))?>>BDC\n|/Artifact<<[\w/\[\]]*>>BDC\n"
    rb"|q 1 0 0 -1 [\d.]+ [\d.]+ cm/c0 (?:cs|CS) [\d.]+ [\d.]+ [\d.]+ (?:scn|SCN)"
    rb"[-\d. \nwMmlcJjdh\[\]]*\n(?:f|S)\nQ\n)*+"
)
_STRANGE = re.compile(rb"\\[^0-3nrtbf()]")
_PAIRED = re.compile(rb"\0\(([^()]*)\0\)")  # brackets within a string, if they match
_KERNED = re.compile(rb"\)-?\d{1,2}(?:\.\d+)?\(")
_END = rb"\000\377"  # no sign has this number: if a byte is missing somewhere, it shows


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page of which all is read.

    Attributes:
        runs: what stands on it, in the order in which it is drawn.
        placed: their numbers from top to bottom and left to right; empty if they are drawn so.
        streams: the objects that draw it.
    """

    runs: tuple[str, ...]
    placed: tuple[int, ...]
    streams: tuple[int, ...]


class Typeset:
    """The pages of a file that Typst drew."""

    def __init__(self, file: OwnFile) -> None:
        """Reads nothing yet."""
        self._file = file
        self._fonts = lru_cache(maxsize=KEPT)(self._read_fonts)
        self._font = lru_cache(maxsize=KEPT)(partial(lettering, file))

    def page(self, number: int) -> Drawn:
        """What stands on a page.

        Parameters:
            number: of its object.

        Raises:
            NotOurs: not all of it is of the kind that is read here.
        """
        page = _PAGE.fullmatch(self._file.words(number))
        if page is None:
            raise NotOurs("another kind of page")
        resources, save, content, over = (int(each) for each in page.groups())
        fonts = self._fonts(resources)
        words, body = self._file.stream(content)
        if not _PACKED.fullmatch(words) or self._file.stream(save) != (b"<</Length 1>>", b"q"):
            raise NotOurs("another kind of drawing")
        number_line = _OVER.fullmatch(self._plain(over))
        if number_line is None:
            raise NotOurs("something else than a page number over the page")
        runs, placed = _runs(unpacked(body), fonts)
        stamped = number_line[1].decode("cp1252", "replace")
        placed = (*placed, len(runs)) if placed else ()
        return Drawn((*runs, stamped), placed, (save, content, over))

    def _plain(self, number: int) -> bytes:
        words, body = self._file.stream(number)
        if words != b"<</Length %d>>" % len(body):
            raise NotOurs("another kind of drawing")
        return body

    def _read_fonts(self, resources: int) -> dict[bytes, Lettering]:
        """The fonts that a page may use."""
        listed = _RESOURCES.fullmatch(self._file.words(resources))
        if listed is None:
            raise NotOurs("other things to draw with")
        fonts = dict(found := _FONTS.findall(listed[1]))
        stamp = fonts.pop(b"RLPageNumber", b"0")
        if len(fonts) + 1 != len(found) or not is_for_page_numbers(self._file.words(int(stamp))):
            raise NotOurs("other fonts")
        return {name: self._font(int(number)) for name, number in fonts.items()}


def _runs(content: bytes, fonts: dict[bytes, Lettering]) -> tuple[list[str], tuple[int, ...]]:
    """The runs of text in a drawing, when there is nothing else that could be text.

    Returns them as drawn, and their numbers as placed.
    """
    parts = _RUN.split(content)
    if b"\0" in content or not _BETWEEN.fullmatch(b"\0".join(parts[::6])):
        raise NotOurs("something else is drawn")
    names, shown = parts[3::6], parts[5::6]
    if not {*names} <= fonts.keys():
        raise NotOurs("a font that is not there")
    for font in fonts.values():
        font.forget()
    known = {name: font.read for name, font in fonts.items()}
    fresh = [(name, run) for name, run in zip(names, shown, strict=True) if run not in known[name]]
    for (name, run), signs in zip(fresh, _signs([run for _, run in fresh]), strict=True):
        fonts[name].learn(run, signs)
    read = [known[name][run] for name, run in zip(names, shown, strict=True)]
    try:
        return [text for text, _ in read], _placed(parts, [width for _, width in read])
    except ValueError as error:
        raise NotOurs("a number that is none") from error


def _placed(parts: list[bytes], widths: list[float]) -> tuple[int, ...]:
    """Runs from top to bottom and left to right: what is drawn apart may read as one.

    Raises:
        NotOurs: one stands before or in what was written on its line before it, so that it may
            read otherwise than it is drawn.
    """
    lines = parts[2::6]
    heights = {line: float(line) for line in lines}
    if any(above - below < NEAR for below, above in pairwise(sorted(heights.values()))):
        raise NotOurs("lines that nearly are one")
    reached = dict.fromkeys(heights, 0.0)
    for left, line, size, width in zip(parts[1::6], lines, parts[4::6], widths, strict=True):
        begin = float(left)
        if begin < reached[line]:
            raise NotOurs("something is written before what is there")
        reached[line] = begin + width * float(size) / 1000 - 1
    down = [-heights[line] for line in lines]
    if all(map(le, down, down[1:])):
        return ()
    return tuple(sorted(range(len(down)), key=down.__getitem__))  # each line goes on to the right


def _signs(shown: list[bytes]) -> list[bytes]:
    """The numbers of the signs in each run, of two bytes of which the first is nothing."""
    if not shown:
        return []
    # Two backslashes stand for one: without those, each backslash begins an escape.
    text = _END.join(shown).replace(b"\\\\", b"\\134").replace(b"\\000", b"\0")
    if b"\r" in text or _STRANGE.search(text):
        raise NotOurs("an escape that is not known")
    text = text.replace(b"\\(", b"\\050").replace(b"\\)", b"\\051")
    text = _PAIRED.sub(rb"\0\\050\1\0\\051", text)
    # A backslash at the end of a line is nothing: escapes before and after a gap stay apart.
    text = _KERNED.sub(b"\\\\\n", text)
    if b"(" in text or b")" in text:
        raise NotOurs("a run of another kind, or with wide gaps in it")
    whole = codecs.escape_decode(text)[0]
    signs = whole[1::2]
    if len(whole) % 2 or whole[::2].strip(b"\0"):
        raise NotOurs("a sign of more than one byte")
    runs = signs.split(b"\xff")
    if len(runs) != len(shown):
        raise NotOurs("a sign that is no sign of the font")
    return runs
