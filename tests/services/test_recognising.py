"""Pictures are read in spells, and what is too much for the machine does not hold up the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from portal.papers.pages import Page, Scan
from portal.services import recognising

BLANK = Page(1, 595.0, 842.0, "", ())


def pages(*scans: Scan) -> list[Page]:
    return [replace(BLANK, number=number, scan=scan) for number, scan in enumerate(scans, 1)]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that were read; of those that were compared below nought."""
    done: list[int] = []

    def recognise(_pdf: bytes, page: Page, _models: Path) -> Page:
        done.append(page.number)
        return replace(page, scan=Scan.READ if page.text != "hard" else Scan.FAILED)

    monkeypatch.setattr(recognising.reading, "models", lambda: Path("/models"))

    def compare(_pdf: bytes, page: Page, _models: Path) -> Page:
        done.append(-page.number)
        return page.as_drawn() if page.text == "lie" else replace(page, scan=Scan.NONE)

    monkeypatch.setattr(recognising.reading, "recognise", recognise)
    monkeypatch.setattr(recognising.reading, "compare", compare)
    return done


def test_only_pages_with_a_picture_that_was_not_read_are_read(read: list[int]) -> None:
    before = pages(Scan.NONE, Scan.UNREAD, Scan.READ, Scan.FAILED, Scan.UNREAD)
    assert recognising.to_do(before) == 2
    after = recognising.go_on(b"", before)
    assert read == [2, 5]
    assert recognising.to_do(after) == 0
    assert after[0] == before[0]


def test_a_spell_ends_after_its_time_and_with_a_page_at_least(read: list[int]) -> None:
    moments = iter((0.0, 4.0, 9.0, 10.0))
    before = pages(*[Scan.UNREAD] * 5)
    after = recognising.go_on(b"", before, clock=lambda: next(moments))
    assert read == [1, 2, 3]
    assert recognising.to_do(after) == 2
    late = iter((0.0, 60.0))
    recognising.go_on(b"", after, clock=lambda: next(late))
    assert read == [1, 2, 3, 4]


def test_a_document_of_pages_that_are_too_much_is_given_up(read: list[int]) -> None:
    before = [replace(each, text="hard") for each in pages(*[Scan.UNREAD] * 30)]
    after = recognising.go_on(b"", before)
    assert len(read) == recognising.MOST_FAILED
    assert recognising.to_do(after) == 0
    assert after[-1].scan is Scan.UNREAD


def test_where_there_are_no_models_nothing_is_read(
    read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising.reading, "models", lambda: None)
    assert not recognising.can_read()
    before = pages(Scan.UNREAD)
    assert recognising.to_do(before) == 0
    assert recognising.go_on(b"", before) == before
    assert read == []


def test_a_page_that_is_doubted_is_compared_and_if_it_lies_read(read: list[int]) -> None:
    before = pages(Scan.DOUBTED, Scan.UNREAD, Scan.DOUBTED)
    before[2] = replace(before[2], text="lie")
    assert recognising.to_do(before) == 3
    after = recognising.go_on(b"", before)
    assert read == [-1, 2, -3, 3]
    assert [page.scan for page in after] == [Scan.NONE, Scan.READ, Scan.READ]
    assert [page.lies for page in after] == [False, False, True]


def test_when_a_document_comes_in_it_is_only_compared_and_not_for_long(read: list[int]) -> None:
    before = pages(Scan.DOUBTED, Scan.UNREAD, Scan.DOUBTED)
    late = iter((0.0, 1.0, 2.0, 60.0))
    after = recognising.compare(b"", before, clock=lambda: next(late))
    assert read == [-1, -3]
    assert recognising.to_do(after) == 1
    late = iter((0.0, 4.0))
    recognising.compare(b"", before, clock=lambda: next(late))
    assert read == [-1, -3, -1]


def test_a_page_with_words_over_its_picture_is_compared_and_then_read(read: list[int]) -> None:
    before = pages(Scan.COVERED)
    assert recognising.to_do(before) == 1
    (after,) = recognising.compare(b"", before)
    assert read == [-1]
    assert after.scan is Scan.NONE


def test_pages_that_are_too_much_to_read_hold_up_no_comparing(read: list[int]) -> None:
    before = [replace(each, text="hard") for each in pages(*[Scan.UNREAD] * 12, Scan.DOUBTED)]
    assert recognising.to_do(recognising.go_on(b"", before)) == 0
    assert read == [*range(1, recognising.MOST_FAILED + 1), -13]
