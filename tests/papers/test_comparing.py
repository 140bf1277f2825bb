"""A page that says other words than it shows is found out; a page that nobody can judge is not."""

import pytest
from PIL import Image

from portal.papers import comparing, lettering, pdfs, reading
from portal.papers.pages import Scan
from tests.papers import lying, samples
from tests.papers.test_recognising import models

HONEST = {
    "its letters are themselves": lying.by_its_table(0),
    "two fonts": lying.by_its_table(0, 0),
    "a scan with its own words": lying.over_a_scan(*lying.SHOWN),
    "too few words": lying.by_its_table(5, lines=("Wij gaan naar huis",)),
    "other letters than ours": lying.by_its_table(0, lines=("1234 5678 12-34 56",) * 4),
}
LYING = {
    "a table": lying.by_its_table(7),
    "the table of one font": lying.by_its_table(0, 7),
    "words of another page": lying.over_a_scan(*lying.OTHER),
}


def is_drawn(content: bytes) -> bool:
    return comparing.is_text_drawn(pdfs.cleaned(content), 1, models())


@pytest.mark.parametrize("kind", HONEST)
def test_a_page_that_shows_its_words_is_believed(kind: str) -> None:
    assert is_drawn(HONEST[kind])


@pytest.mark.parametrize("kind", LYING)
def test_a_page_that_shows_other_words_is_not_believed(kind: str) -> None:
    assert not is_drawn(LYING[kind])


def test_what_the_machine_cannot_read_well_says_nothing_of_the_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [
        comparing._Told(word, (0.0, 20.0 * row, 30.0, 20.0 * row + 10))
        for row, word in enumerate(("huur", "brief", "vraag", "lening"))
    ]

    def others(*read: str, sure: float = 90.0, down: float = 0.0) -> bool:
        boxes = [
            tuple(
                edge * comparing.SCALE
                for edge in (5.0, word.box[1] + down, 9.0, word.box[3] + down)
            )
            for word in words
        ]
        seen = [(text, box, sure) for text, box in zip(read, boxes, strict=False)]
        monkeypatch.setattr(comparing.recognising, "plainly", lambda *_: seen)
        return comparing._stand_for_others(view(255), words, models())

    assert others("iets", "anders", "staat", "daar")
    assert not others("iets", "anders", "staat", "daar", sure=60.0)
    assert not others("iets", "anders", "staat", "daar", down=14.0)
    assert not others("iets", "anders")
    assert not others("huun", "bricf", "staat", "daar")


def test_words_that_are_not_read_are_believed_unless_others_stand_in_their_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparing, "_stand_for_others", lambda *_: False)
    assert is_drawn(LYING["a table"])


def view(grey: int) -> comparing._View:
    return comparing._View(Image.new("L", (40, 20), grey), comparing.SCALE)


def test_light_words_on_a_dark_ground_are_turned_dark() -> None:
    box = (0.0, 0.0, 5.0, 5.0)
    assert comparing._cut(view(10), box).getpixel((6, 6)) == 245
    assert comparing._cut(view(250), box).getpixel((6, 6)) == 250


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
    assert reading.compare(b"broken", page, models()).text == page.text
