"""Every state and reason of an instruction has words."""

import pytest

from portal.language import instructions
from portal.language.words import Words
from portal.law.effects import Effect
from portal.models.instruction import InstructionState
from portal.organisations.organisation import AddressForm
from portal.services import carrying, deferring, instructing, trusting
from portal.services.ending import NOT_KNOWN, SUSPENDED
from portal.services.targets import Why
from portal.sources.connector import Failure
from portal.sources.orders import ItemState

WORDS = [Words(language, AddressForm.U) for language in ("nl", "en")]
REASONS = [*Why, *Failure, carrying.CANNOT, carrying.PERSON_DID_NOT, instructing.LIFTED,
           deferring.STILL_NEEDED, trusting.NOT_TRIED, NOT_KNOWN, SUSPENDED]  # fmt: skip


def test_every_effect_state_and_result_has_words():
    assert set(instructions.EFFECT) == set(Effect)
    assert set(instructions.STATE) == {each.value for each in InstructionState}
    assert set(instructions.ITEM) == {each.value for each in ItemState}


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_told_with_its_detail(code):
    for words in WORDS:
        told = instructions.reason(words, code, "register: 503")
        assert told
        assert "%(" not in told


def test_a_dry_run_before_the_decision_promises_nothing():
    for words in WORDS:
        said = [
            instructions.state(words, "with_person", rehearsal=each, ended=False)
            for each in (True, False)
        ]
        assert said[0] != said[1]


def test_what_went_wrong_and_was_ended_is_not_told_as_an_error():
    kind, _ = instructions.state(WORDS[0], "failed", rehearsal=False, ended=True)
    assert kind == "neutral"
    assert instructions.state(WORDS[0], "failed", rehearsal=False, ended=False)[0] == "error"


def test_nothing_to_tell_is_nothing():
    assert instructions.reason(WORDS[0], "", "") == ""
