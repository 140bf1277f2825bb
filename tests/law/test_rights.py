"""The rights as data."""

from portal.law.rights import RULES, Right


def test_every_right_has_its_rule():
    assert set(RULES) == set(Right)


def test_withdrawal_of_consent_and_complaints_have_no_month_and_no_remedy_in_law():
    without = {right for right, rule in RULES.items() if not rule.has_month}
    assert without == {Right.CONSENT_WITHDRAWAL, Right.COMPLAINT}
    assert without == {right for right, rule in RULES.items() if not rule.is_decision}
