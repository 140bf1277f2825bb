"""What somebody gets to see: nothing that was marked is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.language.words import Words
from portal.law.redaction import Extent, normal
from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.services import marking, masking, thirds
from portal.sources.values import Kind
from tests.services.redacting import ITEMS, field, page

NL = Words("nl")
CASE = Case(secret_address=False)


def item(*fields):
    return Finding(id=1, fields=list(fields), review=Review.INCLUDE)


def mark(start=None, end=None, **more):
    how = {"field": 0, "boxes": [], "text": "", "language": "", **more}
    return Mark(finding_id=1, state=MarkState.ACCEPTED, start=start, end=end, **how)


def shown(finding, *marks, thirds=None):
    rows = masking.rows_of(CASE, finding, NL, marks, thirds or {})
    return [(row.value, row.value_en) for row in rows]


def test_a_passage_gives_way_to_a_letter_or_is_gone():
    finding = item(field("Jan belde Piet."))
    marks = [mark(0, 3, third_id=7), mark(10, 14)]
    assert shown(finding, *marks, thirds={7: "derde A"}) == [("derde A belde [gelakt].", "")]


def test_a_mark_that_does_not_tell_where_it_ends_leaves_nothing_after_it():
    assert shown(item(field("Jan belde Piet.")), mark(4)) == [("Jan [gelakt]", "")]


def test_where_nothing_but_our_own_words_is_left_they_are_in_the_language_of_the_reader():
    finding = item(field("Jan Smit"))
    [whole] = masking.rows_of(CASE, finding, NL, [mark(0, 8, third_id=7)], {7: "third person A"})
    assert (whole.value, whole.tongue("en")) == ("third person A", "")
    [part] = masking.rows_of(CASE, finding, NL, [mark(0, 3)], {})
    assert (part.value, part.tongue("en")) == ("[gelakt] Smit", "nl")


def test_what_is_only_suggested_or_dismissed_stays():
    finding = item(field("Jan belde"))
    for state in (MarkState.SUGGESTED, MarkState.DISMISSED):
        waits = mark(0, 3)
        waits.state = state
        assert shown(finding, waits) == [("Jan belde", "")]


def test_what_reads_otherwise_than_it_is_stored_goes_as_a_whole():
    finding = item(field("2001-05-01", kind=Kind.DATE), field("huur", value_en="rent"))
    [date, _] = masking.rows_of(CASE, finding, NL, [mark(0, 4)], {})
    assert (date.value, date.kind) == ("[gelakt]", Kind.TEXT)
    one_language = mark(0, 4, field=1, language="en")
    assert shown(finding, one_language)[1] == ("[gelakt]", "[gelakt]")


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=50),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5),
)
def test_no_sign_of_a_marked_passage_survives_in_a_field(text, spans):
    marks = [mark(start, end) for start, end in spans if start < min(end, len(text))]
    [(value, _)] = shown(item(field(text)), *marks)
    kept = "".join(
        sign for at, sign in enumerate(text) if not any(a <= at < b for a, b in spans if a < b)
    )
    assert value.replace("[gelakt]", "") == kept.replace("[gelakt]", "") or not marks


@given(st.lists(st.tuples(st.integers(0, 25), st.integers(1, 26)), max_size=4))
def test_no_letter_of_a_marked_passage_survives_on_a_page(spans):
    sheet = page(text="abcdef ghij klm\nnopqrs uvwxyz")
    marks = [mark(start, end, page=1, field=None) for start, end in spans if start < end]
    [masked] = masking.pages_of(item(), marks, [sheet], NL, {})
    gone = {at for start, end in spans if start < end for at in range(start, end)}
    left = "".join(word.text for word in masked.words if not word.shown)
    assert left == "".join(
        sign for at, sign in enumerate(sheet.text) if at not in gone and sign.isalpha()
    )
    for word in sheet.words:
        for at in range(word.start, word.end):
            if at in gone:
                x = (word.part(at, at + 1)[0] + word.part(at, at + 1)[2]) / 2
                y = (word.box[1] + word.box[3]) / 2
                assert any(a <= x <= c and b <= y <= d for a, b, c, d in masked.boxes)


def test_a_drawn_region_takes_the_text_under_it():
    sheet = page()
    region = mark(page=1, field=None, boxes=[[5, 5, 45, 25]])
    [masked] = masking.pages_of(
        item(),
        [region],
        [sheet],
        NL,
        {},
    )
    assert [(word.text, word.shown) for word in masked.words] == [
        ("[gelakt]", True), ("Peters", False), ("belde", False),
    ]  # fmt: skip
    assert masked.extent is Extent.PARTIAL


def test_what_stands_for_a_passage_over_two_lines_stands_where_there_is_most_room():
    sheet = page(text="belde op Jo\nPetersen terug")
    own = mark(9, 20, page=1, field=None, boxes=[list(each) for each in sheet.boxes_of(9, 20)])
    [masked] = masking.pages_of(item(), [own], [sheet], NL, {})
    [label] = [word for word in masked.words if word.shown]
    assert label.box == sheet.boxes_of(12, 20)[0]


def test_a_region_over_the_lower_half_of_a_line_blacks_out_the_letters_whole():
    sheet = page()
    word = sheet.words[0]
    left, top, right, bottom = word.box
    region = mark(page=1, field=None, boxes=[[left, (top + bottom) / 2, right, bottom]])
    [masked] = masking.pages_of(item(), [region], [sheet], NL, {})
    assert sheet.text[word.start : word.end] not in [each.text for each in masked.words]
    assert any(a <= left and b <= top and c >= right and d >= bottom for a, b, c, d in masked.boxes)


@pytest.mark.parametrize(
    ("boxes", "extent"),
    [([], Extent.FULL), ([[0, 0, 50, 50]], Extent.PARTIAL), ([[0, 0, 200, 100]], Extent.WITHHELD)],
)
def test_only_a_page_that_is_covered_is_withheld(boxes, extent):
    marks = [mark(page=1, field=None, boxes=boxes)] if boxes else []
    masked = masking.pages_of(item(), marks, [page()], NL, {})
    assert masked[0].extent is extent
    shown_as = Extent.PARTIAL if extent is Extent.PARTIAL else extent
    assert masking.extent_of(item(), marks, masked) is shown_as


def test_an_item_that_stays_out_is_withheld():
    left_out = item()
    left_out.review = Review.LEAVE_OUT
    assert masking.extent_of(left_out, []) is Extent.WITHHELD
    assert masking.extent_of(item(), [mark(0, 1)]) is Extent.PARTIAL


def test_once_a_name_is_marked_everywhere_no_way_to_write_it_is_left(redacting):
    at = redacting
    third = thirds.third_for(at.session, at.case, "Jan Peters", **at.who)
    marking.mark_all(at.session, at.case, "Jan Peters", pages={}, third=third, **at.why)
    for each in at.items:
        each.review = Review.INCLUDE
    marks = masking.cuts_of(at.session, at.case)
    names = masking.pseudonyms(at.session, at.case, NL)
    rows = [masking.rows_of(at.case, each, NL, marks.get(each.id, ()), names) for each in at.items]
    told = " ".join(row.value for fields in rows for row in fields)
    assert "janpeters" not in normal(told)
    assert told.count("derde A") == len(ITEMS)


def test_what_counts_is_told_of_what_is_given_alone(redacting):
    at = redacting
    taken, waits, stays_out = at.items
    marking.mark_all(at.session, at.case, "Jan Peters", pages={}, **at.why)
    taken.review, stays_out.review = Review.INCLUDE, Review.LEAVE_OUT
    [mark, *more] = marking.marks_of(at.session, [taken.id])[taken.id]
    mark.state = MarkState.SUGGESTED
    cuts = masking.cuts_of(at.session, at.case)
    assert {*cuts} <= {taken.id}
    assert [cut.start for cut in cuts.get(taken.id, ())] == [each.start for each in more]
    taken.review, waits.review = Review.LEAVE_OUT, Review.INCLUDE
    assert {*masking.cuts_of(at.session, at.case)} == {waits.id}


def test_what_many_marks_rest_on_is_held_once(redacting):
    at = redacting
    marking.mark_all(at.session, at.case, "Jan Peters", pages={}, **at.why)
    for each in at.items:
        each.review = Review.INCLUDE
    cuts = [cut for some in masking.cuts_of(at.session, at.case).values() for cut in some]
    assert len(cuts) > 1
    assert {id(cut.needs) for cut in cuts} == {id(cuts[0].needs)}
    assert cuts[0].needs == at.why["needs"]
