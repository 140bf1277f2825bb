"""The roads beside a human look."""

from datetime import date

from portal.language.roads import road_lines, road_words
from portal.language.words import Words
from portal.organisations.loading import BUILT_IN, load_all

CJIB = load_all(BUILT_IN)["cjib"]
NL, EN = Words("nl"), Words("en")


def test_a_road_says_where_and_until_when():
    (road,) = road_words(NL, CJIB.activity("traffic_fines"))
    assert "officier van justitie" in road.where
    assert road.until == "Binnen zes weken na de datum op de boete."
    assert road.article == "Awb 6:7, Wahv 6"


def test_with_the_date_of_the_decision_the_last_day_is_said():
    (road,) = road_words(EN, CJIB.activity("traffic_fines"), date(2026, 11, 3))
    assert road.until.endswith("the last day is Tuesday 15 December 2026.")


def test_no_last_day_is_made_up_where_the_term_is_another():
    (road,) = road_words(NL, CJIB.activity("prison_sentences"), date(2026, 11, 3))
    assert "2026" not in road.until


def test_letters_get_the_same_as_question_and_answer():
    ((title, text),) = road_lines(NL, CJIB.activity("community_service"))
    assert title.endswith("(Wjsg)")
    assert text.count("\n") == 1
    assert list(road_lines(NL, CJIB.activity("payment_arrangements"))) == []
