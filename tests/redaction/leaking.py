"""PDFs in which something that was taken out is left in one way or another."""

import io
import json
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

NAME = "Fatima Yılmaz-Jansen"
"""Who must not be found, with an accent that other systems lose."""


def saved(pdf: pikepdf.Pdf, **how) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def drawn(*operators: bytes) -> pikepdf.Pdf:
    """A page with a sentence that tells nothing, and these operators after it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                   Encoding=Name.WinAnsiEncoding)
    )  # fmt: skip
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    sentence = b"BT /F1 12 Tf 72 760 Td (Wij spraken u in januari over uw huur.) Tj ET"
    page.obj.Contents = pdf.make_stream(b"\n".join([sentence, *operators]))
    return pdf


def written(text: str, x: int = 72, y: int = 700) -> bytes:
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET".encode("cp1252")


def clean() -> bytes:
    return saved(drawn(written("Gesproken met derde A.")))


def overlay() -> bytes:
    return saved(drawn(written("Fatima Yilmaz-Jansen"), b"0 g 60 690 300 30 re f"))


def metadata() -> bytes:
    pdf = drawn()
    pdf.docinfo["/Title"] = String("Verslag over Fatima Yılmaz-Jansen")
    return saved(pdf)


def xmp() -> bytes:
    pdf = drawn()
    with pdf.open_metadata() as meta:
        meta["dc:description"] = "Verslag over Fatima Yılmaz-Jansen"
    return saved(pdf)


def attachment() -> bytes:
    pdf = drawn()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("contacten.csv", "wie;wanneer\nYILMAZ-JANSEN;2026-01-01\n")
    pdf.attachments["gegevens.zip"] = pikepdf.AttachedFileSpec(
        pdf, packed.getvalue(), mime_type="application/zip"
    )
    return saved(pdf)


def earlier_revision() -> bytes:
    """The name is on the page of the first version; an update put another page over it."""
    first = saved(drawn(written("Fatima Yilmaz-Jansen")))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        size = int(pdf.trailer.Size)
        root = pdf.trailer.Root.objgen[0]
    body = b"BT /F1 12 Tf 72 760 Td (Niets bijzonders.) Tj ET"
    at = len(first)
    update = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(body), body,
    )  # fmt: skip
    table = at + len(update)
    before = int(first.rpartition(b"startxref")[2].split()[0])
    update += b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number, at, size, root, before,
    )  # fmt: skip
    return first + update + b"startxref\n%d\n%%%%EOF\n" % table


def form_field() -> bytes:
    pdf = drawn()
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("wie"),
                   V=String("Fatima Yılmaz-Jansen"), Rect=Array([0, 0, 0, 0]))
    )  # fmt: skip
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    pdf.pages[0].obj.Annots = Array([field])
    return saved(pdf)


def annotation() -> bytes:
    pdf = drawn()
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 10, 10]),
                      Contents=String("Bellen met Fatima  Yilmaz - Jansen!"))  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])
    return saved(pdf)


def split_runs() -> bytes:
    """Each piece is drawn by itself, and the last piece first."""
    return saved(
        drawn(
            written("sen belde.", 161),
            b"BT /F1 12 Tf 72 700 Td [(Fa) -1 (ti) 2 (ma)] TJ ET",
            b"BT /F1 12 Tf 112 700 Td (Y) Tj 7.2 0 Td (ilm) Tj 20 0 Td (az-) Tj ET",
            written("Jan", 141),
        )
    )


def alternate_text() -> bytes:
    pdf = drawn()
    element = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String("Foto van Fatima Yılmaz-Jansen"))
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([element]))
    )
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def accents() -> bytes:
    return saved(drawn(written("FÁTIMA YÍLMÁZ-JANSÉN was er.")))


def ligature() -> bytes:
    """The name of another: 'Griffioen', with one sign for f, f and i."""
    pdf = drawn()
    pdf.docinfo["/Subject"] = String("mevrouw Gri\ufb03oen")
    return saved(pdf)


def json_twin() -> bytes:
    pdf = drawn()
    body = json.dumps({"items": [{"Verslag": "Gesproken met\nFatima Yılmaz-Jansen."}]})
    pdf.attachments["inzage.json"] = pikepdf.AttachedFileSpec(
        pdf, body.encode(), mime_type="application/json"
    )
    return saved(pdf)


def hidden_layer() -> bytes:
    pdf = drawn()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notities")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    page = pdf.pages[0].obj
    page.Resources.Properties = Dictionary(L1=layer)
    body = page.Contents.read_bytes() + b"\n/OC /L1 BDC " + written("Yilmaz-Jansen") + b" EMC"
    page.Contents = pdf.make_stream(body)
    return saved(pdf)


def outline() -> bytes:
    pdf = drawn()
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem("Gesprek met Yilmaz Jansen", 0))
    return saved(pdf)


def white_text() -> bytes:
    return saved(drawn(b"1 g", written("Fatima Yilmaz-Jansen"), b"3 Tr", b"0 g"))


def unused_object() -> bytes:
    """A page that was taken out of the document, but not out of the file."""
    first = saved(drawn(written("Niets.")))
    body = written("Fatima Yilmaz-Jansen")
    orphan = b"900 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(body), body)
    cut = first.rindex(b"startxref")
    return first[:cut] + orphan + first[cut:]
