"""What is drawn is read, and not what a file says in its place."""

import pytest

from portal.papers import lettering, pdfs, replacing
from portal.papers.pages import Page, Scan
from tests.papers import replaced, samples
from tests.papers.replaced import SHOWN, passage


def read(content: bytes) -> Page:
    (page,) = lettering.pages_of(pdfs.cleaned(content))
    return page


def drawn(*lines: str) -> bytes:
    return samples.saved(samples.pdf("".join(lines)))


@pytest.mark.parametrize(
    "content",
    [
        drawn(passage()),
        drawn(passage(told="/Act#75alText (Hallo)")),  # its name may be written otherwise
        drawn(passage(told="/ActualText ()")),
        drawn(passage(told="/Alt (Hallo) /E (Hallo)")),
        drawn("/P <</MCID 1>> BDC ", passage(), " EMC"),
        drawn("/Span <</ActualText (Dag)>> BDC ", passage(), " EMC"),
        replaced.in_resources(SHOWN),
        replaced.in_form(),
        replaced.in_stamp(),
    ],
)
def test_what_is_drawn_is_read(content: bytes) -> None:
    assert read(content).text == SHOWN


def test_a_page_is_read_as_it_is_drawn_each_time() -> None:
    document = pdfs.opened(drawn(passage()))
    for _ in range(2):
        page, is_told = replacing.page_of(document, 0)
        assert not is_told
        assert page.get_textpage().get_text_range() == SHOWN


def test_a_sign_without_a_name_is_read_as_the_text_in_its_place() -> None:
    page = read(replaced.signs("0905", told="ti"))
    assert page.text == "De notitie"


def test_a_page_with_a_text_in_the_place_of_signs_is_doubted() -> None:
    words = samples.line("Wij spraken over een brief", y=600)
    page = read(drawn(words, passage("...")))
    assert (page.text.split()[-1], page.scan) == (replaced.TOLD, Scan.DOUBTED)
    assert read(drawn(words, passage())).scan is Scan.NONE


@pytest.mark.parametrize("told", [" ", "...", ""])
def test_signs_are_read_as_they_are_when_no_letters_stand_in_their_place(told: str) -> None:
    assert read(replaced.signs("0905", told=told)).text == "De no\N{DEVANAGARI LETTER A}tie"


def test_a_letter_that_is_drawn_with_such_a_sign_is_read() -> None:
    page = read(replaced.signs("0905", "004B", told="ti"))
    assert "K" in page.text


def test_passages_that_share_a_text_are_all_read_as_drawn_when_one_has_letters() -> None:
    assert read(replaced.in_resources("...", SHOWN)).text == f"...\n{SHOWN}"


def test_a_passage_that_begins_with_a_sign_is_read_as_drawn() -> None:
    two = samples.line("...", y=700) + samples.line(SHOWN, y=680)
    assert read(drawn(f"/Span <</ActualText (Hallo)>> BDC {two} EMC")).text == f"...\n{SHOWN}"


def test_letters_and_digits_count_in_every_form_that_looks_like_ours() -> None:
    bold = 0xD835  # the first half of a letter that is bold by itself
    counted = [*map(ord, "aZ7é\N{CYRILLIC SMALL LETTER IE}"), bold]
    assert all(map(replacing._is_letter, counted))
    assert not any(map(replacing._is_letter, [0, *map(ord, " -\N{DEVANAGARI LETTER A}\uffff")]))


def test_a_hyphen_and_a_ligature_are_read_as_ever() -> None:
    hyphen = "/Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC"
    split = samples.line("Verze", y=700).replace("ET", f"{hyphen} ET")
    rest = samples.line("kering", y=680)
    told = read(drawn(split, rest, passage("fietsen", told="/ActualText (fi)", y=660)))
    plain = read(drawn(split.replace(hyphen, "(-) Tj"), rest, samples.line("fietsen", y=660)))
    assert told.text == plain.text
