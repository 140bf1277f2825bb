"""Documents for tests: plain ones, and ones that were made to do harm."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from functools import cache

import docx
import pikepdf
from PIL import Image, ImageDraw

A4 = (595, 842)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(
    *contents: str, size: tuple[float, float] = A4, rotate: int = 0, crop: Sequence[float] = ()
) -> pikepdf.Pdf:
    """A PDF with a page for each of these drawings, in Helvetica as /F."""
    file = pikepdf.new()
    font = file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for content in contents:
        page = file.add_blank_page()
        page.MediaBox = [0, 0, *size]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pikepdf.Stream(file, content.encode("latin-1"))
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = list(crop)
    return file


def line(text: str, x: float = 60, y: float = 700, size: float = 12, more: str = "") -> str:
    """What draws a line of text."""
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {size} Tf {more} {x} {y} Td ({safe}) Tj ET\n"


def saved(file: pikepdf.Pdf, **options: object) -> bytes:
    """The bytes of a PDF."""
    buffer = io.BytesIO()
    file.save(buffer, **options)
    return buffer.getvalue()


def simple_pdf(*texts: str) -> bytes:
    """A PDF with a line of text on each page."""
    return saved(pdf(*(line(text) for text in texts)))


def locked_pdf(user: str = "geheim") -> bytes:
    """A PDF that needs a password; with an empty one only its owner does."""
    lock = pikepdf.Encryption(user=user, owner="eigenaar")
    return saved(pdf(line("Achter slot")), encryption=lock)


def busy_pdf() -> bytes:
    """A PDF with everything that is not a page: script, attachment, comment, link, outline, XMP."""
    file = pdf(line("Gewone tekst"))
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
    return saved(file)


def form_pdf() -> bytes:
    """A PDF with a field that was filled in, and that only a reader of PDF draws."""
    file = pdf(line("Naam:"))
    field = file.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="naam",
            V="Ingevuld",
            DA="/F 12 Tf 0 g",
            Rect=[120, 690, 300, 715],
            F=4,
        )
    )
    page = file.pages[0]
    page.Annots = file.make_indirect(pikepdf.Array([field]))
    file.Root.AcroForm = pikepdf.Dictionary(
        Fields=[field],
        NeedAppearances=True,
        DA="/F 12 Tf 0 g",
        DR=pikepdf.Dictionary(Font=page.Resources.Font),
    )
    return saved(file)


def unseen_pdf() -> bytes:
    """A PDF with a name that nobody sees: under a bar, white on white, in a layer that is off."""
    file = pdf(
        line("Zichtbaar woord", y=700)
        + line("Bedekt", y=650)
        + "0 g 50 640 200 30 re f\n"
        + "1 g "
        + line("Wit", y=600)
        + "0 g /OC /L BDC "
        + line("Laag", y=550)
        + "EMC "
        + line("Buiten", x=700, y=500)
        + line("Nog iets", y=450)
    )
    layer = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Laag"))
    file.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
    )
    file.pages[0].Resources.Properties = pikepdf.Dictionary(L=layer)
    return saved(file)


def scan(text: str = "Gescand", form: str = "PNG", pages: int = 1, **options: object) -> bytes:
    """A picture of text."""
    pictures = []
    for number in range(pages):
        picture = Image.new("RGB", (1240, 1754), "white")
        ImageDraw.Draw(picture).text((150, 150), f"{text} {number + 1}", fill="black", font_size=60)
        pictures.append(picture)
    buffer = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if pages > 1 else {}
    pictures[0].save(buffer, form, **more, **options)
    return buffer.getvalue()


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


def document(*paragraphs: str, picture: bytes = b"", header: str = "") -> bytes:
    """A DOCX as a word processor makes it, with a table."""
    file = docx.Document()
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    table = file.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Datum", "3 maart 2026"
    if picture:
        file.add_picture(io.BytesIO(picture))
    if header:
        file.sections[0].header.paragraphs[0].text = header
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


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
    content = document("Tekst met macro")
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
    return rezipped(document("x"), {"word/document.xml": body.encode()})


@cache
def zip_bomb() -> bytes:
    """A DOCX of some hundred kilobytes with a part of a hundred megabytes."""
    return rezipped(document("x"), {"word/document.xml": b" " * 100_000_000})


def lying_zip() -> bytes:
    """A DOCX with a part that says to be small and is not."""
    content = bytearray(rezipped(document("x"), {"word/header9.xml": b"a" * 50_000_000}))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(sign, start)) >= 0:
            if content[start + place : start + place + 4] == struct.pack("<I", 50_000_000):
                content[start + place : start + place + 4] = struct.pack("<I", 1000)
            start += 4
    return bytes(content)


def many_pages(number: int) -> bytes:
    """A PDF with so many pages."""
    drawn = line("Blad").encode()
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
    file = pdf("q 500 0 0 500 50 50 cm /I Do Q " + line("Naast de bom"))
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
    return saved(file)


def looping_pdf() -> bytes:
    """A PDF with a drawing that is drawn by itself."""
    file = pdf("/X Do " + line("Rondje"))
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
    return saved(file)


def growing_pdf(depth: int = 12, width: int = 10) -> bytes:
    """A PDF with a drawing that is drawn ten times by one that is drawn ten times, and so on."""
    file = pdf("/X Do " + line("Groeit"))
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
    return saved(file)


def mail(body: str, html: str = "", attachment: bytes = b"") -> bytes:
    """A message."""
    message = EmailMessage()
    message["From"] = "Sanne de Wit <sanne@voorbeeld.example>"
    message["To"] = "loket@organisatie.example"
    message["Subject"] = "Mijn vraag: hoe zit dat?"
    message["Date"] = "Tue, 03 Mar 2026 10:00:00 +0100"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    if attachment:
        message.add_attachment(attachment, maintype="image", subtype="png", filename="foto.png")
    return message.as_bytes()
