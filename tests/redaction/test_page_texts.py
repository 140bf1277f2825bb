"""The text of pages, also where it is drawn in another order than it is read."""

import pytest

from portal.law.redaction import normal
from portal.redaction.found import NotCheckable
from portal.redaction.page_texts import texts
from tests.redaction import leaking
from tests.redaction.typesetting import page, report, run


def test_a_page_is_read_in_the_order_of_the_file():
    [(number, text)] = texts(leaking.clean())
    assert number == 1
    assert "derde A" in text


def test_what_is_drawn_out_of_order_is_read_as_it_stands_too():
    _, (number, placed), (_, letters) = texts(leaking.split_runs())
    assert number == 1
    assert "Jansen belde" in placed
    assert "Wij spraken u in januari" in letters


def test_what_cannot_be_read_is_said_or_left_out():
    with pytest.raises(NotCheckable):
        list(texts(b"%PDF-1.7"))
    assert list(texts(b"%PDF-1.7", strict=False)) == []


def test_letters_between_letters_are_read_as_they_stand():
    pdf = report(page(run("F t m", 72), run("a i a", 77)))
    letters = [text for _, text in texts(pdf)][-1]
    assert "fatima" in normal(letters)
