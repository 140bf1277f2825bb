"""A report with all that can go with it: documents, marks, viewings, looks, earlier requests."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from portal.law.grounds import Outcome
from portal.law.redaction import Extent
from portal.law.rights import Right
from portal.letters.annex import Annex, AnnexPage, Line
from portal.letters.records import Field, ReportGroup, ReportItem
from portal.letters.rendering import FONTS
from portal.letters.report import EarlierRequest, Report, ViewingLine
from portal.letters.withheld import Redaction, Share
from tests.letters import samples

WIDTH, HEIGHT, DPI = 595.0, 842.0, 72
HIDDEN = "Kees Jansen"  # stands nowhere, it was taken out before
TOLD = [
    "Gespreksverslag",
    "De cliënt sprak met de heer |derde A| over",
    "de muziek, en belde |gelakt|.",
]
FONT = ImageFont.truetype(FONTS / "NotoSans_400Regular.ttf", 11)


@cache
def drawn(number: int) -> tuple[tuple[Line, ...], bytes]:
    """The lines of a page, and its picture with bars where something was taken out."""
    picture = Image.new("L", (round(WIDTH), round(HEIGHT)), 255)
    pen, lines, top = ImageDraw.Draw(picture), [], 80.0
    for text in (f"Blad {number}", *TOLD):
        left = 72.0
        for place, part in enumerate(text.split("|")):
            taken = place % 2 == 1
            width = 60.0 if taken else float(pen.textlength(part, font=FONT))
            box = (left, top, left + width, top + 14)
            if taken:
                pen.rectangle(box, fill=0)
            else:
                pen.text((left, top), part, font=FONT, fill=0)
            lines.append(Line(part, box, taken))
            left += width
        top += 18
    body = io.BytesIO()
    picture.save(body, "JPEG", quality=70)
    return tuple(lines), body.getvalue()


def pictures(_annex: int, pages: Sequence[int]) -> Iterator[bytes]:
    """The picture of each page, as whoever holds the documents makes them."""
    return (drawn(number)[1] for number in pages)


def annex(number: int, pages: int, name: str, *, silent: bool = False) -> Annex:
    """A document; a silent one has no text, and lies on its side."""
    size = (HEIGHT, WIDTH) if silent else (WIDTH, HEIGHT)
    made = tuple(
        AnnexPage(*size, Extent.PARTIAL, () if silent else drawn(page)[0])
        for page in range(1, pages + 1)
    )
    return Annex(number, name, "Documenten", "Dossiermap", f"Document {number}", made)


def document(number: int, name: str) -> ReportItem:
    """The record of a document."""
    where = Field("Document", f"Bijlage {number}")
    return ReportItem(f"Document {number}", (Field("Bestand", name), where), annex=number)


def look(number: int) -> ReportItem:
    """Somebody who opened the file."""
    moment = datetime(2025, 1 + number % 12, 3, 10, number % 60, tzinfo=UTC)
    return ReportItem(f"Blik {number}", (Field("Moment", moment), Field("Functie", "adviseur")))


def report(findings: int = 6, pages: int = 3, looks: int = 3) -> Report:
    """A report with two annexes."""
    made = samples.report(findings)
    talks, payments, camera = made.activities
    documents = ReportGroup(
        "Documenten", "Dossiermap", (document(1, "verslag.pdf"), document(2, "foto.jpg"))
    )
    seen = ReportGroup("Inzage", "Dossierlog", tuple(look(n) for n in range(looks)), views=True)
    hall = ViewingLine(
        "Camerabeelden van de hal",
        "Dorpsstraat 1, Utrecht",
        "Bel 030 000 00 00.",
        date(2026, 12, 31),
    )
    why = "Wie dit leest, zou iets te weten komen over een ander."
    return replace(
        made,
        activities=(
            replace(talks, groups=(*talks.groups, documents, seen)),
            payments,
            replace(camera, viewings=(hall,)),
        ),
        annexes=(annex(1, pages, "verslag.pdf"), annex(2, 1, "foto.jpg", silent=True)),
        redactions=(Redaction("Rechten van anderen", "AVG 15(4)", why, 2 * pages, 1, pages),),
        items=Share(findings + 1 + looks, 1, 2),
        pages=Share(1, pages, 0),
        earlier=(
            EarlierRequest(
                "VB-2025-AAAA-11",
                date(2025, 1, 3),
                date(2025, 2, 1),
                ((Right.ACCESS, Outcome.GRANTED),),
            ),
            EarlierRequest("VB-2026-BBBB-12", date(2026, 11, 1), None, ((Right.ERASURE, None),)),
        ),
    )


def english() -> Report:
    """The same in English, with data that are in Dutch, as sources and documents hold them."""
    made = report()
    activities = tuple(
        replace(each, groups=tuple(map(_in_dutch, each.groups))) for each in made.activities
    )
    return replace(made, language="en", activities=activities)


def _in_dutch(group: ReportGroup) -> ReportGroup:
    items = []
    for item in group.items:
        told = (
            replace(each, lang="nl") if isinstance(each.value, str) and each.value else each
            for each in item.fields
        )
        items.append(replace(item, fields=tuple(told)))
    return replace(group, items=tuple(items))
