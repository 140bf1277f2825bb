"""Text cut at its marks."""

import pytest

from portal.models.redaction import Mark, MarkState
from portal.web.staff import passages

TEXT = "Karin de Boer belde met Piet."
ON, MAYBE, OFF = MarkState.ACCEPTED, MarkState.SUGGESTED, MarkState.DISMISSED


@pytest.fixture(autouse=True)
def _reader(app):
    with app.test_request_context():
        yield


def mark(start, end, state=ON, **more):
    given = {"id": 1, "text": TEXT[start or 0 : end], "origin": "handler", "boxes": [], **more}
    return Mark(start=start, end=end, state=state, **given)


def cut(*marks):
    pieces = passages.cut(TEXT, marks, {7: "derde A"})
    assert "".join(piece.text for piece in pieces) == TEXT
    return [(piece.text, piece.mark and piece.mark.accepted) for piece in pieces]


def test_a_text_without_marks_is_one_piece():
    assert cut() == [(TEXT, None)]
    assert passages.cut("", [], {}) == ()


def test_what_is_marked_is_a_piece_of_its_own():
    assert cut(mark(24, 28, MAYBE), mark(0, 13)) == [
        ("Karin de Boer", True),
        (" belde met ", None),
        ("Piet", False),
        (".", None),
    ]


def test_what_is_redacted_comes_before_a_suggestion_that_overlaps_it():
    assert cut(mark(0, 13, MAYBE), mark(6, 19))[:3] == [
        ("Karin ", False),
        ("de Boer belde", True),
        (" met Piet.", None),
    ]
    assert cut(mark(0, 19, MAYBE), mark(6, 8))[:3] == [
        ("Karin ", False),
        ("de", True),
        (" Boer belde", False),
    ]


def test_what_was_dismissed_what_has_no_place_and_what_is_outside_are_not_shown():
    assert cut(mark(0, 5, OFF), mark(None, None), mark(900, 950)) == [(TEXT, None)]


def test_a_mark_says_who_found_it_and_what_comes_in_its_place():
    by_rule = passages.seen(mark(0, 5, MAYBE, origin="bsn"), {})
    by_hand = passages.seen(mark(0, 5, third_id=7), {7: "derde A"})
    drawn = passages.seen(mark(None, None, text="", page=3), {})
    assert (by_rule.why, by_rule.becomes) == ("burgerservicenummer", "")
    assert (by_hand.why, by_hand.becomes) == ("met de hand", "derde A")
    assert (drawn.text, drawn.page) == ("een vlak op het blad", 3)
