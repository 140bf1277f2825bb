"""The Dutch of letters is plain: short sentences, one form of address, two remedies kept apart."""

import re

import pytest
from babel.messages.pofile import read_po

from portal.language.catalogs import FOLDER

LONGEST = 20  # words in a sentence


def texts(name: str) -> list[str]:
    with (FOLDER / "nl" / name).open("rb") as file:
        found = [message.string for message in read_po(file, locale="nl") if message.id]
    return [part for text in found for part in ((text,) if isinstance(text, str) else text)]


@pytest.mark.parametrize("name", ["letters.po", "letters.je.po"])
def test_no_sentence_is_longer_than_twenty_words(name: str) -> None:
    sentences = [s for text in texts(name) for s in re.split(r"(?<=[.?!:])\s+", text)]
    assert len(sentences) > 50
    assert [s for s in sentences if len(s.split()) > LONGEST] == []


def test_the_je_form_never_says_u() -> None:
    assert [text for text in texts("letters.je.po") if re.search(r"\b[Uu]w?\b", text)] == []


def test_the_u_form_never_says_je() -> None:
    assert [text for text in texts("letters.po") if re.search(r"\b([Jj]e|[Jj]ouw?)\b", text)] == []


def test_every_text_with_u_has_its_je_form() -> None:
    formal = [text for text in texts("letters.po") if re.search(r"\b[Uu]w?\b", text)]
    assert len(formal) == len(texts("letters.je.po"))


def test_no_sentence_names_both_bezwaar_and_verzet() -> None:
    assert [t for t in texts("letters.po") if "bezwaar" in t and "verzet" in t] == []


def test_no_text_uses_the_words_of_officials() -> None:
    stiff = re.compile(r"\b(hiermede|inzake|derhalve|dient te|ten aanzien van|middels)\b")
    assert [text for text in texts("letters.po") if stiff.search(text)] == []
