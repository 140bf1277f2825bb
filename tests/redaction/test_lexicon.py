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
    use(monkeypatch, tmp_path / "none")
    assert not lexicon.is_there()
    assert lexicon.may_be_word("Petersen")
    use(monkeypatch, tmp_path, "bakker")
    assert lexicon.is_there()


@pytest.mark.parametrize(
    ("text", "is_proper"),
    [("Utrecht", True), ("utrecht", False), ("Bakker", False), ("Avondrood", False)],
)
def test_a_name_that_many_know_has_its_capital_in_the_list_only(
    monkeypatch, tmp_path, text, is_proper
):
    use(monkeypatch, tmp_path, "avondrood", "bakker", "Bakker", "Utrecht")
    assert lexicon.may_be_proper(text) is is_proper
    use(monkeypatch, tmp_path / "none")
    assert lexicon.may_be_proper(text)
