"""The text of pages, also where it is drawn in another order than it is read."""

import pytest

from portal.redaction.found import NotCheckable
from portal.redaction.page_texts import texts
from tests.redaction import leaking


def test_a_page_is_read_in_the_order_of_the_file():
    [(number, text)] = texts(leaking.clean())
    assert number == 1
    assert "derde A" in text


def test_what_is_drawn_out_of_order_is_read_as_it_stands_too():
    _, (number, placed) = texts(leaking.split_runs())
    assert number == 1
    assert "Jansen belde" in placed


def test_what_cannot_be_read_is_said_or_left_out():
    with pytest.raises(NotCheckable):
        list(texts(b"%PDF-1.7"))
    assert list(texts(b"%PDF-1.7", strict=False)) == []
