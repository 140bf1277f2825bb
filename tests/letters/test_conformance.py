"""Every letter is PDF/A-3a and PDF/UA-1 in one file, and reads aloud in a sensible order."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint

from tests.journeys.reading import bare
from tests.letters.every_letter import PRINTED
from tests.verapdf.validating import PROFILES, Verdict, validate


@pytest.fixture(scope="module")
def verdicts(printed: Path) -> dict[tuple[str, str], Verdict]:
    """What veraPDF says of every letter, and of one document without our additions."""
    html = '<html lang="nl"><title>x</title><table><tr><th>a<td>b</table>'
    weasyprint.HTML(string=html).write_pdf(printed / "plain.pdf", pdf_variant="pdf/a-3a")
    return validate(*sorted(printed.glob("*.pdf")))


def test_every_letter_passes_verapdf_for_both_standards(
    verdicts: dict[tuple[str, str], Verdict],
) -> None:
    ours = {key: verdict for key, verdict in verdicts.items() if key[0] != "plain.pdf"}
    assert len(ours) == (6 + len(PRINTED)) * len(PROFILES)
    assert {key: v.failures for key, v in ours.items() if not v.compliant} == {}
    assert all(verdict.checks > 500 for verdict in ours.values())


def test_verapdf_refuses_a_document_without_our_additions(
    verdicts: dict[tuple[str, str], Verdict],
) -> None:
    assert not verdicts["plain.pdf", "ua1"].compliant


def test_we_hear_what_another_program_hears(printed: Path, spoken: Callable[[Path], str]) -> None:
    path = printed / "decision-nl-public-u.pdf"
    command = ["pdfinfo", "-struct-text", str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert bare(" ".join(re.findall(r'^ *"(.+)"$', told, re.MULTILINE))) == bare(spoken(path))


def test_the_report_is_read_aloud_in_the_order_of_its_pages(
    printed: Path, spoken: Callable[[Path], str]
) -> None:
    heard = spoken(printed / "report-nl-private-u.pdf")
    order = [
        "Rapport van uw gegevens",
        "Gegevens van",
        "Inhoud",
        "Ja, wij hebben gegevens van u.",
        "Wat wij met deze gegevens doen",
        "Gesprek 1",
        "Systemen die geen antwoord gaven",
        "Namen van buren",
        "Zo heet het in de wet",
        "Bent u het niet eens met onze beslissing?",
        "Vragen?",
    ]
    place = 0
    for words in order:
        assert words in heard[place:], f"not said, or too early: {words}"
        place = heard.index(words, place)


def test_a_letter_says_the_answer_before_the_reasons_and_the_remedy_after(
    printed: Path, text_of: Callable[[bytes], str]
) -> None:
    text = text_of((printed / "decision-nl-public-u.pdf").read_bytes())
    order = [
        "Lindelaan 12",
        "Wij doen een deel van wat u vroeg.",
        "Waarom?",
        "Wat gebeurt er nu?",
        "Bent u het niet eens met ons besluit?",
        "Autoriteit Persoonsgegevens.",
        "Vragen?",
        "Met vriendelijke groet",
        "Privacy officer",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_each_page_names_reference_subject_and_its_number(printed: Path) -> None:
    document = weasyprint_pages(printed / "report-nl-private-u.pdf")
    for number, text in enumerate(document[1:], start=2):
        assert "VB-2026-7F3K-9Q" in text
        assert "Anna van den Berg" in text
        assert f"Pagina {number} van {len(document)}" in text


def weasyprint_pages(path: Path) -> list[str]:
    import pypdfium2

    pages = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in pages]


def test_the_report_has_bookmarks_and_links_with_words(printed: Path) -> None:
    with pikepdf.open(printed / "report-nl-private-u.pdf") as pdf, pdf.open_outline() as outline:
        chapters = [child.title for child in outline.root[0].children]
        links = {
            str(link.Contents)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if link.Subtype == "/Link"
        }
    assert chapters[:3] == ["Inhoud", "Het korte antwoord", "Hulp bij uw vraag"]
    assert "Waar wij zochten" in links


def test_every_header_cell_says_what_it_heads(printed: Path) -> None:
    with pikepdf.open(printed / "report-nl-private-u.pdf") as pdf:
        scopes = [
            str(item.A.Scope)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH"
        ]
    assert {"/Row", "/Column"} == set(scopes)


def test_only_our_own_fonts_are_used_and_embedded(printed: Path) -> None:
    for path in printed.glob("*.pdf"):
        if path.stem == "plain":
            continue
        with pikepdf.open(path) as pdf:
            fonts = [
                item
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            ]
            assert fonts
            assert all("Noto-Sans" in str(font.FontName) for font in fonts)
            assert all("/FontFile2" in font for font in fonts)


def test_language_and_title_are_set(printed: Path) -> None:
    with pikepdf.open(printed / "report-en-public.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.Title) == "Report of your data VB-2026-7F3K-9Q"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
