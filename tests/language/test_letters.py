"""Each letter has a name, the same on the letter and in the lists."""

import pytest

from portal.language.letters import OF_A_BEZWAAR, TITLE, Enclosure, document, title
from portal.language.words import Words
from portal.law.mandatory import LetterKind
from portal.organisations.organisation import AddressForm


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_has_a_name_in_each_language_and_form(kind: LetterKind) -> None:
    dutch, english = title(Words("nl"), kind), title(Words("en"), kind)
    assert dutch
    assert dutch != english
    assert not {" u ", " uw "} & {f" {word} " for word in _je(kind).lower().split()}


def _je(kind: LetterKind) -> str:
    return title(Words("nl", AddressForm.JE), kind)


def test_no_two_letters_have_the_same_name() -> None:
    assert len({title(Words("nl"), kind) for kind in TITLE}) == len(LetterKind)


@pytest.mark.parametrize("form", AddressForm)
def test_no_letter_in_a_bezwaar_calls_it_a_request(form: AddressForm) -> None:
    for kind in OF_A_BEZWAAR:
        words = Words("nl", form)
        assert "verzoek" in title(words, kind)
        said = title(words, kind, bezwaar=True)
        assert "bezwaar" in said
        assert "verzoek" not in said
        assert document(words, kind, bezwaar=True) == said


def test_what_goes_with_an_answer_has_a_name_too() -> None:
    assert document(Words("nl"), Enclosure.REPORT) == "Rapport van uw gegevens"
    assert document(Words("nl"), Enclosure.DATA) == "Uw gegevens om mee te nemen"
    assert document(Words("nl"), LetterKind.LATE) == "Ons antwoord is te laat"
