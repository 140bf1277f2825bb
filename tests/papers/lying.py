"""PDFs whose text is not what they show, and honest ones like them."""

import io

import pikepdf

from tests.papers import samples, scanned

SHOWN = (
    "Geachte mevrouw, wij spraken met de heer Petersen over",
    "de huur van zijn woning. Daarna belde zijn moeder met",
    "vragen over een rekening en een brief van vorige maand.",
)
OTHER = ("Iets heel anders staat hier geschreven over iemand",) * 3
_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar
{lines}
endbfchar endcmap end end"""


def table(file: pikepdf.Pdf, moved: int) -> pikepdf.Stream:
    """What letters stand for: themselves, or others so many places further."""
    pairs = [(code, (code - 97 + moved) % 26 + 97) for code in range(97, 123)]
    lines = "\n".join(f"<{code:02X}> <{letter:04X}>" for code, letter in pairs)
    return pikepdf.Stream(file, _MAP.format(count=len(pairs), lines=lines).encode())


def by_its_table(*tables: int, lines: tuple[str, ...] = SHOWN) -> bytes:
    """Lines in a font for each table, below each other."""
    file = samples.pdf("")
    page = file.pages[0]
    usual = {
        "Type": pikepdf.Name.Font,
        "Subtype": pikepdf.Name.Type1,
        "BaseFont": pikepdf.Name.Helvetica,
        "Encoding": pikepdf.Name.WinAnsiEncoding,
    }
    content = ""
    for number, moved in enumerate(tables):
        font = pikepdf.Dictionary(**usual, ToUnicode=table(file, moved))
        page.Resources.Font[f"/F{number}"] = file.make_indirect(font)
        y = 780 - 120 * number
        rows = (samples.line(each, y=y - 20 * row) for row, each in enumerate(lines))
        content += "".join(rows).replace("/F ", f"/F{number} ")
    page.Contents = pikepdf.Stream(file, content.encode("latin-1"))
    return samples.saved(file)


def over_a_scan(*lines: str) -> bytes:
    """A scan of a letter with these lines over it that nobody sees."""
    file = pikepdf.open(io.BytesIO(scanned.sheet(*SHOWN, noise=20).pdf()))
    page = file.pages[0]
    drawn = (
        samples.line(each, y=774 - 18.4 * row, size=11.5, more="3 Tr")
        for row, each in enumerate(lines)
    )
    font = samples.pdf("")
    page.Resources.Font = file.copy_foreign(font.make_indirect(font.pages[0].Resources.Font))
    page.contents_add(pikepdf.Stream(file, "".join(drawn).encode("latin-1")))
    return samples.saved(file)
