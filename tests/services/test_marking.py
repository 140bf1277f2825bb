"""Marking passages: by hand, everywhere at once, as suggested; and taking marks back."""

import pytest

from portal.language.words import Words
from portal.models.audit import AuditEvent
from portal.models.redaction import Mark, MarkState
from portal.redaction.matching import Finder, Wanted
from portal.services import marking, masking, suggesting, thirds
from portal.services.particulars import NotWritten
from tests.services.redacting import GROUND, STORY, WHY, page
from tests.services.test_triage import NOW

NL = Words("nl")
AT = STORY.index("Jan Peters")
PLACE = {"text": "Jan Peters", "field": 0, "start": AT, "end": AT + 10}


def test_a_passage_is_marked_with_its_ground_and_what_it_asks_once(redacting):
    at = redacting
    one = marking.mark(at.session, at.case, at.items[0], **PLACE, **at.why)
    assert (one.state, one.text, one.needs) == (MarkState.ACCEPTED, "Jan Peters", WHY)
    again = {**at.why, "needs": {}}
    two = marking.mark(at.session, at.case, at.items[1], field=0, start=0, end=3, **again)
    assert two.needs == WHY
    assert marking.ground_used(at.session, at.case) == (GROUND, WHY)


@pytest.mark.parametrize(
    ("ground", "needs", "error"),
    [
        (GROUND, {}, NotWritten),
        (GROUND, {**WHY, "written_balance": "kort"}, NotWritten),
        ("unfounded_excessive", WHY, marking.GroundDoesNotFit),
        ("", WHY, marking.GroundDoesNotFit),
    ],
)
def test_a_mark_needs_a_ground_that_fits_and_each_field_of_it(
    redacting,
    ground,
    needs,
    error,
):
    at = redacting
    with pytest.raises(error):
        marking.mark(
            at.session, at.case, at.items[0], **PLACE, ground=ground, needs=needs, **at.who
        )
    assert not at.session.query(Mark).count()


@pytest.mark.parametrize(
    "where",
    [
        {"field": 9, "start": 0, "end": 3},
        {"field": 0, "start": 5, "end": 5},
        {"field": 0, "start": 0, "end": 3, "text": "Kees"},
        {"page": 1, "boxes": [(0, 0, 9, 9)]},
    ],
)
def test_what_is_not_there_cannot_be_marked(redacting, where):
    at = redacting
    with pytest.raises(marking.PassageUnknown):
        marking.mark(at.session, at.case, at.items[0], **where, **at.why)


def test_the_same_place_is_marked_once_and_a_suggestion_there_goes_up_in_it(redacting):
    at = redacting
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    for _ in range(2):
        marking.mark(at.session, at.case, at.items[0], **PLACE, **at.why)
    own = marking.marks_of(at.session, [at.items[0].id])[at.items[0].id]
    assert [each.state for each in own if each.text == "Jan Peters"] == [MarkState.ACCEPTED]


def test_all_places_are_marked_in_fields_and_on_pages(redacting):
    at = redacting
    third = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    pages = {at.items[2].id: [page(), page(2, "niets"), page(3, "Jan Pe-\nters")]}
    number = marking.mark_all(at.session, at.case, "jan peters", pages=pages, third=third, **at.why)
    assert number == 5
    again = marking.mark_all(at.session, at.case, "Jan Peters", pages=pages, **at.why)
    assert again == 0
    marks = marking.marks_of(at.session, [at.items[2].id])[at.items[2].id]
    assert [(each.page, len(each.boxes)) for each in marks] == [(None, 0), (1, 1), (3, 2)]
    finder = Finder([Wanted("Jan Peters")])
    names = masking.pseudonyms(at.session, at.case, NL)
    for item in at.items:
        own = marking.marks_of(at.session, [item.id]).get(item.id, ())
        for row in masking.rows_of(at.case, item, NL, own, names):
            assert not list(finder.find(row.value))


def test_only_one_item_is_marked_when_that_is_asked(redacting):
    at = redacting
    number = marking.mark_all(
        at.session, at.case, "Jan Peters", only=at.items[1], pages={}, **at.why
    )
    assert number == 1


def test_suggestions_are_accepted_by_rule_and_text_or_dismissed_and_taken_back(redacting):
    at = redacting
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    waiting = {
        (each.origin, each.text): each.marks for each in marking.waiting(at.session, at.case)
    }
    assert waiting == {
        ("third_person", "Jan Peters"): 3,
        ("third_person", "Peters"): 1,
        ("phone", "06-87654321"): 1,
    }
    number = marking.accept_rule(at.session, at.case, "third_person", text="JAN PETERS", **at.why)
    assert number == 3
    assert marking.dismiss_rule(at.session, at.case, "phone", **at.who) == 1
    assert marking.dismiss_rule(at.session, at.case, "phone", **at.who) == 0
    assert [each.text for each in marking.waiting(at.session, at.case)] == ["Peters"]
    marks = [each for each in at.session.query(Mark) if each.state is not MarkState.SUGGESTED]
    assert marking.unmark(at.session, at.case, marks, **at.who) == 4
    assert len(marking.waiting(at.session, at.case)) == 3
    own = marking.mark(at.session, at.case, at.items[0], **PLACE, **at.why)
    marking.unmark(at.session, at.case, [own], **at.who)
    assert marking.find_mark(at.session, at.case, own.id) is None


def test_the_history_holds_numbers_and_no_names(redacting):
    at = redacting
    third = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    marking.mark_all(at.session, at.case, "Jan Peters", pages={}, third=third, **at.why)
    told = str([event.detail for event in at.session.query(AuditEvent)])
    assert "Peters" not in told
