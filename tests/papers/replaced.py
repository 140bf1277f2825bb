"""PDFs with passages that have a text in the place of what is drawn."""

import pikepdf

from tests.papers import samples, scanned

SHOWN = "Karin Petersen belde"
TOLD = "Hallo"


def passage(shown: str = SHOWN, told: str = f"/ActualText ({TOLD})", y: float = 700) -> str:
    """A line with such a text."""
    return f"/Span <<{told}>> BDC {samples.line(shown, y=y)} EMC\n"


def in_resources(*shown: str, **more: str) -> bytes:
    """Lines that share what is said of them; it lies beside the page."""
    lines = "".join(
        f"/Span /P BDC {samples.line(each, y=700 - 20 * row)} EMC\n"
        for row, each in enumerate(shown)
    )
    file = samples.pdf(lines)
    said = pikepdf.Dictionary(ActualText=TOLD, **more)
    file.pages[0].Resources.Properties = pikepdf.Dictionary(P=file.make_indirect(said))
    return samples.saved(file)


def in_form(deep: int = 3) -> bytes:
    """A form within a form, with such a line in the innermost."""
    file = samples.pdf("/X Do")
    page = file.pages[0]
    inner = passage()
    for _ in range(deep):
        form = pikepdf.Stream(file, inner.encode(), Type=pikepdf.Name.XObject)
        form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, *samples.A4])
        form.Resources = pikepdf.Dictionary(page.Resources)
        page.Resources.XObject = pikepdf.Dictionary(X=file.make_indirect(form))
        inner = "/X Do"
    return samples.saved(file)


def in_stamp() -> bytes:
    """A stamp with such a line."""
    file = samples.pdf("")
    page = file.pages[0]
    look = pikepdf.Stream(file, passage(y=20).encode(), Type=pikepdf.Name.XObject)
    look.Subtype, look.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 300, 60])
    look.Resources = pikepdf.Dictionary(page.Resources)
    stamp = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Stamp,
        Rect=[100, 600, 400, 660],
        F=4,
        AP=pikepdf.Dictionary(N=file.make_indirect(look)),
    )
    page.Annots = file.make_indirect(pikepdf.Array([file.make_indirect(stamp)]))
    return samples.saved(file)


def _described(file: pikepdf.Pdf) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name.Sans,
        Flags=4,
        FontBBox=[0, -300, 1000, 1100],
        ItalicAngle=0,
        Ascent=1070,
        Descent=-293,
        CapHeight=714,
        StemV=80,
        FontFile2=pikepdf.Stream(file, scanned.FONT.read_bytes()),
    )


def signs(*codes: str, told: str, before: str = "De no", after: str = "tie") -> bytes:
    """Signs without a name between letters, in a font that calls them by their number."""
    file = samples.pdf("")
    page = file.pages[0]
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Sans,
        CIDToGIDMap=pikepdf.Name.Identity,
        FontDescriptor=file.make_indirect(_described(file)),
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=600,
    )
    page.Resources.Font.C = file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Sans,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[file.make_indirect(inner)],
        )
    )
    drawn = f"/Span <</ActualText ({told})>> BDC /C 12 Tf <{''.join(codes)}> Tj EMC"
    line = f"BT /F 12 Tf 60 700 Td ({before}) Tj {drawn} /F 12 Tf ({after}) Tj ET"
    page.Contents = pikepdf.Stream(file, line.encode())
    return samples.saved(file)
