"""Documents as annexes: what may be read of each page, and a picture with the rest burnt in."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.letters.attachment import as_json
from portal.letters.printing import Printer
from portal.models.base import Database
from portal.papers import reading
from portal.papers.pages import Page
from portal.queueing import RecordingQueue
from portal.redaction import checking
from portal.services import annexes, reporting, watching
from portal.services.annexes import lines_of
from portal.services.exhibits import Document
from portal.services.masking import MaskedWord
from tests.papers import scanned
from tests.services import stories
from tests.services.annexed import SAID, THIRD, Dossier, letter

HERE = stories.organisation()


@pytest.fixture
def dossier(sqlite_database: Database, tmp_path: Path, queue: RecordingQueue) -> Dossier:
    made = Dossier(sqlite_database, tmp_path, queue)
    made.hand_in(letter(SAID, "Tweede blad, zonder naam."), letter(f"{THIRD}.", name="los.pdf"))
    assert made.mark_all(THIRD) == 2
    return made


def built(dossier: Dossier):
    with dossier.database.transaction(write=False) as session:
        case = dossier.case(session)
        report = reporting.build_report(session, case, HERE, vault=dossier.vault, now=stories.NOW)
        return report, watching.watch_for(session, case, HERE)


def test_a_page_says_what_stays_of_it(dossier: Dossier) -> None:
    report, _ = built(dossier)
    first, second = report.annexes
    assert (first.number, first.name, first.record) == (1, "brief.pdf", "Gegeven 1")
    assert (second.number, second.name) == (2, "los.pdf")
    assert [page.extent for page in first.pages] == [Extent.PARTIAL, Extent.FULL]
    assert first.pages[0].text == "Beste Sanne, uw buurman derde A belde ons."
    assert first.pages[1].text == "Tweede blad, zonder naam."
    assert "Kees" not in repr(report)
    assert "Jansen" not in repr(report)


def test_a_record_names_its_annex(dossier: Dossier) -> None:
    report, _ = built(dossier)
    (group,) = report.with_data[0].groups
    assert group.source == "Documenten die onze medewerkers opzochten"
    assert [item.annex for item in group.items] == [1, 2]
    assert group.items[0].fields[-1].value == "Bijlage 1, 2 pagina's"


def test_what_was_made_unreadable_is_counted(dossier: Dossier) -> None:
    report, _ = built(dossier)
    (why,) = report.redactions
    assert (why.passages, why.items, why.pages) == (2, 2, 2)
    assert why.article == "AVG 15.4"
    assert "Dat van de buurman." in why.reason
    assert (report.items.full, report.items.partial, report.items.withheld) == (0, 2, 0)
    assert (report.pages.full, report.pages.partial) == (1, 2)


def test_what_is_taken_out_is_black_in_the_picture_and_the_rest_is_there(dossier: Dossier) -> None:
    report, _ = built(dossier)
    draw = annexes.pictures_of(dossier.database, dossier.vault, report)
    first, second = (Image.open(io.BytesIO(body)).convert("L") for body in draw(1, (1, 2)))
    (box,) = report.annexes[0].pages[0].boxes
    scale = first.width / report.annexes[0].pages[0].width
    left, top, right, bottom = (round(edge * scale) for edge in box)
    inside = first.crop((left + 2, top + 2, right - 2, bottom - 2))
    assert inside.getextrema()[1] < 40
    assert first.getextrema() == second.getextrema() == (0, 255)
    beside = first.crop((0, top, left - 4, bottom))
    assert beside.getextrema()[0] < 100  # the words before it are still there


def test_the_printed_report_holds_nothing_of_what_was_taken_out(dossier: Dossier) -> None:
    report, watch = built(dossier)
    draw = annexes.pictures_of(dossier.database, dossier.vault, report)
    pdf = Printer().report(report, pictures=draw)
    assert checking.find_in_file("x.pdf", pdf, watch) == ()
    with dossier.database.transaction() as session:
        dossier.case(session).family_name = f"de Wit en {THIRD}"
    leaking, _ = built(dossier)
    hits = checking.find_in_file("inzage.json", as_json(leaking), watch)
    assert {THIRD} <= {hit.text for hit in hits}


def test_a_document_that_nobody_could_open_has_no_annex(
    sqlite_database: Database, tmp_path: Path, queue: RecordingQueue
) -> None:
    dossier = Dossier(sqlite_database, tmp_path, queue)
    dossier.hand_in(letter("x", name="goed.pdf"))
    dossier.hand_in(Document("kapot.pdf", b"%PDF-1.7 kapot"))
    report, _ = built(dossier)
    assert [annex.name for annex in report.annexes] == ["goed.pdf"]
    told = [item.fields[-1].value for item in report.with_data[0].groups[0].items]
    assert told == ["Bijlage 1, 1 pagina", "Wij konden het niet openen. Vraag ons erom."]


def test_a_report_with_documents_needs_the_vault(dossier: Dossier) -> None:
    with (
        dossier.database.transaction(write=False) as session,
        pytest.raises(ValueError, match="vault"),
    ):
        reporting.build_report(session, dossier.case(session), HERE, now=stories.NOW)


def word(text: str, left: float, top: float = 10.0, *, shown: bool = False) -> MaskedWord:
    return MaskedWord(text, (left, top, left + 6.0 * len(text), top + 10), shown)


def test_words_beside_each_other_are_one_line() -> None:
    words = (word("Beste", 10), word("Sanne", 43), word("Tweede", 10, 24), word("kolom", 300, 24))
    lines = list(lines_of(words))
    assert [line.text for line in lines] == ["Beste Sanne", "Tweede", "kolom"]
    assert lines[0].box == (10, 10, 73, 20)


def test_what_stands_for_a_passage_stays_apart() -> None:
    words = (word("de", 10), word("derde A", 26, shown=True), word("belde", 72))
    assert [(line.text, line.shown) for line in lines_of(words)] == [
        ("de", False),
        ("derde A", True),
        ("belde", False),
    ]
    assert list(lines_of(())) == []


def test_the_words_of_the_report_follow_the_reader(dossier: Dossier) -> None:
    with dossier.database.transaction() as session:
        dossier.case(session).language = "en"
    report, _ = built(dossier)
    assert "third person A" in report.annexes[0].pages[0].text
    assert Words("en").gettext("[redacted]") == "[redacted]"


def test_a_scan_is_searched_marked_and_given_without_what_was_taken_out(
    sqlite_database: Database, tmp_path: Path, queue: RecordingQueue
) -> None:
    dossier = Dossier(sqlite_database, tmp_path, queue)
    sheet = scanned.sheet("Beste Sanne, uw buurman", f"{THIRD} belde ons.", turned=2, noise=30)
    dossier.hand_in(Document("scan.png", sheet.png()))
    assert dossier.mark_all(THIRD) == 1
    report, watch = built(dossier)
    (page,) = report.annexes[0].pages
    assert page.recognised
    assert page.text == "Beste Sanne, uw buurman\nderde A belde ons."

    draw = annexes.pictures_of(dossier.database, dossier.vault, report)
    (picture,) = draw(1, (1,))
    words = read(picture).text.split()  # the picture itself says no more
    assert {"Beste", "Sanne,", "buurman", "ons."} <= set(words)
    assert not {"Kees", "Jansen"} & set(words)

    pdf = Printer().report(report, pictures=draw)
    assert checking.find_in_file("x.pdf", pdf, watch) == ()
    spoken = " ".join(page.text for page in reading.read(pdf).pages)
    assert "Een computer las de tekst van een beeld." in spoken
    assert "uw buurman" in spoken
    assert "Jansen" not in spoken
    data = json.loads(as_json(report))
    assert data["annexes"][0]["pages"][0]["recognised"] is True
    with dossier.database.transaction() as session:
        dossier.case(session).family_name = f"de Wit en {THIRD}"
    leaking, _ = built(dossier)
    assert THIRD in {hit.text for hit in checking.find_in_file("x.json", as_json(leaking), watch)}


def read(picture: bytes) -> Page:
    """A picture, read by the machine that read the scan."""
    paper, models = reading.read(picture), reading.models()
    assert models is not None
    return reading.recognise(paper.pdf, paper.pages[0], models)
