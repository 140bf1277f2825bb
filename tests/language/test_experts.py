"""Every answer and every effect has words, in both languages."""

import pytest

from portal.language.experts import CHOICE, EFFECT, GIVEN
from portal.language.words import Words
from portal.law.effects import Effect
from portal.models.expert import ExpertAnswer


def test_every_answer_and_effect_has_words_and_there_are_no_others():
    assert set(CHOICE) == set(GIVEN) == {each.value for each in ExpertAnswer}
    assert set(EFFECT) == set(Effect)


@pytest.mark.parametrize(
    "text",
    sorted(
        {*EFFECT.values(), *GIVEN.values(), *(text for pair in CHOICE.values() for text in pair)}
    ),
)
def test_the_words_are_there_in_dutch(text):
    assert Words("nl").gettext(text) != Words("en").gettext(text)
