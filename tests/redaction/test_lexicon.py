"""Which texts are Dutch words."""

import pytest

from portal.redaction import lexicon
from tests.redaction.wordlist import use


@pytest.mark.parametrize(
    ("text", "is_word"),
    [("bakker", True), ("Bakker", True), ("petersen", False), ("Petersen", False), ("ba", False)],
)
def test_a_word_is_one_that_needs_no_capital(monkeypatch, tmp_path, text, is_word):
    use(monkeypatch, tmp_path, "bakker", "Petersen", "Bakkeveen", "reünie")
    assert lexicon.may_be_word(text) is is_word


def test_words_with_accents_are_there_too(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "reünie", "één")
    assert lexicon.may_be_word("Reünie")
    assert lexicon.may_be_word("één")


def test_without_a_list_anything_may_be_a_word(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path)
    assert lexicon.may_be_word("Petersen")
