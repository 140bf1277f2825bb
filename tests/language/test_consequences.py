"""The words for what follows from a request, in each language and form of address."""

import pytest

from portal.language import consequences
from portal.language.words import Words
from portal.law.consequences import restriction_at_receipt
from portal.law.grounds import CASES, Outcome
from portal.law.rights import Right
from portal.organisations.organisation import AddressForm
from portal.services.ledger import Excuse, How
from portal.services.restrictions import SHORTEST_REASON

EVERY = [Words("nl", AddressForm.U), Words("nl", AddressForm.JE), Words("en", AddressForm.U)]


def test_each_case_of_the_law_and_each_way_of_telling_has_words():
    assert consequences.RESTRICTED.keys() == set(CASES.values())
    assert consequences.HOW.keys() == {how.value for how in How}
    assert consequences.EXCUSE.keys() == {why.value for why in Excuse} - {"never_given"}


@pytest.mark.parametrize("words", EVERY)
def test_a_first_reason_fits_the_outcome_and_is_long_enough(words):
    for right, answers in (
        (Right.RECTIFICATION, {}),
        (Right.OBJECTION, {"kind": "situation"}),
    ):
        basis = restriction_at_receipt(right, answers)
        assert basis is not None
        given = consequences.lift_reason(words, basis, Outcome.GRANTED)
        refused = consequences.lift_reason(words, basis, Outcome.REFUSED)
        assert given != refused
        assert min(len(given), len(refused)) >= SHORTEST_REASON
        assert consequences.lift_reason(words, basis, None) == ""
    assert len(consequences.withdrawn(words)) >= SHORTEST_REASON


def test_who_is_told_with_je_reads_no_u():
    je = Words("nl", AddressForm.JE)
    texts = [consequences.withdrawn(je), *map(je.gettext, consequences.LIFTED.values())]
    assert not [text for text in texts if {"u", "uw"} & set(text.lower().replace(".", "").split())]


def test_an_excuse_begins_with_the_law_and_ends_with_the_reason():
    words = Words("en", AddressForm.U)
    text = consequences.excuse(words, "impossible", "The firm is gone.")
    assert text == "It was not possible to tell them. The firm is gone."
