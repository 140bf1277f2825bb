"""Pictures of pages: what is redacted is not in them in any way."""

import io

import pytest
from PIL import Image

from portal.papers.pages import Page
from portal.papers.pictures import AT_ONCE, picture, pictures
from portal.papers.problems import Problem, Unreadable
from portal.papers.reading import Paper, read
from tests.papers import samples


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read(samples.simple_pdf(*(f"Mevrouw Jansen {number}" for number in range(AT_ONCE + 1))))


def shown(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body)).convert("L")


def test_a_page_is_a_grey_jpeg_of_its_size(paper: Paper) -> None:
    made = picture(paper.pdf, 1, dpi=72)
    assert (made.page, made.width, made.height) == (1, 595.0, 842.0)
    with Image.open(io.BytesIO(made.body)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "L", (595, 842))


def test_a_page_with_colour_keeps_it() -> None:
    content = samples.saved(samples.pdf("1 0 0 rg 100 100 200 200 re f"))
    with Image.open(io.BytesIO(picture(read(content).pdf, 1).body)) as opened:
        assert opened.mode == "RGB"


def test_what_is_covered_is_black_and_nothing_else_changes(paper: Paper) -> None:
    page: Page = paper.pages[0]
    boxes = page.boxes_of(8, 14)
    left, top, right, bottom = (int(each * 2) for each in boxes[0])
    bare = shown(picture(paper.pdf, 1, dpi=144).body)
    covered = shown(picture(paper.pdf, 1, dpi=144, boxes=boxes).body)
    inside = (left + 1, top + 1, right - 1, bottom - 1)
    assert min(bare.crop(inside).tobytes()) < 100 < max(bare.crop(inside).tobytes())
    assert max(covered.crop(inside).tobytes()) < 40
    beside = (left - 80, top, left - 20, bottom)
    assert min(covered.crop(beside).tobytes()) < 100


def test_many_pages_come_in_their_order(paper: Paper) -> None:
    made = list(pictures(paper.pdf, dict.fromkeys(range(AT_ONCE + 1, 0, -1), ()), dpi=20))
    assert [each.page for each in made] == list(range(AT_ONCE + 1, 0, -1))


def test_equal_questions_have_equal_answers(paper: Paper) -> None:
    box = (10.0, 10.0, 50.0, 50.0)
    assert picture(paper.pdf, 1, boxes=[box]) == picture(paper.pdf, 1, boxes=[box])


def test_a_page_that_is_enormous_gets_fewer_dots() -> None:
    content = samples.saved(samples.pdf(samples.line("x"), size=(14_000, 14_000)))
    made = picture(read(content).pdf, 1, dpi=300)
    assert shown(made.body).width <= 4100


@pytest.mark.parametrize("page", [0, 99])
def test_a_page_that_is_not_there_is_refused(paper: Paper, page: int) -> None:
    with pytest.raises(Unreadable) as raised:
        picture(paper.pdf, page)
    assert raised.value.problem is Problem.BROKEN


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Unreadable):
        picture(b"no pdf", 1)
