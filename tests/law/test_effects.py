"""What a decision makes the systems do."""

import pytest

from portal.law.effects import Effect, effect_of
from portal.law.grounds import Outcome
from portal.law.rights import Right


@pytest.mark.parametrize("outcome", [Outcome.GRANTED, Outcome.PARTLY])
@pytest.mark.parametrize(
    ("right", "effect"),
    [
        (Right.ERASURE, Effect.ERASE),
        (Right.RECTIFICATION, Effect.RECTIFY),
        (Right.RESTRICTION, Effect.RESTRICT),
        (Right.OBJECTION, Effect.ERASE),
    ],
)
def test_what_is_given_is_done_in_the_systems(right, outcome, effect):
    assert effect_of(right, outcome, {}) is effect


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize(
    "outcome", [Outcome.REFUSED, Outcome.NOTHING_HELD, Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN]
)
def test_what_is_not_given_changes_nothing(right, outcome):
    assert effect_of(right, outcome, {}) is None


@pytest.mark.parametrize("right", [Right.ACCESS, Right.PORTABILITY, Right.COMPLAINT])
def test_a_copy_changes_nothing(right):
    assert effect_of(right, Outcome.GRANTED, {}) is None


def test_an_objection_to_advertising_stops_it_and_erases_nothing():
    assert effect_of(Right.OBJECTION, Outcome.GRANTED, {"kind": "marketing"}) is None
