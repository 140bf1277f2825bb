"""A page that says other words than it shows is found out; a page that nobody can judge is not."""

from dataclasses import replace

import pytest
from PIL import Image

from portal.papers import comparing, lettering, pdfs, reading
from portal.papers.comparing import Compared
from portal.papers.pages import Scan
from tests.papers import lying, samples
from tests.papers.test_recognising import models

HONEST = {
    "its letters are themselves": lying.by_its_table(0),
    "two fonts": lying.by_its_table(0, 0),
    "a scan with its own words": lying.over_a_scan(*lying.SHOWN),
    "other letters than ours": lying.by_its_table(0, lines=("1234 5678 12-34 56",) * 4),
    "a font of a short name": lying.with_a_name("jan bos", 0),
    "words on their sides": lying.with_a_name("petersen", 0, turn="0 1 -1 0"),
    "words on their other sides": lying.with_a_name("petersen", 0, turn="0 -1 1 0"),
}
LYING = {
    "a table": lying.by_its_table(7),
    "the table of one font": lying.by_its_table(0, 7),
    "words of another page": lying.over_a_scan(*lying.OTHER),
}
NAMES = {
    "of two words": lying.with_a_name("karin petersen", 7),
    "of short words": lying.with_a_name("jan bos", 7),
    "that begins in a font of others, behind more": lying.with_a_name(
        "petersen", 7, own=1, others=9
    ),
}


def compared(content: bytes) -> Compared:
    return comparing.compared(pdfs.cleaned(content), 1, models())


@pytest.mark.parametrize("kind", HONEST)
def test_a_page_that_shows_its_words_is_believed(kind: str) -> None:
    assert compared(HONEST[kind]) == Compared()


@pytest.mark.parametrize("kind", LYING)
def test_a_page_that_shows_other_words_is_not_believed(kind: str) -> None:
    assert not compared(LYING[kind]).drawn


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_in_a_font_of_its_own_is_not_believed_and_the_rest_is(kind: str) -> None:
    content = pdfs.cleaned(NAMES[kind])
    (page,) = lettering.pages_of(content)
    found = comparing.compared(content, 1, models())
    name = tuple(word.box for word in page.words if word.box[1] > 400)
    assert found == Compared(others=name)


@pytest.mark.parametrize("turn", ["0 1 -1 0", ".7 .7 -.7 .7"])
def test_a_name_that_does_not_lie_level_makes_a_page_unsure(turn: str) -> None:
    assert compared(lying.with_a_name("petersen", 7, turn=turn)) == Compared(sure=False)


def test_words_of_which_nothing_can_be_read_make_a_page_unsure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparing.recognising, "plainly", lambda *_: [])
    assert compared(LYING["a table"]) == Compared(sure=False)


@pytest.mark.parametrize(
    ("moved", "sure"), [(0x0430, False), (0xE000, False), (0x00E0, True)]
)  # Cyrillic, signs of which only the font knows, Latin with accents
def test_words_in_signs_that_nobody_compares_make_a_page_unsure(moved: int, sure: bool) -> None:
    assert compared(lying.in_signs(moved)).sure is sure


@pytest.mark.parametrize("called", [" ", "\0", "\u00ad", "\u00a0"])
def test_a_name_in_a_font_that_calls_its_letters_nothing_makes_a_page_unsure(called: str) -> None:
    assert compared(lying.with_a_name("petersen", 0, called=called)) == Compared(sure=False)


def test_more_fonts_than_are_compared_make_a_page_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "FONTS", 1)
    assert compared(HONEST["two fonts"]) == Compared(sure=False)


def test_what_the_machine_cannot_read_well_says_nothing_of_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    font = comparing._Font(
        [
            comparing._Told(word, (0.0, 20.0 * row, 30.0, 20.0 * row + 10))
            for row, word in enumerate(("huur", "brief", "vraag", "lening"))
        ]
    )
    font.choose(12)

    def found(
        *read: str, sure: float = 90.0, down: float = 0.0, **lies: Image.Transpose | bool
    ) -> Compared:
        boxes = [
            tuple(
                edge * comparing.SCALE
                for edge in (5.0, word.box[1] + down, 9.0, word.box[3] + down)
            )
            for word in font.words
        ]
        seen = [(text, box, sure) for text, box in zip(read, boxes, strict=False)]
        monkeypatch.setattr(comparing.recognising, "plainly", lambda *_: seen)
        some = [replace(word, **lies) for word in font.some]
        return comparing._looked_for(view(255), [replace(font, some=some)], models(), sure=True)

    assert not found("iets", "anders", "staat", "daar").drawn
    assert found("iets", "anders").others == tuple(word.box for word in font.words)
    unsure = Compared(sure=False)
    assert found("iets") == unsure
    assert found("iets", "anders", "staat", "daar", sure=60.0) == unsure
    assert found("iets", "anders", "staat", "daar", down=14.0) == unsure
    assert found("iets", "anders", "staat", "daar", slants=True) == unsure
    assert found("iets", "anders", "staat", "daar", turn=Image.Transpose.ROTATE_90) == unsure
    assert found("huun", "bricf", "staat", "daar") == Compared()


def view(grey: int) -> comparing._View:
    return comparing._View(Image.new("L", (40, 20), grey), comparing.SCALE)


def test_light_words_on_a_dark_ground_are_turned_dark() -> None:
    word = comparing._Told("zon", (0.0, 0.0, 5.0, 5.0))
    assert comparing._cut(view(10), word).getpixel((6, 6)) == 245
    assert comparing._cut(view(250), word).getpixel((6, 6)) == 250


def test_a_page_as_large_as_a_wall_is_drawn_with_fewer_dots() -> None:
    wall = samples.saved(samples.pdf(samples.line("Wij gaan"), size=(9000, 9000)))
    seen = comparing._view(pdfs.opened(wall)[0]).picture
    assert seen.width * seen.height <= 1.01 * comparing.recognising.MOST_PIXELS


def test_the_child_tells_and_the_page_becomes_a_picture() -> None:
    content = pdfs.cleaned(LYING["a table"])
    (page,) = lettering.pages_of(content)
    assert page.scan is Scan.DOUBTED
    found = reading.compare(content, page, models())
    assert (found.scan, found.text, found.words, found.lies) == (Scan.UNREAD, "", (), True)
    assert found.unseen == len(page.words)
    read = reading.recognise(content, found, models())
    assert "Petersen" in read.text
    assert (read.recognised, read.lies) == (0, True)
    honest = pdfs.cleaned(HONEST["its letters are themselves"])
    (page,) = lettering.pages_of(honest)
    assert reading.compare(honest, page, models()).scan is Scan.NONE
    (ours,) = lettering.pages_of(honest, is_ours=True)
    assert ours.scan is Scan.NONE
    broken = reading.compare(b"broken", page, models())
    assert (broken.text, broken.scan) == (page.text, Scan.UNSURE)
    covered = reading.compare(honest, replace(page, scan=Scan.COVERED), models())
    assert (covered.text, covered.scan) == (page.text, Scan.UNREAD)
