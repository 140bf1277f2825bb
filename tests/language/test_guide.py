"""What a handler reads about a right fits what was asked, in both languages."""

import pytest

from portal.language.guide import guide
from portal.language.words import Words
from portal.law.rights import RULES, Right


@pytest.mark.parametrize("right", Right)
def test_each_right_tells_what_it_is_what_the_law_says_and_what_others_forget(right: Right) -> None:
    english, dutch = (guide(Words(language), right, {}) for language in ("en", "nl"))
    assert english.article == dutch.article == RULES[right].article
    assert len(english.forgotten) == len(dutch.forgotten) >= 2
    for plain, translated in zip(
        (english.what, english.law, *english.forgotten),
        (dutch.what, dutch.law, *dutch.forgotten),
        strict=True,
    ):
        assert plain
        assert translated not in ("", plain)


def test_against_advertising_nothing_is_weighed() -> None:
    found = guide(Words("en"), Right.OBJECTION, {"kind": "marketing"})
    assert found.article == "AVG 21.2, 21.3"
    assert "always succeeds" in found.law
    assert found != guide(Words("en"), Right.OBJECTION, {"kind": "situation"})


@pytest.mark.parametrize("right", [Right.ACCESS, Right.OBJECTION])
def test_a_bezwaar_is_about_the_answer_and_never_about_the_use_of_data(right: Right) -> None:
    found = guide(Words("en"), right, {"kind": "marketing"}, bezwaar=True)
    assert found.article == "Awb 7:2, 7:4, 7:7, 7:11"
    assert "bezwaar" in found.title
    assert "decide again" in found.what
