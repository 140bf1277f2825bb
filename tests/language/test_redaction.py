"""The words of redacting."""

import pytest

from portal.language import redaction
from portal.language.words import Words
from portal.redaction.detecting import Rule
from portal.redaction.found import Spot

NL = Words("nl")


def test_each_rule_and_each_spot_has_words():
    assert set(redaction.RULE) == {rule.value for rule in Rule}
    assert set(redaction.SPOT) == {spot.value for spot in Spot} | {"everywhere"}


def test_somebody_else_is_a_third_person_with_a_letter():
    assert redaction.called(NL, "B") == "derde B"
    assert redaction.called(Words("en"), "B") == "third person B"
    assert redaction.removed(NL) == "[gelakt]"


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ("page:12", "bladzijde 12"),
        ("attachment:inzage.json/data", "de bijlage inzage.json: de gegevens voor een computer"),
        ("everywhere", "overal"),
    ],
)
def test_a_place_is_told_in_words(stored, told):
    assert redaction.place(NL, stored) == told
