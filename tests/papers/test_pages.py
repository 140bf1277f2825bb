"""Pages as they are kept: words, boxes, and what lies under a region."""

import json
import zlib
from dataclasses import replace

import pytest

from portal.papers.pages import Page, Pages, Scan, Seen, Word, pack

WORDS = (
    Word("Jan", 0, 3, (100.0, 50.0, 130.0, 62.0), (110.0, 120.0, 130.0)),
    Word("Pietersen,", 4, 14, (134.0, 50.0, 234.0, 62.0), tuple(144.0 + 10 * n for n in range(10))),
    Word("belde", 15, 20, (100.0, 70.0, 150.0, 82.0), tuple(110.0 + 10 * n for n in range(5))),
    Word("rand", 21, 25, (10.0, 100.0, 20.0, 140.0)),  # on its side
)
PAGE = Page(1, 595.0, 842.0, "Jan Pietersen,\nbelde rand", WORDS, unseen=2)


def test_pages_are_kept_whole_and_unpacked_one_by_one() -> None:
    pages = Pages(pack([PAGE, Page(2, 10.0, 10.0, "", ())]))
    assert len(pages) == 2
    assert pages[0] == PAGE
    assert pages[-1].number == 2
    assert [page.number for page in pages] == [1, 2]
    assert [page.number for page in pages[1:]] == [2]
    with pytest.raises(IndexError):
        pages[2]


def test_no_pages_are_kept_as_well() -> None:
    assert list(Pages(pack([]))) == []


def test_a_range_within_one_word_is_covered_on_its_letters() -> None:
    assert PAGE.boxes_of(4, 13) == ((133.0, 49.0, 225.0, 63.0),)


def test_words_on_one_line_are_covered_with_the_space_between_them() -> None:
    assert PAGE.boxes_of(0, 13) == ((99.0, 49.0, 225.0, 63.0),)


def test_a_range_over_two_lines_is_covered_by_two_boxes() -> None:
    assert PAGE.boxes_of(4, 20) == ((133.0, 49.0, 235.0, 63.0), (99.0, 69.0, 151.0, 83.0))


def test_words_on_their_side_are_covered_whole() -> None:
    assert PAGE.boxes_of(22, 23) == ((9.0, 99.0, 21.0, 141.0),)


def test_boxes_stay_on_the_page() -> None:
    page = Page(1, 100.0, 100.0, "a", (Word("a", 0, 1, (0.0, 0.0, 100.0, 100.0)),))
    assert page.boxes_of(0, 1) == ((0.0, 0.0, 100.0, 100.0),)


def test_an_empty_range_covers_nothing() -> None:
    assert PAGE.boxes_of(3, 3) == ()
    assert PAGE.boxes_of(3, 4) == ()


@pytest.mark.parametrize(
    ("region", "texts"),
    [
        ((90.0, 45.0, 240.0, 65.0), ["Jan", "Pietersen,"]),
        ((90.0, 45.0, 125.0, 65.0), ["Jan"]),  # half a letter is taken with it
        ((90.0, 45.0, 110.0, 65.0), ["J"]),
        ((134.0, 40.0, 200.0, 90.0), ["Pieters", "de"]),
        ((300.0, 45.0, 400.0, 65.0), []),
        ((90.0, 40.0, 240.0, 50.5), []),  # it hardly touches the tops of the letters
        ((5.0, 110.0, 15.0, 115.0), ["rand"]),
    ],
)
def test_a_region_takes_the_letters_under_it(
    region: tuple[float, float, float, float], texts: list[str]
) -> None:
    assert [PAGE.text[start:end] for start, end in PAGE.under(region)] == texts


def test_what_is_covered_is_under_what_covers_it() -> None:
    for start in range(len(PAGE.text)):
        for end in range(start + 1, len(PAGE.text) + 1):
            taken = {
                place
                for box in PAGE.boxes_of(start, end)
                for one, other in PAGE.under(box)
                for place in range(one, other)
            }
            wanted = {
                place
                for word in WORDS
                for place in range(max(start, word.start), min(end, word.end))
            }
            assert wanted <= taken


