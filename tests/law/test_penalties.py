"""What a late answer costs in the end, and until when that is decided."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.law.defaults import amount_on, default_schedule
from portal.law.derivation import Step, StepCode, Term
from portal.law.grounds import Outcome
from portal.law.penalties import (
    ARTICLES,
    NoPenalty,
    exceptions,
    fixing_due,
    has_ended,
    last_costly_day,
    pay_by,
)
from portal.law.workdays import bridge_days
from tests.law import twin

SCHEDULE = default_schedule(date(2026, 7, 20), date(2026, 7, 13))  # 3 August up to 13 September
DAYS = st.dates(date(2001, 1, 1), date(2099, 1, 1))
DECREED = frozenset(bridge_days())


@pytest.mark.parametrize(
    ("made_known", "last", "euros"),
    [
        (date(2026, 8, 2), None, 0),  # within the two weeks
        (date(2026, 8, 3), None, 0),  # the day of the decision itself costs nothing
        (date(2026, 8, 4), date(2026, 8, 3), 23),
        (date(2026, 8, 10), date(2026, 8, 9), 161),
        (date(2026, 8, 17), date(2026, 8, 16), 322),
        (date(2026, 8, 18), date(2026, 8, 17), 357),
        (date(2026, 9, 13), date(2026, 9, 12), 1397),
        (date(2026, 9, 14), date(2026, 9, 13), 1442),
        (date(2027, 1, 4), date(2026, 9, 13), 1442),
        (None, date(2026, 9, 13), 1442),
    ],
)
def test_money_is_owed_until_the_day_before_the_decision_and_42_days_at_most(
    made_known, last, euros
):
    assert last_costly_day(SCHEDULE, made_known) == last
    assert (amount_on(SCHEDULE, last) if last else 0) == euros * 100


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 9, 13), date(2026, 9, 28)),  # 27 September is a Sunday
        (date(2026, 8, 9), date(2026, 8, 24)),
        (date(2026, 12, 11), date(2026, 12, 28)),  # Christmas Day, and a weekend
        (date(2027, 4, 23), date(2027, 5, 10)),  # 7 May is a bridge day by decree
        (date(2026, 11, 3), date(2026, 11, 17)),
    ],
)
def test_it_is_decided_within_two_weeks_after_the_last_day(last, due):
    assert fixing_due(last).legal_due == due  # Awb 4:18, Atw 1.1


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_the_two_weeks_end_on_a_working_day(day):
    found = fixing_due(day)
    assert (found.term, found.received) == (Term.PENALTY_DECISION, day)
    assert found.nominal == day + timedelta(days=14)
    assert found.legal_due == twin.first_open(found.nominal, DECREED)
    assert found.steps[:2] == (
        Step(StepCode.PENALTY_LAST, day),
        Step(StepCode.TWO_WEEKS_TO_FIX, day + timedelta(days=1)),
    )


@pytest.mark.parametrize(
    ("made_known", "today", "ended"),
    [
        (None, date(2026, 9, 13), False),
        (None, date(2026, 9, 14), True),
        (date(2026, 8, 10), date(2026, 8, 9), False),  # to be posted tomorrow
        (date(2026, 8, 10), date(2026, 8, 10), True),
    ],
)
def test_nothing_is_fixed_while_it_may_still_cost_more(made_known, today, ended):
    assert has_ended(SCHEDULE, made_known, today) is ended


def test_what_is_decided_is_paid_within_six_weeks():
    assert pay_by(date(2026, 11, 20)) == date(2027, 1, 1)  # Awb 4:87.1; not later for a holiday


@pytest.mark.parametrize(
    "outcomes",
    [[], [Outcome.GRANTED], [Outcome.PARTLY], [Outcome.REFUSED, Outcome.GRANTED], [None]],
)
def test_only_a_request_that_was_refused_may_have_been_plainly_without_ground(outcomes):
    always = (NoPenalty.UNREASONABLY_LATE, NoPenalty.NOT_INTERESTED)
    assert exceptions(outcomes) == always
    assert exceptions([Outcome.REFUSED, Outcome.REFUSED]) == tuple(NoPenalty)


def test_every_exception_has_its_article():
    assert set(ARTICLES) == set(NoPenalty)
    assert {text.rpartition(".")[0] for text in ARTICLES.values()} == {"Awb 4:17.6"}
