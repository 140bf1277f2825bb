"""Reading documents: what is plain becomes pages, what is hostile is refused with a reason."""

import io
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from portal.papers import cell, limits, reading
from portal.papers.pages import Page, Scan
from portal.papers.problems import Problem, Unreadable
from portal.papers.reading import Paper, read
from tests.papers import hostile, samples, scanned

NAME = "Fatima Bouazza"


def page_of(content: bytes) -> Page:
    """The first page of what was read."""
    return read(content).pages[0]


def everything_in(paper: Paper) -> bytes:
    """All bytes of a PDF, unpacked."""
    with pikepdf.open(io_of(paper.pdf)) as file:
        objects = [repr(each).encode() for each in file.objects]
        streams = [
            each.read_raw_bytes() if each.get("/Subtype") == "/Image" else each.read_bytes()
            for each in file.objects
            if isinstance(each, pikepdf.Stream)
        ]
    return b"".join(objects + streams)


def io_of(content: bytes) -> io.BytesIO:
    """A file in memory."""
    return io.BytesIO(content)


@pytest.mark.parametrize(
    ("make", "media_type", "text"),
    [
        (lambda: samples.simple_pdf("Hallo wereld"), "application/pdf", "Hallo wereld"),
        (lambda: samples.locked_pdf(user=""), "application/pdf", "Achter slot"),
        (lambda: samples.form_pdf(), "application/pdf", "Naam:\nIngevuld"),
        (lambda: samples.scan(), "image/png", ""),
        (lambda: samples.scan(form="JPEG"), "image/jpeg", ""),
        (lambda: samples.scan(form="WEBP"), "image/webp", ""),
        (lambda: b"Dag <b>Sanne</b>\n& co", "text/plain", "Dag <b>Sanne</b>\n& co"),
        (lambda: "Café één".encode("cp1252"), "text/plain", "Café één"),
        (lambda: "Café één".encode("utf-16"), "text/plain", "Café één"),
    ],
)
def test_each_kind_becomes_pages(make: Callable[[], bytes], media_type: str, text: str) -> None:
    paper = read(make())
    assert paper.pdf.startswith(b"%PDF-")
    assert (paper.media_type, len(paper.pages)) == (media_type, 1)
    assert paper.pages[0].text == text


def test_a_fax_has_as_many_pages_as_it_has_pictures() -> None:
    assert len(read(samples.scan(form="TIFF", pages=3)).pages) == 3


def test_a_docx_gives_text_tables_pictures_and_what_stands_above_pages() -> None:
    paper = read(samples.document("Gesprek met Jansen", picture=samples.scan(), header="Dossier 7"))
    page = paper.pages[0]
    assert page.text.splitlines()[:3] == ["Dossier 7", "Gesprek met Jansen", "Datum 3 maart 2026"]
    assert b"/Image" in everything_in(paper)


def test_a_message_gives_who_when_and_what_with_what_was_attached_behind_it() -> None:
    pages = read(samples.mail("Dag,\nhoe zit dat?", attachment=samples.scan())).pages
    for expected in ("sanne@voorbeeld.example", "Mijn vraag", "hoe zit dat?", "Bijlage foto.png\n"):
        assert expected in pages[0].text
    assert (len(pages), pages[1].text) == (2, "")


@pytest.mark.parametrize(
    "make", [samples.locked_pdf, hostile.unseen_pdf, hostile.png_bomb, lambda: b"PK\3\4"]
)
def test_what_was_attached_and_cannot_be_shown_is_named(make: Callable[[], bytes]) -> None:
    pages = read(samples.mail("Zie bijlage", attachment=make())).pages
    assert "foto.png (niet te lezen: staat hier niet bij)" in pages[0].text
    assert len(pages) == 1


def test_of_a_page_only_what_people_see_comes_along() -> None:
    paper = read(hostile.busy_pdf())
    inside = everything_in(paper)
    assert paper.pages[0].text == "Gewone tekst"
    for trace in (b"Bouazza", b"JavaScript", b"/Annots", b"/EmbeddedFile", b"/URI", b"/Outlines"):
        assert trace not in inside, trace
    assert b"/Metadata" not in inside


def test_an_earlier_revision_does_not_come_along() -> None:
    before = samples.simple_pdf(NAME)
    offset = before.rindex(b"startxref")
    file = pikepdf.open(io_of(before))
    number = file.pages[0].obj.Contents.objgen[0]
    drawn = samples.line("Nieuw")
    change = f"{number} 0 obj<</Length {len(drawn)}>>stream\n{drawn}\nendstream endobj\n"
    start = len(before)
    table = f"xref\n{number} 1\n{start:010} 00000 n \n"
    previous = before[offset:].split()[1].decode()
    trailer = f"trailer <</Size 20/Root 1 0 R/Prev {previous}>>\nstartxref\n{start + len(change)}\n"
    content = before + (change + table + trailer + "%%EOF").encode()
    paper = read(content)
    assert paper.pages[0].text == "Nieuw"
    assert NAME.encode() not in everything_in(paper)


