"""Marking passages: by hand, everywhere at once, as suggested; and taking marks back."""

import pytest

from portal.language.words import Words
from portal.models.audit import AuditEvent
from portal.models.redaction import Mark, MarkState
from portal.redaction.matching import Finder, Wanted
from portal.services import marking, masking, suggesting, thirds
from portal.services.particulars import NotWritten
from tests.services.redacting import GROUND, STORY, WHY, field, page
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


def test_parts_of_a_name_go_too_but_not_those_of_a_namesake(redacting):
    at = redacting
    at.items[0].fields = [field("Demi de Koning kwam. De Koning belde. Later zei Demi: nee.")]
    at.items[1].fields = [field("Toen kwam Piet de Koning, en D. de Koning, en de koning.")]
    at.session.flush()
    name = "Demi de Koning"
    number = marking.mark_all(
        at.session, at.case, name, parts=("Demi", "de Koning", "Koning"), pages={}, **at.why
    )
    assert number == 4
    texts = [mark.text for mark in at.session.query(Mark).order_by(Mark.id)]
    assert texts == [name, "De Koning", "Demi", "D. de Koning"]


@pytest.mark.parametrize("where", [{"boxes": [(0.0, 0.0, 120.0, 22.0)]}, {"whole": True}])
def test_what_was_suggested_under_a_region_goes_up_in_it_and_what_is_not_waits(redacting, where):
    at = redacting
    sheet = page(text="Jan Peters belde\nKarin", width=300.0)
    for start, end in ((0, 10), (17, 22)):
        mark = marking.mark(
            at.session, at.case, at.items[0], page=1, start=start, end=end, pages=[sheet], **at.why
        )
        mark.state, mark.origin = MarkState.SUGGESTED, "name"
    at.session.flush()
    marking.mark(at.session, at.case, at.items[0], page=1, pages=[sheet], **where, **at.why)
    waits = [mark.text for mark in at.session.query(Mark).filter_by(state=MarkState.SUGGESTED)]
    assert waits == ([] if "whole" in where else ["Karin"])


def test_a_region_is_nobodys_name_unless_it_holds_one(redacting):
    at = redacting
    third = thirds.third_for(at.session, at.case, "Piet", **at.who)
    sheet = page(text="Jan Peters belde", width=300.0)
    for right in (300.0, 112.0):
        where = {"page": 1, "boxes": [(0.0, 0.0, right, 22.0)]}
        marking.mark(
            at.session, at.case, at.items[0], pages=[sheet], third=third, **where, **at.why
        )
    assert third.names == ["Piet", "Jan Peters"]


def test_a_part_of_a_name_that_is_no_word_is_marked_in_small_letters_and_not_of_a_namesake(
    redacting,
):
    at = redacting
    at.items[2].fields = [field("toen kwam yilmazov, en in de bus Piet Yilmazov")]
    parts = ("Kees", "Yilmazov")
    marking.mark_all(at.session, at.case, "Kees Yilmazov", parts=parts, pages={}, **at.why)
    assert [mark.text for mark in at.session.query(Mark)] == ["yilmazov"]
