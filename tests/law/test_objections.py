"""Bezwaar: until when it is decided, on which grounds, and the appeal after it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law.derivation import Step, StepCode, Term
from portal.law.grounds import Need, Outcome, Scope, grounds_for
from portal.law.objections import OUTCOMES, appeal_due, decision_due, grounds_on_bezwaar
from portal.law.rights import Right
from portal.law.workdays import bridge_days
from tests.law import twin

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
DECREED = frozenset(bridge_days())


@settings(max_examples=100, deadline=None)
@given(DAYS, st.booleans(), st.booleans())
def test_the_decision_is_due_six_or_twelve_weeks_after_the_end_of_the_term(
    day, committee, extended
):
    weeks = (12 if committee else 6) + (6 if extended else 0)
    deadline = decision_due(day, committee=committee, extended=extended)
    assert (deadline.term, deadline.months) == (Term.BEZWAAR_DECISION, 0)
    assert deadline.received == day
    assert deadline.nominal == day + timedelta(weeks=weeks)
    assert deadline.legal_due == twin.first_open(deadline.nominal, DECREED)


def test_the_steps_tell_the_end_of_the_term_the_committee_and_the_delay():
    deadline = decision_due(date(2026, 12, 28), committee=True, extended=True)
    assert deadline.steps == (
        Step(StepCode.BEZWAAR_ENDED, date(2026, 12, 28)),
        Step(StepCode.TWELVE_WEEKS, date(2026, 12, 29)),
        Step(StepCode.SIX_WEEKS_MORE, date(2027, 3, 22)),
        Step(StepCode.ENDS_ON, date(2027, 5, 3)),
        Step(StepCode.RESULT, date(2027, 5, 3)),
    )


def test_without_a_committee_or_delay_six_weeks_are_told():
    steps = decision_due(date(2026, 11, 13), committee=False, extended=False).steps
    assert [step.code for step in steps[:3]] == [
        StepCode.BEZWAAR_ENDED,
        StepCode.SIX_WEEKS,
        StepCode.ENDS_ON,
    ]
    assert steps[1].date == date(2026, 11, 14)
    assert steps[-1].date == date(2026, 12, 28)


@pytest.mark.parametrize("wrong", [datetime(2026, 7, 13, tzinfo=UTC), date(2101, 1, 1)])
def test_only_calendar_dates_are_taken(wrong: Any):
    with pytest.raises(ValueError, match=r"calendar date|outside"):
        decision_due(wrong, committee=False, extended=False)
    with pytest.raises(ValueError, match=r"calendar date|outside"):
        appeal_due(wrong)


def test_an_appeal_is_open_for_six_weeks_after_sending():
    deadline = appeal_due(date(2026, 11, 13))
    assert deadline.term is Term.APPEAL
    assert deadline.legal_due == date(2026, 12, 28)
    assert deadline.steps[0] == Step(StepCode.SENT, date(2026, 11, 13))


@pytest.mark.parametrize(
    ("outcome", "ids"),
    [
        (Outcome.GRANTED, []),
        (Outcome.PARTLY, ["bezwaar_unfounded"]),
        (Outcome.REFUSED, ["bezwaar_inadmissible", "bezwaar_late", "bezwaar_unfounded"]),
        (Outcome.NOT_OUR_TASK, ["bezwaar_forwarded"]),
        (Outcome.WITHDRAWN, []),
    ],
)
def test_each_outcome_of_a_bezwaar_has_its_grounds(outcome, ids):
    assert outcome in OUTCOMES
    assert [ground.id for ground in grounds_on_bezwaar(outcome)] == ids


def test_a_bezwaar_never_ends_with_nothing_held():
    assert set(Outcome) - set(OUTCOMES) == {Outcome.NOTHING_HELD}


def test_who_may_mend_a_bezwaar_must_have_been_told():
    (inadmissible, _, _) = grounds_on_bezwaar(Outcome.REFUSED)
    assert inadmissible.needs == (Need.WHY, Need.MENDING_OFFERED)
    assert inadmissible.article == "Awb 6:6"


@pytest.mark.parametrize("right", Right)
def test_a_ground_on_bezwaar_never_limits_a_right(right):
    fitting = {ground.id for scope in Scope for ground in grounds_for(right, scope)}
    assert not {each for each in fitting if each.startswith("bezwaar")}
