"""Until when a duty keeps data, and when a file must be gone."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from portal.law.derivation import Step, StepCode, Term
from portal.law.retention import destruction_due, kept_until

START = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ({"months": 1}, date(2026, 2, 28)),
        ({"months": 240}, date(2046, 1, 31)),
        ({"days": 1}, date(2026, 2, 1)),
        ({"days": 28}, date(2026, 2, 28)),
        ({}, None),
    ],
)
def test_a_period_ends_on_its_last_day(period, last):
    assert kept_until(START, **period) == last


@pytest.mark.parametrize("period", [{"months": 0}, {"days": 0}, {"months": -1}, {"days": -3}])
def test_a_period_of_nothing_is_a_mistake(period):
    with pytest.raises(ValueError, match=r"^a period is at least one day$"):
        kept_until(START, **period)


def test_a_moment_starts_no_period():
    moment: Any = datetime(2026, 1, 31, tzinfo=UTC)
    for compute in (kept_until, destruction_due):
        with pytest.raises(ValueError, match="calendar date"):
            compute(moment)


def test_a_treatment_file_is_destroyed_within_three_months():
    deadline = destruction_due(date(2026, 9, 25))
    assert deadline.term is Term.DESTRUCTION
    assert (deadline.nominal, deadline.legal_due) == (date(2026, 12, 25), date(2026, 12, 28))
    assert (deadline.target, deadline.received) == (date(2026, 12, 24), date(2026, 9, 25))
    assert deadline.steps[:3] == (
        Step(StepCode.RECEIVED, date(2026, 9, 25)),
        Step(StepCode.THREE_MONTHS, date(2026, 9, 25)),
        Step(StepCode.ENDS_ON, date(2026, 12, 25)),
    )
