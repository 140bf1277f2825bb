"""Bezwaar: until when it is decided, on which grounds, and the appeal after it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law.deadlines import Paused
from portal.law.derivation import Step, StepCode, Term
from portal.law.grounds import Need, Outcome, Scope, grounds_for
from portal.law.objections import (
    OUTCOMES,
    Further,
    FurtherGround,
    appeal_due,
    decision_due,
    grounds_on_bezwaar,
    still_in_post,
)
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


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_what_was_posted_in_time_may_come_in_a_week_later_and_then_on_an_open_day(last):
    assert still_in_post(last) == twin.first_open(last + timedelta(days=7), DECREED)


@pytest.mark.parametrize(
    ("last", "until"),
    [
        (date(2027, 1, 4), date(2027, 1, 11)),
        (date(2026, 3, 27), date(2026, 4, 7)),  # Good Friday, Easter
        (date(2026, 5, 8), date(2026, 5, 18)),  # a bridge day
    ],
)
def test_a_week_in_the_post_ends_on_no_day_without_post(last, until):
    assert still_in_post(last) == until


def test_the_steps_tell_the_end_of_the_term_the_committee_and_the_delay():
    deadline = decision_due(date(2026, 12, 28), committee=True, extended=True)
    assert deadline.steps == (
        Step(StepCode.BEZWAAR_ENDED, date(2026, 12, 28)),
        Step(StepCode.TWELVE_WEEKS, date(2026, 12, 29)),
        Step(StepCode.SIX_WEEKS_MORE, date(2027, 3, 22)),
        Step(StepCode.ENDS_ON, date(2027, 5, 3)),
        Step(StepCode.RESULT, date(2027, 5, 3)),
    )


LAST = date(2026, 12, 28)  # the last day to make bezwaar; six weeks later is 8 February 2027


def mended(*days: tuple[int, int, int, int], **more: Any):
    """A decision that waited: month and day of asking and of mending, in 2027."""
    waited = tuple(Paused(date(2027, a, b), date(2027, c, d)) for a, b, c, d in days)
    return decision_due(LAST, committee=False, extended=False, mendings=waited, **more)


@pytest.mark.parametrize(
    ("waited", "due"),
    [
        ((), date(2027, 2, 8)),
        (((1, 11, 1, 25),), date(2027, 2, 22)),  # 13 days: 12 up to and including 24 January
        (((1, 11, 1, 12),), date(2027, 2, 8)),  # asked and mended the next day: nothing stood still
        (((1, 11, 1, 11),), date(2027, 2, 8)),
        (((1, 11, 1, 25), (1, 18, 2, 1)), date(2027, 3, 1)),  # days that overlap count once: 20
        (((2, 8, 2, 15),), date(2027, 2, 15)),  # asked on the last day: 6 days, Sunday rolls
        (((2, 9, 2, 23),), date(2027, 2, 8)),  # asked when the time was over
        (((2, 1, 2, 20), (2, 22, 3, 8)), date(2027, 3, 11)),  # the second within the longer time
    ],
)
def test_the_time_stands_still_while_something_is_mended(waited, due):
    assert mended(*waited).legal_due == due  # Awb 7:10.2, 6:6


def test_the_time_cannot_stand_still_before_it_runs():
    early = (Paused(date(2026, 12, 14), date(2027, 1, 4)),)
    due = decision_due(LAST, committee=False, extended=False, mendings=early)
    assert due.nominal == date(2027, 2, 14)  # 29 December up to and including 3 January: 6 days


def test_the_steps_tell_of_mending_and_of_what_was_asked_too_late():
    steps = mended((1, 11, 1, 25), (3, 8, 3, 15)).steps
    assert steps[2:] == (
        Step(StepCode.PAUSED, date(2027, 1, 11), "2027-01-25"),
        Step(StepCode.PAUSE_NOT_COUNTED, date(2027, 3, 8)),
        Step(StepCode.PAUSE_DAYS, date(2027, 2, 21), "13"),
        Step(StepCode.ENDS_ON, date(2027, 2, 21)),
        Step(StepCode.IS_SUNDAY, date(2027, 2, 21)),
        Step(StepCode.NEXT_WORKING_DAY, date(2027, 2, 22)),
        Step(StepCode.RESULT, date(2027, 2, 22)),
    )


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        (FurtherGround.ALL_AGREE, StepCode.DELAY_AGREED),
        (FurtherGround.PERSON_AGREES, StepCode.DELAY_AGREED),
        (FurtherGround.PROCEDURE, StepCode.DELAY_BY_LAW),
    ],
)
def test_a_decision_may_be_put_off_further_to_a_later_day_only(ground, code):
    later = Further(date(2027, 3, 20), ground)  # a Saturday
    due = mended(further=later)
    assert (due.nominal, due.legal_due) == (date(2027, 3, 20), date(2027, 3, 22))
    assert Step(code, date(2027, 3, 20)) in due.steps
    earlier = Further(date(2027, 2, 1), ground)
    assert mended(further=earlier) == mended()  # Awb 7:10.4: more time, never less
    assert mended(further=Further(mended().nominal, ground)) == mended()


@pytest.mark.parametrize(
    ("waited_until", "due", "told"),
    [
        # 18 March and 50 days; what was agreed is told before it, since it does not end the time
        (date(2027, 4, 30), date(2027, 5, 7), [StepCode.DELAY_AGREED, StepCode.PAUSED]),
        # answered at once: one day, so 19 March; what was agreed still holds
        (date(2027, 3, 12), date(2027, 4, 1), [StepCode.PAUSED, StepCode.DELAY_AGREED]),
    ],
)
def test_what_was_agreed_is_told_though_waiting_runs_past_it(waited_until, due, told):
    found = decision_due(
        date(2026, 12, 24),
        committee=False,
        extended=True,
        mendings=(Paused(date(2027, 3, 10), waited_until),),
        further=Further(date(2027, 4, 1), FurtherGround.PERSON_AGREES),
    )
    assert found.nominal == due
    assert [each.code for each in found.steps if each.code in told] == told
    assert Step(StepCode.DELAY_AGREED, date(2027, 4, 1)) in found.steps  # Awb 7:10.4
    begins = [StepCode.BEZWAAR_ENDED, StepCode.SIX_WEEKS, StepCode.SIX_WEEKS_MORE]
    assert [each.code for each in found.steps[:4]] == [*begins, told[0]]


def test_each_question_that_came_too_late_is_told():
    steps = mended((3, 8, 3, 15), (3, 10, 3, 17)).steps
    late = [each.date for each in steps if each.code is StepCode.PAUSE_NOT_COUNTED]
    assert late == [date(2027, 3, 8), date(2027, 3, 10)]


@settings(max_examples=60, deadline=None)
@given(
    DAYS,
    st.lists(st.tuples(st.integers(-20, 150), st.integers(0, 60)), max_size=3),
    st.booleans(),
)
def test_waiting_never_shortens_the_time_and_adds_no_day_that_was_ours(day, spells, extended):
    waited = tuple(
        Paused(day + timedelta(days=after), day + timedelta(days=after + length))
        for after, length in spells
        if day + timedelta(days=after) >= date(2000, 1, 1)
        and day + timedelta(days=after + length) <= date(2099, 12, 31)
    )
    how = {"committee": False, "extended": extended}
    plain = decision_due(day, **how)
    longer = decision_due(day, mendings=waited, **how)
    added = (longer.nominal - plain.nominal).days
    ours = {each.asked for each in waited} | {each.ended for each in waited}
    still = {
        each.asked + timedelta(days=n)
        for each in waited
        for n in range(1, (each.ended - each.asked).days)
    }
    assert 0 <= added <= len(still)
    if len(waited) == 1 and plain.received < waited[0].asked <= plain.nominal:
        assert added == len(still - ours)
    assert longer.legal_due >= plain.legal_due


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
