"""What a decision makes a system of the organisation do with the data it holds."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from portal.law.consequences import Consequence, after
from portal.law.grounds import Outcome
from portal.law.rights import Right


class Effect(StrEnum):
    """What is to be done in a source."""

    ERASE = "erase"  # AVG 17
    RECTIFY = "rectify"  # AVG 16
    RESTRICT = "restrict"  # AVG 18
    LIFT = "lift"  # AVG 18.3


_GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})


def effect_of(
    right: Right, outcome: Outcome, answers: Mapping[str, Any] | None = None
) -> Effect | None:
    """What the systems must do once a part is decided; None when they go on as they were.

    Args:
        right: what was asked.
        outcome: how it ended.
        answers: what was told about it, as stored in the part.
    """
    follows = after(right, outcome, answers)
    if Consequence.ERASE_COPIES in follows:
        return Effect.ERASE  # AVG 17.1: also what may not be used after an objection (17.1.c)
    if Consequence.RESTRICT in follows:
        return Effect.RESTRICT  # AVG 18.1
    if right is Right.RECTIFICATION and outcome in _GIVEN:
        return Effect.RECTIFY  # AVG 16
    return None
