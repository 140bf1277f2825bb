"""Documents of the demo can be read, and are the same each time."""

import pytest

from portal.demo.papers import LINES, document
from portal.papers import reading

TEXT = ["Beste €va (13), dit is een brief van “school”. " * 5, "Tweede alinea & <meer>."]


@pytest.mark.parametrize("name", ["brief.pdf", "brief.docx"])
def test_a_document_says_what_it_should(name):
    pages = reading.read(document(name, "Verslag", TEXT)).pages
    said = " ".join(" ".join(page.text for page in pages).split())
    assert said.startswith("Verslag Beste €va (13), dit is een brief van “school”.")
    assert said.endswith("Tweede alinea & <meer>.")


def test_a_scan_is_a_picture_without_words():
    pages = reading.read(document("formulier.png", "Verslag", TEXT)).pages
    assert [page.text for page in pages] == [""]


def test_what_is_long_goes_on_on_the_next_page():
    pages = reading.read(document("lang.pdf", "Verslag", ["Een regel."] * LINES)).pages
    assert len(pages) == 2


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.png"])
def test_it_is_the_same_each_time(name):
    assert document(name, "Verslag", TEXT) == document(name, "Verslag", TEXT)


def test_another_kind_is_not_there():
    with pytest.raises(KeyError):
        document("a.odt", "Verslag", TEXT)
