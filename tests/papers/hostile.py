"""Documents for tests that were made to do harm, or that hide something."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

import pikepdf

from tests.papers import samples


def busy_pdf() -> bytes:
    """A PDF with everything that is not a page: script, attachment, comment, link, outline, XMP."""
    file = samples.pdf(samples.line("Gewone tekst"))
    page = file.pages[0]
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('Fatima Bouazza')")
    file.Root.OpenAction = action
    file.Root.AA = pikepdf.Dictionary(WC=action)
    file.attachments["geheim.txt"] = pikepdf.AttachedFileSpec(file, b"Fatima Bouazza")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[100, 600, 120, 620],
        Contents="Fatima Bouazza zegt dat",
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://127.0.0.1:9/volg"),
    )
    page.Annots = file.make_indirect(pikepdf.Array([file.make_indirect(note)]))
    page.AA = pikepdf.Dictionary(O=action)
    file.docinfo["/Author"] = "Fatima Bouazza"
    with file.open_metadata() as data:
        data["dc:title"] = "Fatima Bouazza"
    with file.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Fatima Bouazza", 0))
    return samples.saved(file)


def unseen_pdf() -> bytes:
    """A PDF with a name that nobody sees: under a bar, white on white, in a layer that is off."""
    file = samples.pdf(
        samples.line("Zichtbaar woord", y=700)
        + samples.line("Bedekt", y=650)
        + "0 g 50 640 200 30 re f\n"
        + "1 g "
        + samples.line("Wit", y=600)
        + "0 g /OC /L BDC "
        + samples.line("Laag", y=550)
        + "EMC "
        + samples.line("Buiten", x=700, y=500)
        + samples.line("Nog iets", y=450)
    )
    layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Laag"))
    file.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
    )
    file.pages[0].Resources.Properties = pikepdf.Dictionary(L=layer)
    return samples.saved(file)


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says to be enormous, and is."""
    row = b"\0" * (1 + width // 8)
    packer = zlib.compressobj(9)
    body = packer.compress(row * min(height, 2000)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
        for name, part in parts
    )


def rezipped(content: bytes, more: Mapping[str, bytes]) -> bytes:
    """An archive with further parts, or others under the same name."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            if part.filename not in more:
                after.writestr(part, before.read(part))
        for name, body in more.items():
            after.writestr(name, body)
    return buffer.getvalue()


def macro_docx() -> bytes:
    """A DOCX with a macro, an object, and pictures and text that lie elsewhere."""
    content = samples.document("Tekst met macro")
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        relations = file.read("word/_rels/document.xml.rels").decode()
        body = file.read("word/document.xml").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    elsewhere = "".join(
        f'<Relationship Id="rId9{number}" Type="{kind}/{what}" Target="{target}" '
        'TargetMode="External"/>'
        for number, (what, target) in enumerate(
            (
                ("image", "http://127.0.0.1:9/plaatje.png"),
                ("image", "file:///etc/passwd"),
                ("attachedTemplate", "http://127.0.0.1:9/sjabloon.dotm"),
                ("hyperlink", "javascript:alert(1)"),
            )
        )
    )
    drawn = "".join(
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/'
        'drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org'
        '/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/'
        'picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:blipFill><a:blip r:link="rId9{number}"/></pic:blipFill></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
        for number in (0, 1)
    )
    return rezipped(
        content,
        {
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen() Shell",
            "word/embeddings/oleObject1.bin": b"MZ\x90",
            "word/_rels/document.xml.rels": relations.replace(
                "</Relationships>", elsewhere + "</Relationships>"
            ).encode(),
            "word/document.xml": body.replace("<w:sectPr", drawn + "<w:sectPr", 1).encode(),
        },
    )


def entity_docx() -> bytes:
    """A DOCX whose text grows a billion times when it is read."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    )
    return rezipped(samples.document("x"), {"word/document.xml": body.encode()})


@cache
def zip_bomb() -> bytes:
    """A DOCX of some hundred kilobytes with a part of a hundred megabytes."""
    return rezipped(samples.document("x"), {"word/document.xml": b" " * 100_000_000})


def lying_zip() -> bytes:
    """A DOCX with a part that says to be small and is not."""
    content = bytearray(rezipped(samples.document("x"), {"word/header9.xml": b"a" * 50_000_000}))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(sign, start)) >= 0:
            if content[start + place : start + place + 4] == struct.pack("<I", 50_000_000):
                content[start + place : start + place + 4] = struct.pack("<I", 1000)
            start += 4
    return bytes(content)


def many_pages(number: int) -> bytes:
    """A PDF with so many pages."""
    drawn = samples.line("Blad").encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (number, b" ".join(b"%d 0 R" % (each + 4) for each in range(number))),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"] * number,
    ]
    body, places = b"%PDF-1.7\n", []
    for index, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (index, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(parts) + 1, table, len(parts) + 1, len(body))
    )


def image_bomb_pdf(side: int = 50_000) -> bytes:
    """A PDF with a picture that is enormous when it is unpacked."""
    file = samples.pdf("q 500 0 0 500 50 50 cm /I Do Q " + samples.line("Naast de bom"))
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(b"\0" * 3 * side) for _ in range(side)) + packer.flush()
    picture = pikepdf.Stream(
        file,
        body,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=side,
        Height=side,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.FlateDecode,
    )
    file.pages[0].Resources.XObject = pikepdf.Dictionary(I=picture)
    return samples.saved(file)


def looping_pdf() -> bytes:
    """A PDF with a drawing that is drawn by itself."""
    file = samples.pdf("/X Do " + samples.line("Rondje"))
    drawing = file.make_indirect(
        pikepdf.Stream(
            file,
            b"/X Do /X Do",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 100, 100],
        )
    )
    drawing.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=drawing))
    file.pages[0].Resources.XObject = pikepdf.Dictionary(X=drawing)
    return samples.saved(file)


def growing_pdf(depth: int = 12, width: int = 10) -> bytes:
    """A PDF with a drawing that is drawn ten times by one that is drawn ten times, and so on."""
    file = samples.pdf("/X Do " + samples.line("Groeit"))
    inner = pikepdf.Stream(file, b"0 0 1 1 re f")
    for _ in range(depth):
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox = pikepdf.Array([0, 0, 595, 842])
        inner = file.make_indirect(inner)
        outer = pikepdf.Stream(file, b"/X Do " * width)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = outer
    inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    inner.BBox = pikepdf.Array([0, 0, 595, 842])
    file.pages[0].Resources.XObject = pikepdf.Dictionary(X=file.make_indirect(inner))
    return samples.saved(file)
