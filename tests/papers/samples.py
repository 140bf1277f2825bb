"""Documents for tests, as people make them."""

import io
from collections.abc import Sequence
from email.message import EmailMessage

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
