"""Terms of our own for what the law sets no term for."""

from datetime import date

import pytest

from portal.law.deadlines import StepCode, Term, answer_due
from portal.law.norms import complaint_due, request_due, withdrawal_due
from portal.law.rights import Right

FRIDAY = date(2026, 11, 13)


@pytest.mark.parametrize("right", sorted(set(Right) - {Right.CONSENT_WITHDRAWAL, Right.COMPLAINT}))
def test_articles_15_to_22_have_the_month_of_the_law(right: Right) -> None:
    assert request_due([right], FRIDAY) == answer_due(FRIDAY)


def test_the_month_of_the_law_wins_when_more_is_asked_at_once() -> None:
    assert request_due(Right, FRIDAY) == answer_due(FRIDAY)


def test_a_withdrawal_wins_from_a_complaint() -> None:
    both = [Right.COMPLAINT, Right.CONSENT_WITHDRAWAL]
    assert request_due(both, FRIDAY) == withdrawal_due(FRIDAY)
    assert request_due([Right.COMPLAINT], FRIDAY) == complaint_due(FRIDAY)


def test_a_request_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one thing"):
        request_due([], FRIDAY)


def test_a_withdrawal_is_carried_out_on_the_next_working_day() -> None:
    deadline = withdrawal_due(date(2026, 5, 13))
    assert deadline.term is Term.WITHDRAWAL
    assert deadline.legal_due == date(2026, 5, 18)  # over Ascension Day and the bridge day
    assert [step.code for step in deadline.steps] == [
        StepCode.RECEIVED,
        StepCode.AT_ONCE,
        StepCode.RESULT,
    ]


def test_a_complaint_is_answered_within_six_weeks_and_says_why_a_day_is_skipped() -> None:
    deadline = complaint_due(FRIDAY)
    assert deadline.term is Term.COMPLAINT
    assert (deadline.nominal, deadline.target) == (date(2026, 12, 25), date(2026, 12, 24))
    assert deadline.legal_due == date(2026, 12, 28)
    assert [step.code for step in deadline.steps][3:] == [
        StepCode.IS_HOLIDAY,
        StepCode.IS_SATURDAY,
        StepCode.IS_SUNDAY,
        StepCode.NEXT_WORKING_DAY,
        StepCode.RESULT,
    ]


def test_a_complaint_that_ends_on_a_working_day_skips_none() -> None:
    codes = [step.code for step in complaint_due(date(2026, 11, 12)).steps]
    assert codes[-2:] == [StepCode.ENDS_ON, StepCode.RESULT]
