"""Documents in a report: pictures to see, text to hear and to copy, and nothing else of them."""

import io
import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portal.language.words import Words
from portal.law.redaction import Extent, normal
from portal.letters.annex import Annex, AnnexPage, Line, no_pictures
from portal.letters.attachment import as_json
from portal.letters.blocks import LetterIncomplete
from portal.letters.chunks import Size
from portal.letters.pressing import Press
from portal.letters.sealing import Sealer, Verdict, new_seal
from portal.redaction import page_texts
from portal.redaction.own_files import NotOurs, OwnFile
from portal.redaction.typeset import Typeset
from tests.letters import annexed, samples
from tests.verapdf.validating import PROFILES, validate

WORDS = Words("nl")
SEALER = Sealer(new_seal("annexes"))
FIRST = "Bijlage 1, pagina 1 van 3"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return Press(sealer=SEALER).report(annexed.report(), WORDS, annexed.pictures)


@pytest.fixture(scope="module")
def texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


@pytest.fixture(scope="module")
def english() -> bytes:
    """A report in English on Dutch data, set by both programs."""
    press = Press(size=Size(records=10), small=5)
    return bytes(press.report(annexed.english(), Words("en"), annexed.pictures))


def test_reports_with_annexes_pass_verapdf_for_both_standards(
    pdf: bytes, english: bytes, tmp_path: Path
) -> None:
    (tmp_path / "annexed.pdf").write_bytes(pdf)
    (tmp_path / "english.pdf").write_bytes(english)
    verdicts = validate(tmp_path / "annexed.pdf", tmp_path / "english.pdf")
    assert {key: verdict.failures for key, verdict in verdicts.items()} == {
        (f"{name}.pdf", profile): "{}" for name in ("annexed", "english") for profile in PROFILES
    }


def test_values_and_documents_are_dutch_and_nothing_else_is(english: bytes) -> None:
    report = annexed.english()
    groups = [each for activity in report.activities for each in activity.groups]
    written = sum(bool(f.lang) for each in groups for item in each.items for f in item.fields)
    with pikepdf.open(io.BytesIO(english)) as opened:
        assert opened.Root.Lang == "en"
        said = [
            (str(item.S), str(item.Lang))
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Lang" in item
        ]
    assert sorted(set(said)) == [("/P", "nl"), ("/TD", "nl")]
    assert said.count(("/TD", "nl")) == written
    assert said.count(("/P", "nl")) == len(report.annexes[0].pages)


def test_what_came_instead_of_a_name_is_english_within_the_dutch(english: bytes) -> None:
    marked = re.compile(rb"/Span<</MCID \d+/Lang\(en\)>>BDC")
    with pikepdf.open(io.BytesIO(english)) as opened:
        for page in opened.pages[-4:-1]:
            page.contents_coalesce()
            assert len(marked.findall(page.Contents.read_bytes())) == 2  # bars of one page


def test_the_quick_reader_reads_languages_too(english: bytes) -> None:
    typeset, thorough = Typeset(OwnFile(english)), dict(reversed(list(page_texts.texts(english))))
    quick = 0
    for place, number in enumerate(OwnFile(english).pages(), start=1):
        with suppress(NotOurs):
            runs = typeset.page(number).runs
            assert normal("".join(runs)) == normal(thorough[place])
            quick += 1
    assert quick >= 4


def test_its_seal_holds_and_a_changed_byte_is_found(pdf: bytes) -> None:
    assert SEALER.check(io.BytesIO(pdf)) is Verdict.OURS
    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1
    assert SEALER.check(io.BytesIO(bytes(changed))) is Verdict.CHANGED


def test_each_page_of_a_document_is_one_page_with_its_picture_and_its_text(
    texts: list[str], pdf: bytes
) -> None:
    behind = texts[-4:]
    for number, text in enumerate(behind[:3], start=1):
        assert f"Bijlage 1, pagina {number} van 3" in text
        assert f"Blad {number}" in text
        assert "De cliënt sprak met de heer" in text
        assert "derde A" in text
        assert "gelakt" in text
        assert f"Pagina {len(texts) - 4 + number} van {len(texts)}" in text
    assert "Bijlage 2: foto.jpg" in behind[3]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in list(opened.pages)[-4:]:
            assert len(page.get_images()) == 1


