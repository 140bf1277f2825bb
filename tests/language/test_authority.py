"""The words for who may ask: every verdict and every answer has them."""

from portal.language import authority
from portal.language.words import Words
from portal.law.representation import Reason
from portal.organisations.organisation import AddressForm

DUTCH = Words("nl", AddressForm.U)


def test_every_reason_of_a_verdict_has_words_for_staff():
    assert authority.REASON.keys() == set(Reason)
    assert authority.reason(DUTCH, Reason.CHILD_ALONE).startswith("Vanaf 16 jaar")


def test_a_question_is_translated_with_both_answers_and_where_to_look():
    asked = authority.asked(DUTCH, "other_parent_objects")
    assert asked.question == "Is de andere ouder met gezag het er niet mee eens?"
    assert asked.yes.startswith("Ja")
    assert asked.no.startswith("Nee")
    assert asked.look.startswith("Eén ouder")


def test_every_question_ends_with_a_question_mark_and_two_different_answers():
    for check_id in authority.ASKED:
        asked = authority.asked(DUTCH, check_id)
        assert asked.question.endswith("?"), check_id
        assert asked.yes != asked.no, check_id


def test_an_effect_is_told():
    assert authority.effect(DUTCH, "go_on") == "Dit is geen reden om te stoppen."
