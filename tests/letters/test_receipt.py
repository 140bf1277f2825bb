"""The receipt: what was sent, when, and until when the answer may take."""

import re
from dataclasses import replace

import pytest

from portal.law.rights import Right
from portal.letters.blocks import LetterIncomplete
from portal.letters.printing import letter_html
from portal.letters.receipt import Receipt
from tests.letters import sample_letters


def said(letter: Receipt) -> str:
    html = letter_html(letter)
    body = html[html.index("<body") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&#39;", "'").split())


def test_it_says_when_it_came_in_and_the_last_day_with_its_derivation() -> None:
    text = said(sample_letters.receipt())
    assert "Wij ontvingen uw verzoek op vrijdag 20 november 2026." in text
    assert "U krijgt ons antwoord uiterlijk maandag 21 december 2026." in text
    assert "Dat is een zondag. De eerste werkdag daarna telt." in text


def test_it_keeps_a_copy_of_what_was_sent_with_its_line_ends() -> None:
    html = letter_html(sample_letters.receipt())
    assert "Ik belde in maart.\nEn nog een keer in april." in html
    assert "niet ingevuld" in html


def test_it_names_reference_and_complaint_routes() -> None:
    text = said(sample_letters.receipt())
    assert "VB-2026-7F3K-9Q" in text
    assert "Klachtencommissie." in text
    assert "Autoriteit Persoonsgegevens." in text


def test_without_a_term_in_law_it_promises_no_day() -> None:
    receipt = replace(
        sample_letters.receipt(), rights=(Right.COMPLAINT,), last_day=None, derivation=()
    )
    text = said(receipt)
    assert "laatste dag" not in text
    assert "Wij pakken het zo snel mogelijk op." in text


def test_where_the_law_sets_a_term_the_last_day_cannot_be_forgotten() -> None:
    with pytest.raises(LetterIncomplete, match="last_day"):
        letter_html(replace(sample_letters.receipt(), last_day=None, derivation=()))


def test_a_last_day_without_its_derivation_cannot_be_printed() -> None:
    with pytest.raises(LetterIncomplete, match="derivation"):
        replace(sample_letters.receipt(), derivation=())


@pytest.mark.parametrize("field", ["reference", "rights", "asked", "next_steps", "complaint_path"])
def test_it_cannot_be_made_without_a_mandatory_part(field: str) -> None:
    receipt = sample_letters.receipt()
    empty = () if isinstance(getattr(receipt, field), tuple) else ""
    with pytest.raises(LetterIncomplete, match=field):
        replace(receipt, **{field: empty})