def test_words_that_nobody_sees_are_no_text_but_are_counted() -> None:
    page = page_of(hostile.unseen_pdf())
    assert page.text == "Zichtbaar woord\nNog iets"
    assert page.unseen == 4


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: b"", Problem.EMPTY),
        (lambda: b" \n\0", Problem.EMPTY),
        (lambda: b"MZ\x90\0\3\0\0", Problem.UNSUPPORTED),
        (lambda: hostile.rezipped(samples.document(), {"word/document.xml": b""}), Problem.BROKEN),
        (lambda: b"PK\3\4 and no more", Problem.BROKEN),
        (lambda: samples.locked_pdf(), Problem.ENCRYPTED),
        (lambda: samples.simple_pdf("a")[:300], Problem.BROKEN),
        (lambda: samples.scan()[:5000], Problem.BROKEN),
        (lambda: hostile.png_bomb(), Problem.TOO_MUCH_INSIDE),
        (lambda: hostile.zip_bomb(), Problem.TOO_MUCH_INSIDE),
        (lambda: hostile.lying_zip(), Problem.BROKEN),
        (lambda: hostile.entity_docx(), Problem.BROKEN),
        (lambda: hostile.many_pages(10_000), Problem.TOO_MANY_PAGES),
        (lambda: hostile.looping_pdf(), Problem.BROKEN),
        (lambda: hostile.growing_pdf(), Problem.BROKEN),
        (
            lambda: samples.saved(samples.pdf(samples.line("x"), size=(100, 10**9))),
            Problem.TOO_MUCH_INSIDE,
        ),
        (lambda: b"a" * (limits.CHARACTERS + 1), Problem.TOO_MUCH_INSIDE),
    ],
)
def test_what_cannot_be_read_has_a_reason(make: Callable[[], bytes], problem: Problem) -> None:
    content = make()
    started = time.monotonic()
    with pytest.raises(Unreadable) as raised:
        read(content, seconds=30)
    assert raised.value.problem is problem
    assert time.monotonic() - started < 10


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.papers.reading.FILE", 10)
    with pytest.raises(Unreadable) as raised:
        read(b"a" * 11)
    assert raised.value.problem is Problem.TOO_LARGE


def test_an_archive_that_is_no_document_is_not_read() -> None:
    content = hostile.rezipped(samples.document(), {"xl/workbook.xml": b"<x/>"})
    content = content.replace(b"word/document.xml", b"word/documenu.xml")
    with pytest.raises(Unreadable) as raised:
        read(content)
    assert raised.value.problem is Problem.UNSUPPORTED


def test_macros_objects_and_what_lies_elsewhere_are_not_looked_at() -> None:
    paper = read(hostile.macro_docx())
    inside = everything_in(paper)
    assert "Tekst met macro" in paper.pages[0].text
    for trace in (b"127.0.0.1", b"passwd", b"root:", b"javascript", b"AutoOpen"):
        assert trace not in inside, trace


def test_a_bomb_among_the_pictures_of_a_docx_costs_that_picture_alone() -> None:
    content = samples.document("Met een bom", picture=samples.scan())
    text = page_of(hostile.rezipped(content, {"word/media/image1.png": hostile.png_bomb()})).text
    assert "Met een bom" in text


def test_a_picture_that_unpacks_to_far_more_does_not_hide_the_rest_of_its_page() -> None:
    assert page_of(hostile.image_bomb_pdf(8_000)).text == "Naast de bom"


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable) as raised:
        read(b"Dit is een regel.\n" * 40_000, seconds=1)
    assert raised.value.problem is Problem.TOO_SLOW


def test_the_same_document_gives_the_same_bytes() -> None:
    content = samples.simple_pdf("Hallo")
    assert read(content) == read(content)


def test_damaged_documents_are_read_or_refused_and_nothing_else() -> None:
    """Some hundred documents with bytes changed by chance; the words that come out are whole."""
    chance = random.Random(20261122)
    whole = [
        samples.simple_pdf("Hallo wereld"),
        hostile.busy_pdf(),
        samples.form_pdf(),
        samples.scan(form="JPEG"),
        samples.document("Hallo"),
        samples.mail("Dag", attachment=samples.simple_pdf("Bijlage")),
    ]
    outcomes: Counter[str] = Counter()
    for _ in range(120):
        content = bytearray(chance.choice(whole))
        for _ in range(chance.choice((1, 5, 50))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            pages = read(bytes(content), seconds=30).pages
        except Unreadable as refused:
            outcomes[refused.problem.value] += 1
        else:
            outcomes["read"] += 1
            for page in pages:
                assert all(page.text[word.start : word.end] == word.text for word in page.words)
    assert outcomes["read"] > 10
    assert outcomes["broken"] > 10


def test_words_in_the_picture_of_a_page_are_read_in_the_child() -> None:
    paper = read(scanned.sheet("Mevrouw Fatima Bouazza", "woont in de Kerkstraat").png())
    models = reading.models()
    assert models is not None
    page = reading.recognise(paper.pdf, paper.pages[0], models)
    assert page.text == "Mevrouw Fatima Bouazza\nwoont in de Kerkstraat"
    assert (page.scan, page.recognised) == (Scan.READ, 0)


def test_a_page_that_takes_too_long_stays_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    ask = cell.ask

    def watched(order: dict[str, object], *rest: object, **options: object) -> object:
        asked.append(order)
        return ask(order, *rest, **options)

    monkeypatch.setattr(reading.cell, "ask", watched)
    monkeypatch.setattr(reading, "RECOGNISING_SECONDS", 1)
    grains = scanned.sheet(*["x"] * 30, noise=120)
    models = reading.models()
    assert models is not None
    page = Page(1, 595.0, 842.0, "Stempel", (), scan=Scan.UNREAD)
    after = reading.recognise(grains.pdf(), page, models)
    assert (after.scan, after.text) == (Scan.FAILED, "Stempel")
    assert asked[0]["nice"] == 10  # pages of the portal go first


def test_without_models_nothing_is_recognised(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(reading, "MODELS", tmp_path)
    assert reading.models.__wrapped__() is None
    folder = tmp_path / "5" / "tessdata"
    folder.mkdir(parents=True)
    Path(folder, "nld.traineddata").touch()
    assert reading.models.__wrapped__() == folder
