"""What waits stops an item, and an answer."""

import pytest

from portal.models.finding import Review
from portal.services import marking, review, suggesting, suggestions
from tests.services.test_triage import NOW


def test_an_item_with_suggestions_cannot_go_in_before_they_are_judged(redacting):
    at = redacting
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    assert suggestions.open_of(at.session, at.case) == {
        at.items[0].id: 3, at.items[1].id: 1, at.items[2].id: 1,
    }  # fmt: skip
    with pytest.raises(review.SuggestionsOpen):
        review.include(at.case, at.items[0], **at.who)
    assert review.include_rest(at.session, at.case, at.search, **at.who) == 0
    marks = marking.marks_of(at.session, [at.items[0].id])[at.items[0].id]
    marking.accept(at.session, at.case, marks, **at.why)
    assert not suggestions.are_open(at.session, at.items[0])
    review.include(at.case, at.items[0], **at.who)


def test_what_is_judged_goes_in_with_the_rest_though_it_names_others(redacting):
    at = redacting
    for each in at.items:
        each.names_third_person = True
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    marks = marking.marks_of(at.session, [at.items[0].id])[at.items[0].id]
    marking.dismiss(at.session, at.case, marks, **at.who)
    assert review.include_rest(at.session, at.case, at.search, **at.who) == 1


def test_what_comes_in_later_stops_the_answer(redacting):
    at = redacting
    review.include(at.case, at.items[0], **at.who)
    assert not suggestions.stop_the_answer(at.session, at.case)
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    assert suggestions.stop_the_answer(at.session, at.case)
    at.items[0].review = Review.LEAVE_OUT
    at.session.flush()
    assert not suggestions.stop_the_answer(at.session, at.case)
