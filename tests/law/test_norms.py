"""Terms of our own, where the law sets none."""

from datetime import date

import pytest

from portal.law.deadlines import answer_due
from portal.law.derivation import Deadline, Term
from portal.law.norms import complaint_due, request_due, withdrawal_due
from portal.law.rights import Right
from portal.law.workdays import is_working_day


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 19), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 23)),  # a Friday
        (date(2026, 12, 24), date(2026, 12, 28)),  # Christmas and a weekend
        (date(2026, 5, 13), date(2026, 5, 18)),  # Ascension Day, its bridge day, a weekend
    ],
)
def test_a_withdrawal_is_carried_out_on_the_next_working_day(received, due):
    deadline = withdrawal_due(received)
    assert deadline.legal_due == due
    assert (deadline.received, deadline.months) == (received, 0)


def test_a_complaint_is_answered_within_six_weeks():
    due = complaint_due(date(2026, 11, 20))
    assert due.nominal == date(2027, 1, 1)
    assert due.legal_due == date(2027, 1, 4)
    assert is_working_day(due.target)
    assert due.target <= due.legal_due


def test_a_right_with_the_month_decides_for_all_that_is_asked_with_it():
    day = date(2026, 11, 20)
    both = [Right.CONSENT_WITHDRAWAL, Right.ACCESS]
    assert request_due(both, day) == answer_due(day)
    assert request_due([Right.COMPLAINT], day).term is Term.COMPLAINT
    assert request_due([Right.COMPLAINT, Right.CONSENT_WITHDRAWAL], day).term is Term.WITHDRAWAL
    with pytest.raises(ValueError, match=r"^a request asks at least one thing$"):
        request_due([], day)


def test_they_are_stored_and_read_back_unchanged():
    for due in (withdrawal_due(date(2026, 11, 20)), complaint_due(date(2026, 11, 20))):
        assert Deadline.from_dict(due.as_dict()) == due
