"""The marks of a case as they are."""

from portal.services import marking, marks, suggesting
from tests.services.redacting import page
from tests.services.test_triage import NOW


def test_marks_come_in_the_order_of_the_text_by_item(redacting):
    at = redacting
    item, other = at.items[0], at.items[1]
    sheet = [page()]
    marking.mark(at.session, at.case, item, page=1, start=0, end=3, pages=sheet, **at.why)
    for start in (20, 0):
        marking.mark(at.session, at.case, item, field=0, start=start, end=start + 3, **at.why)
    found = marks.marks_of(at.session, [item.id, other.id])
    assert list(found) == [item.id]
    assert [(each.page, each.start) for each in found[item.id]] == [(None, 0), (None, 20), (1, 0)]


def test_what_stays_out_does_not_wait(redacting):
    at = redacting
    suggesting.suggest(at.session, at.case, at.organisation, at.items, now=NOW)
    before = sum(each.marks for each in marks.waiting(at.session, at.case))
    at.items[0].review = "leave_out"
    at.session.flush()
    after = sum(each.marks for each in marks.waiting(at.session, at.case))
    assert 0 < after < before
    assert len(marks.suggested(at.session, at.case, "third_person")) == after


def test_a_mark_of_another_case_is_not_found(redacting):
    assert marks.find_mark(redacting.session, redacting.case, 1) is None