def seen(text: str, left: float, top: float, *, begins: bool = False, wide: float = 50.0) -> Seen:
    return Seen(text, (left, top, left + wide, top + 10.0), 90.0, begins)


def test_words_that_were_recognised_stand_behind_those_that_were_there() -> None:
    again = seen("Jan", 99, 51, wide=32, begins=True)
    more = seen("Een", 300, 300), seen("twee", 360, 300), seen("drie", 300, 320, begins=True)
    page = PAGE.with_seen([again, *more])
    assert page.text == "Jan Pietersen,\nbelde rand\nEen twee\ndrie"
    assert page.words[:4] == PAGE.words
    assert [page.text[each.start : each.end] for each in page.words[4:]] == ["Een", "twee", "drie"]
    assert (page.scan, page.recognised) == (Scan.READ, len(PAGE.text))
    assert Pages(pack([page]))[0] == page


def test_a_page_as_it_is_drawn_has_none_of_the_words_of_the_file() -> None:
    page = PAGE.as_drawn()
    assert (page.text, page.words, page.scan, page.lies) == ("", (), Scan.UNREAD, True)
    assert page.unseen == PAGE.unseen + len(PAGE.words)
    read = page.with_seen([seen("Jan", 100, 50)])
    assert (read.text, read.recognised, read.lies) == ("Jan", 0, True)
    assert Pages(pack([read]))[0] == read


def test_words_that_are_not_drawn_leave_the_others_where_they_stand() -> None:
    page = PAGE.without([PAGE.words[0].box])
    assert page.words == PAGE.words[1:]
    assert page.text == "   " + PAGE.text[3:]
    assert all(page.text[word.start : word.end] == word.text for word in page.words)
    assert (page.unseen, page.scan, page.lies) == (PAGE.unseen + 1, Scan.UNREAD, True)
    read = page.with_seen([seen("Kees", 100, 50), seen("Pietersen,", 134, 50)])
    assert read.text == page.text + "\nKees"


def test_a_page_that_nobody_compared_wholly_may_lie() -> None:
    scans = {scan: replace(PAGE, scan=scan) for scan in Scan}
    assert {scan for scan, page in scans.items() if page.may_lie} == {
        Scan.DOUBTED,
        Scan.COVERED,
        Scan.UNSURE,
    }
    unread = {scan for scan, page in scans.items() if page.is_unread}
    assert unread == {Scan.UNREAD, Scan.FAILED, Scan.COVERED}


def test_a_picture_without_words_adds_nothing() -> None:
    page = PAGE.with_seen([])
    assert (page.text, page.words, page.recognised) == (PAGE.text, PAGE.words, None)
    assert page.scan is Scan.READ


def test_a_bar_over_a_recognised_word_is_wider_and_covers_the_word_as_a_whole() -> None:
    page = Page(1, 595.0, 842.0, "", ()).with_seen([seen("Jansen,", 100, 100)])
    ((left, top, right, bottom),) = page.boxes_of(0, 6)
    assert (left, top, right, bottom) == (97.8, 97.8, 152.2, 112.2)


def test_a_region_that_only_touches_a_recognised_word_does_not_take_it() -> None:
    page = Page(1, 595.0, 842.0, "", ()).with_seen([seen("Jansen", 100, 100)])
    assert page.under((90.0, 80.0, 160.0, 101.0)) == ()
    assert page.under((90.0, 80.0, 160.0, 104.0)) == ((0, 6),)
    assert page.under((90.0, 90.0, 104.0, 120.0)) == ((0, 6),)


def test_pages_that_were_kept_before_scans_were_read_can_be_opened() -> None:
    row = [1, 10.0, 20.0, "ja", [[0, 2, [1, 2, 3, 4], []]], 3]
    body = zlib.compress(json.dumps(row).encode())
    (page,) = Pages(json.dumps([len(body)]).encode() + b"\n" + body)
    assert (page.text, page.unseen, page.scan, page.recognised) == ("ja", 3, Scan.NONE, None)
    body = zlib.compress(
        json.dumps([*row, "read", 1]).encode()
    )  # and those before they were doubted
    (page,) = Pages(json.dumps([len(body)]).encode() + b"\n" + body)
    assert (page.scan, page.recognised, page.lies) == (Scan.READ, 1, False)
