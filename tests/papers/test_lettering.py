"""Where words stand: as the page is shown, whatever the file does with its measures."""

from collections.abc import Sequence

import pytest

from portal.papers import lettering, pdfs
from portal.papers.pages import Page
from tests.papers import samples


def page_of(*contents: str, **how: object) -> Page:
    """The page of these drawings."""
    content = samples.saved(samples.pdf("".join(contents), **how))
    return next(lettering.pages_of(pdfs.cleaned(content)))


def near(one: Sequence[float], other: Sequence[float], by: float = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_boxes_are_measured_from_the_top_left_corner() -> None:
    page = page_of(samples.line("Hallo", x=60, y=700, size=12))
    assert near(page.words[0].box, (60, 842 - 710, 88, 842 - 698))


@pytest.mark.parametrize(
    ("rotate", "size", "box"),
    [
        (90, (842, 595), (698, 60, 712, 88)),
        (180, (595, 842), (507, 698, 535, 712)),
        (270, (842, 595), (130, 507, 144, 535)),
    ],
)
def test_a_turned_page_is_measured_as_it_is_shown(
    rotate: int, size: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    page = page_of(samples.line("Hallo", x=60, y=700, size=12), rotate=rotate)
    assert (page.width, page.height) == size
    assert near(page.words[0].box, box)


def test_a_page_that_is_cut_out_of_a_larger_one_is_measured_from_its_own_corner() -> None:
    page = page_of(samples.line("Hallo", x=160, y=700), crop=(100, 100, 400, 800))
    assert (page.width, page.height) == (300, 700)
    assert near(page.words[0].box, (60, 90, 88, 102))


def test_letters_that_are_drawn_one_by_one_are_one_word() -> None:
    drawn = "BT /F 12 Tf 60 700 Td (J) Tj 6 0 Td (a) Tj 6.7 0 Td (n) Tj ET\n"
    assert page_of(drawn).text == "Jan"


def test_a_box_of_one_name_leaves_the_rest_of_its_word() -> None:
    page = page_of(samples.line("Jansen/Pietersen"))
    (left, _, right, _), (word,) = page.boxes_of(0, 6)[0], page.words
    middle = word.edges[5]
    assert near((left, right), (word.box[0], middle), by=1.1)


def test_lines_end_with_a_line_break_and_words_stand_one_space_apart() -> None:
    page = page_of(samples.line("Een  twee", y=700), samples.line("drie", y=650))
    assert page.text == "Een twee\ndrie"
    assert [word.text for word in page.words] == ["Een", "twee", "drie"]
    assert all(page.text[word.start : word.end] == word.text for word in page.words)


def test_text_over_a_scan_that_is_not_drawn_is_text() -> None:
    """A scanner that reads writes what it read, invisibly, over the picture of it."""
    shown = samples.line("Gescand", y=700)
    read = samples.line("Gescand", y=700, more="3 Tr")
    assert "Gescand" in page_of(shown, read).text


def test_invisible_text_on_an_empty_page_is_not() -> None:
    page = page_of(samples.line("Geheim", more="3 Tr"))
    assert (page.text, page.unseen) == ("", 1)


def test_light_grey_on_white_can_be_seen() -> None:
    assert page_of("0.9 g " + samples.line("Lichtgrijs")).text == "Lichtgrijs"


def test_words_on_a_page_that_is_enormous_are_found() -> None:
    page = page_of(samples.line("Groot", x=7000, y=7000, size=200), size=(14000, 14000))
    assert page.text == "Groot"
