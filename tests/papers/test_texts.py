"""Plain text: the right letters, and none that mislead."""

from pathlib import Path

import pytest

from portal.papers import texts
from portal.papers.cell import FONTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_letters_it_was_written_in(encoding: str) -> None:
    assert texts.decoded("Café – één €".encode(encoding)) == "Café – één €"


def test_signs_that_turn_the_order_around_are_left_out() -> None:
    assert texts.readable("Jan\u202efdp.exe\u2066\x00\x1b[31m") == "Janfdp.exe[31m"


def test_every_kind_of_line_break_is_one() -> None:
    assert texts.readable("a\r\nb\rc\fd") == "a\nb\nc\nd"


def test_letters_that_no_font_has_are_named() -> None:
    assert texts.drawable("é 中 €", FONTS) == "é [U+4E2D] €"


def test_without_fonts_nothing_rare_can_be_drawn(tmp_path: Path) -> None:
    assert texts.drawable("aé€", tmp_path) == "aé[U+20AC]"
