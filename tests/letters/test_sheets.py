"""Pages of annexes are cut in chunks; their text is read in paragraphs, as it stands."""

import json

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.letters.annex import Annex, AnnexPage, Line
from portal.letters.sheets import PAGES, paragraphs, sheets_of

NL = Words("nl")


def line(text: str, top: float, left: float = 50.0, *, shown: bool = False) -> Line:
    return Line(text, (left, top, left + 100, top + 10), shown)


def page(*lines: Line, extent: Extent = Extent.FULL) -> AnnexPage:
    return AnnexPage(595, 842, extent, lines)


def annex(*pages: AnnexPage) -> Annex:
    return Annex(3, "brief.pdf", "Brieven", "Archief", "Gegeven 7", pages)


def test_lines_under_each_other_are_one_paragraph_and_a_gap_begins_another() -> None:
    found = list(
        paragraphs(page(line("een", 100), line("twee", 114), line(" ", 120), line("drie", 140)))
    )
    assert [[each.text for each in some] for some in found] == [["een", "twee"], ["drie"]]


def test_a_second_column_begins_another_paragraph() -> None:
    found = list(paragraphs(page(line("links", 700), line("rechts", 100, left=300))))
    assert len(found) == 2


def test_what_stands_beside_a_passage_stays_in_its_paragraph() -> None:
    row = (line("de", 100), line("derde A", 100, left=160, shown=True), line("belde", 114))
    (some,) = paragraphs(page(*row))
    assert [each.text for each in some] == ["de", "derde A", "belde"]
    assert page(*row).text == "de derde A\nbelde"


def test_a_chunk_has_so_many_pages_and_only_the_first_the_heading() -> None:
    made = list(sheets_of(annex(*[page(line("x", 10))] * (PAGES + 1)), NL, {"title": "x"}))
    first, second = (json.loads(each.data) for each in made)
    assert [each.pages for each in made] == [tuple(range(1, PAGES + 1)), (PAGES + 1,)]
    assert (first["heading"], second["heading"]) == ("Bijlage 3: brief.pdf", "")
    assert first["about"] == "Uit het systeem 'Archief': Brieven, Gegeven 7"
    assert second["sheets"][0]["caption"] == f"Bijlage 3, pagina {PAGES + 1} van {PAGES + 1}"


def test_a_page_that_is_withheld_has_no_picture_and_says_so() -> None:
    whole, gone = page(line("x", 10)), page(extent=Extent.WITHHELD)
    (made,) = sheets_of(annex(whole, gone, whole), NL, {})
    assert made.seen == (1, 3)
    _, second, _ = json.loads(made.data)["sheets"]
    assert second["gone"].startswith("Deze pagina krijgt u niet.")


def test_a_page_without_words_says_what_it_is() -> None:
    barred = page(line("[gelakt]", 10, shown=True))
    (made,) = sheets_of(annex(page(), barred, page(line("x", 10))), NL, {})
    *silent, told = json.loads(made.data)["sheets"]
    assert all(each["alt"].startswith("Een beeld van de pagina.") for each in silent)
    assert told["alt"] == ""


def test_signs_that_mislead_are_gone() -> None:
    (made,) = sheets_of(annex(page(line("a\u202eb\x00 c", 10))), NL, {})
    assert json.loads(made.data)["sheets"][0]["paragraphs"][0][0]["t"] == "ab c"


def test_what_is_written_over_bars_is_as_high_as_the_lines_of_the_page() -> None:
    region = Line("[gelakt]", (50, 200, 300, 500), shown=True)
    (made,) = sheets_of(annex(page(line("een", 10), line("twee", 24), region), page()), NL, {})
    assert [each["letters"] for each in json.loads(made.data)["sheets"]] == [10.0, 0.0]
