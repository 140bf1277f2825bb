"""What is read in pictures, and that a bar over a word covers all of its ink."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from portal.papers import reading, recognising
from portal.papers.pages import Page, Seen
from tests.papers import samples, scanned

LINES = (
    "Verslag van 3 maart 2026. Mevrouw Fatima el Amrani belde.",
    "Haar buurman, de heer Jan-Willem van Wijk, woont Kerkstraat 12.",
    "Telefoon 06 12345678, huisarts N. Peters (Maastricht).",
)


def models() -> Path:
    found = reading.models()
    assert found is not None, "set-up installs the models: see tools/system-packages.sh"
    return found


def read(sheet: scanned.Sheet) -> Page:
    width, height = (each * 72 / scanned.DPI for each in sheet.picture.size)
    seen = recognising.words_on(sheet.pdf(), 1, models())
    return Page(1, width, height, "", ()).with_seen(seen)


@pytest.mark.parametrize(("turned", "noise"), [(0, 0), (5, 40), (180, 0), (90, 0)])
def test_text_is_read_askew_with_grains_and_on_its_head(turned: float, noise: int) -> None:
    assert read(scanned.sheet(*LINES, turned=turned, noise=noise)).text == "\n".join(LINES)


def outside(bar: Sequence[float], ink: Sequence[float]) -> float:
    """How far ink sticks out of a bar, in points."""
    left, top, right, bottom = ink
    return max(bar[0] - left, bar[1] - top, right - bar[2], bottom - bar[3])


@pytest.mark.parametrize("size", [16, 24])
def test_a_bar_over_a_word_covers_all_of_its_ink_and_no_other_word(size: int) -> None:
    sheet = scanned.sheet(*LINES, size=size)
    page = read(sheet)
    places = [scanned.in_points(ink) for _, ink in sheet.words]
    at = 0
    for number, (word, _) in enumerate(sheet.words):
        start = page.text.index(word, at)
        at = start + len(word)
        (bar,) = page.boxes_of(start, at)
        assert outside(bar, places[number]) <= 0, word
        others = places[:number] + places[number + 1 :]
        assert all(outside(bar, each) > 2 for each in others), word


def test_a_word_that_the_reader_cuts_off_is_covered_to_its_last_letter() -> None:
    row = [True] * 6 + [False] * 2 + [True] * 5 + [False] * 9 + [True] * 4
    assert recognising._more(row, gap=5) == 13
    assert recognising._more([False] * 5 + [True], gap=5) == 0
    assert recognising._more([], gap=5) == 0


def test_nothing_is_read_where_nothing_stands() -> None:
    assert recognising.words_on(samples.saved(samples.pdf("")), 1, models()) == []


@pytest.mark.parametrize(
    ("sureness", "texts"),
    [((30, 50, 80), ["c"]), ((30, 70, 90), ["b", "c"]), ((20, 30, 70), [])],
)
def test_what_is_hardly_read_is_no_text(
    monkeypatch: pytest.MonkeyPatch, sureness: tuple[int, ...], texts: list[str]
) -> None:
    box, angles = (0.0, 0.0, 9.0, 9.0), []

    def read_badly(_picture: object, angle: float, *_: object) -> object:
        angles.append(angle)
        some = zip("abc", sureness, strict=True)
        return recognising._Reading(tuple(Seen(text, box, sure, True) for text, sure in some))

    monkeypatch.setattr(recognising, "_read", read_badly)
    found = recognising.words_on(scanned.sheet("een").pdf(), 1, models())
    assert [each.text for each in found] == texts
    assert len(angles) == 4  # it was turned each way


def test_a_picture_is_given_as_dots_so_that_no_file_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import tesserocr

    given: list[object] = []

    class Reader:
        def __init__(self, **_: object) -> None: ...
        def __enter__(self) -> "Reader":
            return self

        def __exit__(self, *_: object) -> None: ...
        def SetImageBytes(self, *rest: object) -> None:  # noqa: N802
            given.extend(type(each) for each in rest)

        def SetSourceResolution(self, *_: object) -> None: ...  # noqa: N802
        def Recognize(self) -> bool:  # noqa: N802
            return False

    monkeypatch.setattr(tesserocr, "PyTessBaseAPI", Reader)
    assert recognising.words_on(scanned.sheet("een").pdf(), 1, models()) == []
    assert given[:5] == [bytes, int, int, int, int]
