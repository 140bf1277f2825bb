"""The decision on what is owed for a late answer."""

from dataclasses import replace

import pytest

from portal.law.penalties import NoPenalty
from portal.letters.blocks import LetterIncomplete
from portal.letters.penalty import PenaltyDecision
from portal.services import composing
from tests.letters import given
from tests.services import stories


@pytest.fixture
def letter(sqlite_database) -> PenaltyDecision:
    """One in which something is owed."""
    facts = {name: facts for name, _kind, facts in given.facts(given.NL)}["penalty-decision"]
    with sqlite_database.transaction() as session:
        case, here = stories.ask(session, "cjib"), stories.organisation("cjib")
        kind = PenaltyDecision.kind
        return composing.compose(session, case, here, kind, facts, personal="", now=stories.NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": None},
        {"owed_cents": 0},
        {"last_day": None},
        {"bands": ()},
        {"no_penalty": NoPenalty.NOT_INTERESTED},
        {"no_penalty": NoPenalty.NOT_INTERESTED, "explanation": "Het ging over een ander."},
    ],
)
def test_it_is_not_made_without_its_sum_its_reason_or_its_remedy(letter, wrong):
    with pytest.raises(LetterIncomplete):
        replace(letter, **wrong)


def test_nothing_owed_has_its_reason(letter):
    why = {"no_penalty": NoPenalty.NOT_INTERESTED, "explanation": "Het ging over een ander."}
    assert replace(letter, owed_cents=0, **why).owed.amount == 0


def test_what_the_days_cost_adds_up_to_what_is_owed(letter):
    assert sum(band.together.amount for band in letter.bands) == letter.owed.amount
