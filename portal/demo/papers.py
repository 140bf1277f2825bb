"""Documents of the demo: a letter as PDF or DOCX, or a scan of paper; the same bytes each time."""

import io
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from portal.demo.packing import pack

FONT = Path(__file__).parents[2] / "static" / "vendor" / "fonts" / "NotoSans_400Regular.ttf"
A4 = (595, 842)  # points
SCANNED = (1240, 1754)  # dots: A4 at 150 an inch
COLUMNS = 88  # letters on a line
LINES = 46  # lines on a page

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(name: str, title: str, paragraphs: Sequence[str]) -> bytes:
    """A document of the kind that the end of its name says.

    Args:
        name: ends in .pdf, .docx or .png.
        title: stands above it.
        paragraphs: what it says.

    Raises:
        KeyError: there is no such kind.
    """
    return _KINDS[Path(name).suffix](title, paragraphs)


def _pdf(title: str, paragraphs: Sequence[str]) -> bytes:
    file = pikepdf.new()
    fonts = {f"/{key}": _font(file, base) for key, base in _FONTS.items()}
    lines = _lines(paragraphs, COLUMNS)
    for first in range(0, len(lines), LINES):
        heading = [f"BT /B 15 Tf 60 780 Td ({_drawn(title)}) Tj ET"] if first == 0 else []
        body = [f"({_drawn(line)}) Tj T*" for line in lines[first : first + LINES]]
        page = file.add_blank_page(page_size=A4)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        content = "\n".join([*heading, "BT /F 11 Tf 15 TL 60 750 Td", *body, "ET"])
        page.Contents = pikepdf.Stream(file, content.encode("cp1252", "replace"))
    made = io.BytesIO()
    file.save(made, deterministic_id=True)
    return made.getvalue()


_FONTS = {"F": "/Helvetica", "B": "/Helvetica-Bold"}


def _font(file: pikepdf.Pdf, base: str) -> pikepdf.Object:
    return file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(base),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )


def _drawn(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _docx(title: str, paragraphs: Sequence[str]) -> bytes:
    def paragraph(text: str, look: str = "") -> str:
        text = escape(text)
        return f'<w:p><w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    bold = paragraph(title, '<w:rPr><w:b/><w:sz w:val="30"/></w:rPr>')
    body = bold + "".join(map(paragraph, paragraphs))
    return pack(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": (
                f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
            ),
        }
    )


def _scan(title: str, paragraphs: Sequence[str]) -> bytes:
    sheet = Image.new("L", SCANNED, 247)
    draw = ImageDraw.Draw(sheet)
    draw.text((130, 150), title, font=_letters(40), fill=35)
    text = "\n".join(_lines(paragraphs, 66))
    draw.multiline_text((130, 260), text, font=_letters(28), fill=45, spacing=16)
    made = io.BytesIO()
    sheet.quantize(16, Image.Quantize.FASTOCTREE).save(made, "PNG")
    return made.getvalue()


def _letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(FONT, size) if FONT.exists() else ImageFont.load_default(size)


def _lines(paragraphs: Sequence[str], columns: int) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, columns), ""]
    return lines[:-1]


_KINDS: Mapping[str, Callable[[str, Sequence[str]], bytes]] = {
    ".pdf": _pdf,
    ".docx": _docx,
    ".png": _scan,
}
