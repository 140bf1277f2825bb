"""Sets 'page x of y' at the foot of pages that were made before anybody knew y."""

import io
import re
import zlib
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from portal.letters.writing import PdfWriter

SIZE = 8.5  # points, as in style.css
RIGHT, BASELINE = 56.7, 47.5  # points from the right and the bottom of a page
FIRST, LAST = 32, 255
NAME = b"RLPageNumber"  # of the font, in the resources of each page


class PageNumbers:
    """A small font in the file, and the words set with it."""

    def __init__(self, writer: PdfWriter, wording: str, fonts: Path) -> None:
        """Writes the font.

        Parameters:
            wording: such as 'Page # of #'.
            fonts: folder with complete TTF files.
        """
        self._wording = wording.split("#")
        characters = sorted(set("0123456789 " + wording.replace("#", "")))
        path = next(iter(sorted(fonts.glob("*400Regular.ttf"))))
        self._font = _part_of(path, characters)
        glyphs, metrics = self._font.getBestCmap(), self._font["hmtx"].metrics
        scale = 1000 / self._font["head"].unitsPerEm
        self._widths = {
            character: round(metrics[glyphs[ord(character)]][0] * scale)
            for character in characters
            if ord(character) in glyphs
        }
        self.font = self._write(writer)

    def over(self, number: int, total: int, width: float) -> bytes:
        """What is drawn over a page whose own drawing stands between `q` and this.

        Parameters:
            width: of the page, in points.
        """
        before, between, after = (*self._wording, "", "", "")[:3]
        text = "".join(
            character
            for character in f"{before}{number}{between}{total}{after}"
            if character in self._widths
        )
        left = width - RIGHT - sum(self._widths[sign] for sign in text) * SIZE / 1000
        shown = re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252"))
        return (
            b"Q /Artifact <</Type/Pagination/Subtype/Footer>> BDC q BT .267 .267 .267 rg "
            b"/%s %.1f Tf %.2f %.2f Td (%s) Tj ET Q EMC"
        ) % (NAME, SIZE, left, BASELINE, shown)

    def _write(self, writer: PdfWriter) -> int:
        program = io.BytesIO()
        self._font.save(program, reorderTables=True)
        packed = zlib.compress(program.getvalue(), 9)
        words = b"<</Length %d/Length1 %d/Filter/FlateDecode>>"
        file = writer.stream(words % (len(packed), len(program.getvalue())), packed)
        head, hhea, os2 = self._font["head"], self._font["hhea"], self._font["OS/2"]
        scale = 1000 / head.unitsPerEm
        box = [round(each * scale) for each in (head.xMin, head.yMin, head.xMax, head.yMax)]
        descriptor = writer.add(
            b"<</Type/FontDescriptor/FontName/RLPAGE+NotoSans/Flags 32/FontBBox[%d %d %d %d]"
            b"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
            % (
                *box,
                round(hhea.ascent * scale),
                round(hhea.descent * scale),
                round(os2.sCapHeight * scale),
                file,
            )
        )
        widths = b" ".join(
            b"%d" % self._widths.get(bytes([code]).decode("cp1252", "replace"), 0)
            for code in range(FIRST, LAST + 1)
        )
        return writer.add(
            b"<</Type/Font/Subtype/TrueType/BaseFont/RLPAGE+NotoSans/Encoding/WinAnsiEncoding"
            b"/FirstChar %d/LastChar %d/Widths[%s]/FontDescriptor %d 0 R>>"
            % (FIRST, LAST, widths, descriptor)
        )


def _part_of(path: Path, characters: list[str]) -> TTFont:
    """A font with these characters only, equal byte for byte each time."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(
        layout_features=[], name_IDs=[], hinting=False, notdef_outline=True, recalc_timestamp=False
    )
    options.drop_tables += ["GDEF", "GPOS", "GSUB"]  # unread: reading them takes longer than all
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(font)
    return font
