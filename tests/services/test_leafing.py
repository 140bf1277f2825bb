"""Going through what was found."""

from datetime import UTC, datetime

import pytest

from portal.models.finding import Review, SearchResult, SourceSearch
from portal.models.redaction import Mark, MarkState
from portal.services import leafing
from portal.services.leafing import Counts, Place, Show
from tests.services import stories

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = [["Onderwerp", "Subject", "huur"]]


@pytest.fixture
def found(database):
    """A session, a case, and its items in two sources: 3 and 2."""
    with database.transaction() as session:
        case = stories.ask(session)
        first = stories.find(session, case, [ROW] * 5, review=Review.UNDECIDED)
        second = SourceSearch(
            case_id=case.id, source="other", result=SearchResult.HELD, asked_at=NOW
        )
        session.add(second)
        session.flush()
        for each in first.findings[3:]:
            each.search_id = second.id
        session.flush()
        session.expire_all()
        yield session, case, first, second


def mark(session, finding, state):
    session.add(
        Mark(
            case_id=finding.case_id,
            finding_id=finding.id,
            field=0,
            state=state,
            origin="handler",
            made_at=NOW,
        )
    )
    session.flush()


def test_items_are_counted_by_what_is_to_be_done_with_them(found):
    session, case, first, second = found
    one, two, _three = first.findings
    one.review, two.review = Review.INCLUDE, Review.LEAVE_OUT
    mark(session, one, MarkState.SUGGESTED)
    mark(session, one, MarkState.SUGGESTED)
    mark(session, two, MarkState.ACCEPTED)
    counts = leafing.count(session, case)
    assert counts == {
        first.id: Counts(found=3, undecided=1, suggested=1, included=1, left_out=1),
        second.id: Counts(found=2, undecided=2),
    }
    assert [counts[first.id].of(show) for show in Show] == [3, 1, 1, 1, 1]


def test_a_page_holds_what_was_chosen_to_be_shown(found):
    session, _case, first, _second = found
    one, two, three = first.findings
    one.review, two.review = Review.INCLUDE, Review.LEAVE_OUT
    mark(session, three, MarkState.SUGGESTED)
    shown = {show: [f.id for f in leafing.list_items(session, first, show)[0]] for show in Show}
    assert shown == {
        Show.ALL: [one.id, two.id, three.id],
        Show.UNDECIDED: [three.id],
        Show.SUGGESTED: [three.id],
        Show.INCLUDED: [one.id],
        Show.LEFT_OUT: [two.id],
    }


def test_a_long_list_goes_on_on_the_next_page(found):
    session, _case, first, _second = found
    start, after = leafing.list_items(session, first, size=2)
    rest, end = leafing.list_items(session, first, after=after, size=2)
    assert [each.id for each in (*start, *rest)] == [each.id for each in first.findings]
    assert end is None


def test_an_item_knows_its_neighbours_in_the_sources_of_its_own_case(found):
    session, case, first, second = found
    one, two, three = first.findings
    four, five = second.findings
    two.review = Review.INCLUDE
    three.review = Review.LEAVE_OUT
    session.flush()
    places = [leafing.place_of(session, case, each) for each in (one, three, five)]
    assert places == [
        Place(1, 5, 3, None, two.id, four.id),
        Place(3, 5, 3, two.id, four.id, four.id),
        Place(5, 5, 3, four.id, None, one.id),
    ]
    assert leafing.first_waiting(session, case) == one.id


def test_when_all_is_decided_no_item_waits(found):
    session, case, first, second = found
    for each in (*first.findings, *second.findings):
        each.review = Review.INCLUDE
    session.flush()
    assert leafing.first_waiting(session, case) is None
    assert leafing.place_of(session, case, first.findings[0]).waiting is None
