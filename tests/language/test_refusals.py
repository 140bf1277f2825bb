"""What is refused is refused in plain words that say what to do instead."""

import re

import pytest

from portal.language.refusals import REFUSAL, refused
from portal.language.words import Words
from portal.law.lifecycle import BY_CITIZENS, REFUSALS, Action, ActionRefused, Refusal, Status
from portal.organisations.organisation import AddressForm

U, JE, ENGLISH = Words("nl"), Words("nl", AddressForm.JE), Words("en")
DOES = {  # the word that asks for something, or says that nothing need be done
    *("take", "wait", "go", "propose", "send", "have", "close", "tell", "register", "make", "do"),
}


@pytest.mark.parametrize(("status", "action"), list(REFUSALS))
def test_every_refused_action_has_a_sentence_in_dutch(status, action):
    error = ActionRefused(status, action)
    english, dutch = refused(ENGLISH, error), refused(U, error)
    assert dutch
    assert dutch != english
    assert all(len(sentence.split()) <= 20 for sentence in re.split(r"[.?]", dutch))


@pytest.mark.parametrize("reason", Refusal)
def test_each_reason_says_what_to_do_instead(reason):
    words = {word.strip(".,").lower() for word in REFUSAL[reason].split()}
    assert words & DOES


def test_what_a_citizen_reads_has_both_forms_of_address():
    for (status, action), _ in REFUSALS.items():
        texts = [refused(words, ActionRefused(status, action)) for words in (U, JE)]
        if action in BY_CITIZENS:
            assert texts[0] != texts[1]
            assert not re.search(r"\b[Uu]w?\b", texts[1])


def test_another_cause_than_the_status_has_no_words_here():
    assert refused(U, ActionRefused(Status.IN_TREATMENT, Action.REVIEW)) == ""
