"""PDFs as the portal writes its large reports, page by page by hand, so that each may be a trap."""

import io
import zlib
from dataclasses import dataclass, field, replace

from portal.letters.embedding import Embedded, embed, pack
from portal.letters.writing import PdfWriter, references
from tests.letters.samples import CREATED

LETTERS = " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-.,0123456789"
CODES = {letter: number for number, letter in enumerate(LETTERS, start=1)}
MAP = """%%!PS-Adobe-3.0 Resource-CMap
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Custom def
/WMode 0 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end
%%%%EndResource
%%%%EOF"""


def listed(letters: dict[int, str]) -> str:
    """The lines of a table that tell what signs stand for."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
             for code, text in letters.items()]  # fmt: skip
    return "\n".join([f"{len(lines)} beginbfchar", *lines, "endbfchar"])


@dataclass(frozen=True)
class Font:
    """A font with signs of half its size wide.

    Attributes:
        table: what its signs stand for, as the file tells.
        words: of its object; `%d` are its descendant and its table.
    """

    table: str = MAP % listed({code: letter for letter, code in CODES.items()})
    words: bytes = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+NotoSans-Regular/Encoding/Identity-H"
        b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
    )
    widths: bytes = b"0 200 500"


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        drawn: what draws it.
        over: what is drawn over it.
        more: what its object says beside what it must.
        resources: more things to draw with.
        fonts: more fonts.
        packing: what is said of the drawing beside how it is packed.
        forms: streams to draw with, by name.
    """

    drawn: bytes
    over: bytes = (
        b"Q /Artifact <</Type/Pagination/Subtype/Footer>> BDC q BT .267 .267 .267 rg "
        b"/RLPageNumber 8.5 Tf 465.94 47.50 Td (Pagina 2 van 9) Tj ET Q EMC"
    )
    more: bytes = b""
    resources: bytes = b""
    font: Font = field(default_factory=Font)
    fonts: bytes = b""
    packing: bytes = b""
    forms: tuple[tuple[bytes, bytes], ...] = ()


def signs(text: str, codes: dict[str, int] = CODES) -> bytes:
    """A text as the drawing writes it: two bytes a letter, in escapes where they are needed."""
    low = {code: b"\\%03o" % code if code < 32 or code in b"()\\" else bytes([code])
           for code in range(256)}  # fmt: skip
    return b"".join(b"\\000" + low[codes[letter]] for letter in text)


def run(text: str | bytes, x: float = 72, y: float = 700, size: float = 10) -> bytes:
    """A run of text as Typst draws it; bytes are the whole of what is shown."""
    shown = b"[(%s)]TJ" % signs(text) if isinstance(text, str) else text
    return (
        b"EMC/Span<</MCID 1>>BDC\nq 1 0 0 -1 %g %g cm/c0 cs 0.1 0.1 0.1 scn\n"
        b"BT 0 Tr/f0 %g Tf 1 0 0 -1 0 0 Tm%s\nET\nQ\n" % (x, y, size, shown)
    )


def page(*runs: bytes, **how) -> Page:
    """A page with a line across it and these runs."""
    line = (b"/Artifact<</Type/Layout>>BDC\nq 1 0 0 -1 70.5 725 cm/c0 CS 0.7 0.7 0.7 SCN "
            b"0.7 w 4 M 0 0 m 468 0 l\nS\nQ\n")  # fmt: skip
    return Page(line + b"".join(runs) + b"EMC", **how)


def with_font(made: Page, **how) -> Page:
    return replace(made, font=replace(made.font, **how))


def report(
    *pages: Page,
    files: dict[str, bytes] | None = None,
    catalog: bytes = b"",
    save: bytes = b"q",
    stamp: bytes = b"/BaseFont/RLPAGE+NotoSans",
) -> bytes:
    """A file with these pages, as the binder writes it.

    Parameters:
        catalog: what that says beside what it must.
        save: what keeps the state of drawing.
        stamp: what is said of the font of the page numbers.
    """
    out = io.BytesIO()
    writer = PdfWriter(out)
    kept = writer.stream(b"<</Length %d>>" % len(save), save)
    tree, structure = writer.number(), writer.add(b"<</Type/StructTreeRoot>>")
    space = writer.add(b"<</Gamma 2.2>>")
    font = _stamp(writer, stamp)
    numbers = [_page(writer, each, tree, kept, font, space) for each in pages]
    words = b"<</Type/Pages/Count %d/Kids[%s]>>"
    writer.add(words % (len(numbers), references(numbers)), tree)
    names, _ = embed(writer, [_file(*each) for each in (files or {"inzage.json": b"{}"}).items()])
    places = writer.add(b"<</Names[]>>")
    root = writer.add(
        b"<</Type/Catalog/Lang(nl)/Pages %d 0 R/StructTreeRoot %d 0 R"
        b"/Names<</EmbeddedFiles %d 0 R/Dests %d 0 R>>%s>>"
        % (tree, structure, names, places, catalog)
    )
    writer.finish(root, writer.add(b"<</Producer(test)>>"), b"0" * 32)
    return out.getvalue()


def _file(name: str, body: bytes) -> Embedded:
    return pack(name, "Gegevens", "application/json", CREATED, [body])


def _packed(writer: PdfWriter, body: bytes, more: bytes = b"") -> int:
    packed = zlib.compress(body)
    return writer.stream(b"<<%s/Filter/FlateDecode/Length %d>>" % (more, len(packed)), packed)


def _stamp(writer: PdfWriter, base: bytes) -> int:
    descriptor = writer.add(b"<</Type/FontDescriptor/FontName/RLPAGE+NotoSans/Flags 32>>")
    return writer.add(
        b"<</Type/Font/Subtype/TrueType%s/Encoding/WinAnsiEncoding"
        b"/FirstChar 32/LastChar 255/Widths[%s]/FontDescriptor %d 0 R>>"
        % (base, b" ".join([b"500"] * 224), descriptor)
    )


def _page(writer: PdfWriter, page: Page, tree: int, save: int, stamp: int, space: int) -> int:
    descriptor = writer.add(b"<</Type/FontDescriptor/FontName/ABCDEF+NotoSans-Regular/Flags 4>>")
    drawn = writer.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+NotoSans-Regular/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 0"
        b"/CIDToGIDMap/Identity/W[%s]>>" % (descriptor, page.font.widths)
    )
    table = _packed(writer, page.font.table.encode(), b"/Type/CMap")
    words = page.font.words
    font = writer.add(words % ((drawn, table) if b"%d" in words else ()))
    forms = b"".join(
        b"/%s %d 0 R" % (name, _packed(writer, body, b"/Type/XObject" + kind))
        for name, (kind, body) in page.forms
    )
    drawables = b"/XObject<<%s>>" % forms if forms else b""
    resources = writer.add(
        b"<</ProcSet[/PDF/Text/ImageC/ImageB]/ColorSpace<</c0 %d 0 R>>"
        b"/Font<</RLPageNumber %d 0 R/f0 %d 0 R%s>>%s%s>>"
        % (space, stamp, font, page.fonts % font if page.fonts else b"", drawables, page.resources)
    )
    content = _packed(writer, page.drawn, page.packing)
    over = writer.stream(b"<</Length %d>>" % len(page.over), page.over)
    return writer.add(
        b"<</Type/Page/Resources %d 0 R/MediaBox[0 0 595.2756 841.8898]/Tabs/S%s"
        b"/Contents[%d 0 R %d 0 R %d 0 R]/Parent %d 0 R/StructParents 1>>"
        % (resources, page.more, save, content, over, tree)
    )
