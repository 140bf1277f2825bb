"""Which letters the signs of a font stand for, in PDFs that Typst set and the portal bound."""

import codecs
import re
from collections.abc import Sequence
from unicodedata import bidirectional

from portal.redaction.own_files import NotOurs, OwnFile, unpacked

SIGNS = 255
"""A font with more signs than fit in a byte, less one, is left to the thorough way."""
MOST = 5000
"""Runs that are kept of one font."""

_FONT = re.compile(
    rb"<</Type/Font/Subtype/Type0/BaseFont/[\w+-]+/Encoding/Identity-H"
    rb"/DescendantFonts\[(\d+) 0 R\]/ToUnicode (\d+) 0 R>>"
)
_DRAWN = re.compile(
    rb"<</Type/Font/Subtype/CIDFontType[02]/BaseFont/[\w+-]+/CIDSystemInfo<</Registry\(Adobe\)"
    rb"/Ordering\(Identity\)/Supplement 0>>/FontDescriptor \d+ 0 R/DW 0"
    rb"(?:/CIDToGIDMap/Identity)?/W\[((?:\d+ \d+ [\d.]+ ?)+)\]>>"
)
_MAP = re.compile(
    rb".{0,999}?begincmap\n.{0,999}?\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    rb"((?:\d+ beginbfchar\n(?:<[0-9A-F]{4}> <(?:[0-9A-F]{4})+>\n)+endbfchar\n)+)endcmap\n"
    rb"CMapName currentdict /CMap defineresource pop\nend\nend\n%%EndResource\n%%EOF",
    re.DOTALL,
)
_RANGES = re.compile(rb"bfrange|usecmap|notdef|cidchar|cidrange")
_SIGN = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_BACKWARDS = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
_STAMPED = re.compile(
    rb"<</Type/Font/Subtype/TrueType/BaseFont/RLPAGE\+NotoSans/Encoding/WinAnsiEncoding"
    rb"/FirstChar 32/LastChar 255/Widths\[[\d ]+\]/FontDescriptor \d+ 0 R>>"
)


class Lettering:
    """A font as it is read.

    Attributes:
        read: what runs say that were read before, as a drawing writes them, and how far they reach
            in thousandths of the size: labels and heads come back on every page.
    """

    def __init__(self, letters: str | dict[int, str], widths: Sequence[float]) -> None:
        """Takes what is known of the signs, by their number.

        Parameters:
            letters: what each stands for.
            widths: of each, in thousandths of the size.
        """
        self._letters, self._widths = letters, widths
        self.read: dict[bytes, tuple[str, float]] = {}

    def learn(self, drawn: bytes, signs: bytes) -> None:
        """Read a run.

        Parameters:
            drawn: the run as the drawing writes it.
            signs: the numbers of its signs.

        Raises:
            NotOurs: one of them stands for nothing.
        """
        try:
            text = codecs.charmap_decode(signs, "strict", self._letters)[0]
        except UnicodeDecodeError as error:
            raise NotOurs("a sign that stands for nothing") from error
        self.read[drawn] = text, sum(map(self._widths.__getitem__, signs))

    def forget(self) -> None:
        """Forget what was read, when that is much."""
        if len(self.read) > MOST:
            self.read.clear()


def lettering(file: OwnFile, number: int) -> Lettering:
    """A font by the number of its object.

    Raises:
        NotOurs: it is another kind of font, or it does not tell what its signs stand for.
    """
    font = _FONT.fullmatch(file.words(number))
    drawn = _DRAWN.fullmatch(file.words(int(font[1]))) if font else None
    if font is None or drawn is None:
        raise NotOurs("another kind of font")
    words, body = file.stream(int(font[2]))
    if b"/Filter/FlateDecode" not in words or b"/UseCMap" in words or b"/DecodeParms" in words:
        raise NotOurs("another table of letters")
    return Lettering(_letters(unpacked(body)), _widths(drawn[1]))


def is_for_page_numbers(words: bytes) -> bool:
    """Whether a font is the one that the binder sets page numbers with."""
    return _STAMPED.fullmatch(words) is not None


def _letters(table: bytes) -> str | dict[int, str]:
    lines = _MAP.fullmatch(table)
    if lines is None or _RANGES.search(table):
        raise NotOurs("another table of letters")
    found: dict[int, str] = {}
    for sign, text in _SIGN.findall(lines[1]):
        code = int(sign, 16)
        if code in found or not 0 < code < SIGNS:
            raise NotOurs("a sign that stands for two things, or is too far")
        found[code] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        if any(letter < " " or bidirectional(letter) in _BACKWARDS for letter in found[code]):
            raise NotOurs("a sign that is not read from left to right")
    if all(len(text) == 1 for text in found.values()):
        return "".join(found.get(code, "\ufffe") for code in range(SIGNS))
    return found


def _widths(listed: bytes) -> tuple[float, ...]:
    widths = [0.0] * SIGNS
    fields = listed.split()
    for first, last, width in zip(fields[::3], fields[1::3], fields[2::3], strict=True):
        if int(last) >= SIGNS:
            raise NotOurs("a font with more signs than are read here")
        widths[int(first) : int(last) + 1] = [float(width)] * (int(last) - int(first) + 1)
    return tuple(widths)
