"""Only what somebody gave, under consent or contract, may be taken along (AVG 20.1)."""

import pytest

from portal.law.portability import may_be_taken_along, rests_on_consent_or_contract


@pytest.mark.parametrize("articles", ["AVG 6.1.a", "AVG 6.1.b, 6.1.c", "AVG 6.1.e, 9.2.a"])
def test_consent_and_contract_are_enough(articles: str) -> None:
    assert rests_on_consent_or_contract(articles)
    assert may_be_taken_along(articles, given=True)
    assert not may_be_taken_along(articles, given=False)


@pytest.mark.parametrize(
    "articles", ["", "AVG 6.1.c", "AVG 6.1.e", "AVG 6.1.f, 9.2.f", "AVG 16.1.a", "AVG 6.1.aa"]
)
def test_any_other_ground_is_not(articles: str) -> None:
    assert not rests_on_consent_or_contract(articles)
    assert not may_be_taken_along(articles, given=True)
