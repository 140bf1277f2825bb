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
    """What letters stand for: themselves, or signs so many places further, z before a again."""
    turn = 26 if moved < 26 else 65536
    return _mapped(file, {code: (code - 97 + moved) % turn + 97 for code in range(97, 123)})


def _mapped(file: pikepdf.Pdf, pairs: dict[int, int]) -> pikepdf.Stream:
    lines = "\n".join(f"<{code:02X}> <{letter:04X}>" for code, letter in pairs.items())
    return pikepdf.Stream(file, _MAP.format(count=len(pairs), lines=lines).encode())


def _font(file: pikepdf.Pdf, moved: int) -> pikepdf.Object:
    return file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
            ToUnicode=table(file, moved),
        )
    )


def by_its_table(*tables: int, lines: tuple[str, ...] = SHOWN) -> bytes:
    """Lines in a font for each table, below each other."""
    file = samples.pdf("")
    page = file.pages[0]
    content = ""
    for number, moved in enumerate(tables):
        page.Resources.Font[f"/F{number}"] = _font(file, moved)
        y = 780 - 120 * number
        rows = (samples.line(each, y=y - 20 * row) for row, each in enumerate(lines))
        content += "".join(rows).replace("/F ", f"/F{number} ")
    page.Contents = pikepdf.Stream(file, content.encode("latin-1"))
    return samples.saved(file)


def with_a_name(
    name: str, moved: int, *, own: int = 0, others: int = 0, turn: str = "1 0 0 1", called: str = ""
) -> bytes:
    """Honest lines, and a name below them in a font of its own.

    Parameters:
        own: how many letters of the name are in the font of the lines.
        others: more fonts, each of two words.
        turn: how the name is turned.
        called: what the font of the name calls all its letters, if not as by `moved`.
    """
    file = samples.pdf("")
    fonts = file.pages[0].Resources.Font
    for number in range(others + 1):
        fonts[f"/F{number}"] = _font(file, 0)
    fonts.Fx = _font(file, moved)
    if called:
        fonts.Fx.ToUnicode = _mapped(file, {code: ord(called) for code in range(97, 123)})
    content = "".join(samples.line(each, y=780 - 20 * row) for row, each in enumerate(SHOWN))
    for number in range(1, others + 1):
        more = samples.line("brief huur", y=700 - 20 * number)
        content += more.replace("/F ", f"/F{number} ")
    content += f"BT /F0 12 Tf {turn} 250 400 Tm ({name[:own]}) Tj /Fx 12 Tf ({name[own:]}) Tj ET"
    file.pages[0].Contents = pikepdf.Stream(file, content.replace("/F ", "/F0 ").encode("latin-1"))
    return samples.saved(file)


def in_signs(first: int) -> bytes:
    """Lines of which the small letters are called otherwise, from this sign on."""
    return by_its_table(first - 97, lines=("de huur van zijn woning",) * 3)


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