def test_a_page_that_is_wider_than_high_gets_a_page_that_is_so_too(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    sizes = [page.get_size() for page in document]
    assert [width > height for width, height in sizes[-4:]] == [False, False, False, True]
    text = document[len(document) - 1].get_textpage()
    at = text.get_text_range().index(f"Pagina {len(sizes)} van")
    assert sizes[-1][0] - 160 < text.get_charbox(at)[0] < sizes[-1][0] - 56


def test_the_list_of_annexes_names_the_page_on_which_each_begins(texts: list[str]) -> None:
    listed = next(text for text in texts if text.count("Vanaf") == 1 and "foto.jpg" in text)
    first = next(n for n, text in enumerate(texts, start=1) if FIRST in text)
    rows = " ".join(listed.split())
    assert f"verslag.pdf Documenten, Document 1 3 {first}" in rows
    assert f"foto.jpg Documenten, Document 2 1 {first + 3}" in rows


def test_a_record_and_the_list_link_to_the_annex_itself(pdf: bytes, texts: list[str]) -> None:
    first = next(n for n, text in enumerate(texts) if FIRST in text)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        places = dict(zip(*[iter(opened.Root.Names.Dests.Names)] * 2, strict=True))
        led = {str(name): opened.pages.index(pikepdf.Page(to[0])) for name, to in places.items()}
        links = [
            str(link.A.D if "/A" in link else link.Dest)
            for page in opened.pages
            for link in page.get("/Annots", [])
            if link.Subtype == "/Link"
        ]
    assert (led["annex-1"], led["annex-2"]) == (first, first + 3)
    assert links.count("annex-1") == links.count("annex-2") == 2


def test_annexes_stand_under_a_bookmark_of_their_own(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        last = outline.root[0].children[-1]
        assert last.title == "Bijlagen"
        assert [each.title for each in last.children] == [
            "Bijlage 1: verslag.pdf",
            "Bijlage 2: foto.jpg",
        ]


def test_a_document_is_read_aloud_in_order_and_a_silent_page_says_what_it_is(
    pdf: bytes, spoken: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "annexed.pdf").write_bytes(pdf)
    heard = spoken(tmp_path / "annexed.pdf")
    order = ["Wie uw dossier bekeek", "Uw eerdere verzoeken", "Bijlage 1: verslag.pdf"]
    order += ["Blad 1", "De cliënt sprak met de heer", "derde A", "over", "de muziek, en belde"]
    order += ["gelakt", "Blad 2", "Blad 3", "Bijlage 2: foto.jpg"]
    place = 0
    for words in order:
        assert words in heard[place:], f"not said, or too early: {words}"
        place = heard.index(words, place)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        alternates = [
            str(item.Alt)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert any(text.startswith("Een beeld van de pagina.") for text in alternates)


def test_copied_text_stands_in_the_order_of_its_lines(pdf: bytes, texts: list[str]) -> None:
    page = str(next(n for n, text in enumerate(texts, start=1) if FIRST in text))
    command = ["pdftotext", "-f", page, "-l", page, "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    copied = " ".join(done.stdout.decode().split())
    assert "Gespreksverslag De cliënt sprak met de heer" in copied
    assert copied.index("derde A") < copied.index("de muziek")


def test_text_lies_over_what_is_seen(pdf: bytes, texts: list[str]) -> None:
    index = next(n for n, text in enumerate(texts) if FIRST in text)
    page = pypdfium2.PdfDocument(pdf)[index]
    text = page.get_textpage()
    at = text.get_text_range().index("Gespreksverslag")
    left, bottom, _, top = text.get_charbox(at)
    right = text.get_charbox(at + len("Gespreksverslag") - 1)[2]
    seen = page.render(scale=4).to_pil().convert("L")
    high = page.get_height()
    part = seen.crop(tuple(round(4 * x) for x in (left, high - top, right, high - bottom)))
    dark = sum(1 for value in part.tobytes() if value < 100)
    assert dark > 0.08 * part.width * part.height  # letters are there, and not beside it


def test_pictures_are_asked_page_by_page_and_the_same_report_gives_the_same_bytes(
    tmp_path: Path,
) -> None:
    asked: list[tuple[int, tuple[int, ...]]] = []

    def pictures(annex: int, pages: tuple[int, ...]) -> list[bytes]:
        asked.append((annex, pages))
        return list(annexed.pictures(annex, pages))

    report = annexed.report(findings=2, pages=9)
    told: list[tuple[int, int]] = []
    press = Press(work=tmp_path / "work", tell=lambda *how: told.append(how))
    made = press.report(report, WORDS, pictures)
    assert asked == [(1, tuple(range(1, 9))), (1, (9,)), (2, (1,))]
    assert told[0] == (0, 17)
    assert told[-1] == (17, 17)
    assert press.report(report, WORDS, pictures) == made
    assert len(list((tmp_path / "work").glob("*.pdf"))) == 3


def test_records_in_chunks_and_annexes_go_together() -> None:
    report = annexed.report(findings=12, pages=2, looks=30)
    pdf = Press(small=5).report(report, WORDS, annexed.pictures)
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    whole = " ".join(texts)
    assert [f"Pagina {n} van {len(texts)}" in text for n, text in enumerate(texts, 1)][1:] == [
        True
    ] * (len(texts) - 1)
    order = ["Gesprek 6", "Betaling 6", "Uw dossier is 30 keer bekeken.", "De momenten"]
    order += ["3 juni 2025 om 12:29 uur", "Klachtenregister", "Bijlage 2: foto.jpg"]
    places = [whole.index(words) for words in order]
    assert places == sorted(places)
    listed = " ".join(next(text for text in texts if "Vanaf" in text).split())
    first = next(n for n, t in enumerate(texts, start=1) if "Bijlage 1, pagina 1 van 2" in t)
    assert f"verslag.pdf Documenten, Document 1 2 {first}" in listed


def test_the_data_for_a_computer_tell_the_same() -> None:
    told = as_json(annexed.report()).decode()
    assert "De cliënt sprak met de heer derde A over\\nde muziek, en belde gelakt ." in told
    assert '"views": true' in told


def test_what_is_not_drawn_or_read_is_nowhere_in_the_file(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.attachments) == ["inzage.json"]
        assert "/OCProperties" not in opened.Root
        kinds = {str(a.Subtype) for p in opened.pages for a in p.get("/Annots", [])}
        assert kinds <= {"/Link", "/Widget"}
    assert pdf.count(b"%%EOF") == 1


def test_an_annex_needs_a_name_pages_and_pictures() -> None:
    page = AnnexPage(10, 10, Extent.FULL, (Line("x", (0, 0, 1, 1)),))
    with pytest.raises(LetterIncomplete, match="name"):
        Annex(1, " ", "c", "s", "r", (page,))
    with pytest.raises(LetterIncomplete, match="pages"):
        Annex(1, "n", "c", "s", "r", ())
    with pytest.raises(ValueError, match="pictures"):
        no_pictures(1, (1,))
    report = replace(samples.report(1), annexes=(Annex(1, "n", "c", "s", "r", (page,)),))
    with pytest.raises(ValueError, match="pictures"):
        Press().report(report, WORDS)
