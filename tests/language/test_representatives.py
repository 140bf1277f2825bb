"""Who asks for somebody else, said back."""

import pytest

from portal.language import representatives
from portal.language.representatives import representative_answers, representative_lines
from portal.language.words import Words
from portal.law.representation import Kind, Proof, Reason
from portal.organisations.organisation import AddressForm

NL = Words("nl")


def test_who_asks_is_told_with_what_they_said_of_it():
    told = {
        "whom": "child",
        "kind": "parent",
        "name": "Ria Jansen",
        "other_parent": "objects",
        "apart": "y",
    }
    assert representative_lines(NL, told) == (
        ("Wie vraagt het", "Ria Jansen"),
        ("Als wat", "Ouder met gezag"),
        ("Wie heeft het gezag over het kind?", "Ik en een andere ouder, die dit niet wil"),
        ("De ouders wonen niet bij elkaar", "Ja"),
    )
    assert [key for key, _, _ in representative_answers(NL, told)] == [
        "name",
        "kind",
        "other_parent",
        "apart",
    ]
    assert representative_lines(NL, None) == ()


def test_typed_words_are_told_as_they_were_typed():
    assert ("Voor welk kantoor werkt u?", "Berg & Co") in representative_lines(
        NL, {"kind": "lawyer", "name": "Jan", "office": "Berg & Co"}
    )


@pytest.mark.parametrize("form", list(AddressForm))
def test_every_code_of_the_law_has_words(form):
    words = Words("nl", form)
    assert set(representatives.REASON) == set(Reason)
    assert set(representatives.PROOF) == set(Proof)
    assert set(representatives.KIND) == {kind.value for kind in Kind} - {Kind.SELF.value}
    assert {name for name, _ in representatives.CHOICE} <= set(representatives.QUESTION)
    for message in (*representatives.REASON.values(), *representatives.PROOF.values()):
        assert words.gettext(message) != message
