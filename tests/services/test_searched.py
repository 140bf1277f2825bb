"""What the report tells of each system: never 'nothing' where somebody may hold something."""

import pytest

from portal.language.words import Words
from portal.letters.report import SourceResult
from portal.models.finding import Review, SearchResult, SourceSearch
from portal.services.exhibits import HANDED_IN
from portal.services.searched import source_name, sources_of, told_by_search
from tests.services import stories

HERE, NL = stories.organisation(), Words("nl")


def search(result: SearchResult, source: str = "", reason: str = "") -> SourceSearch:
    return SourceSearch(id=1, source=source or HERE.sources[0].id, result=result, reason=reason)


def told(found: SourceSearch, count: int = 0, viewed=()):
    (source,) = sources_of(HERE, NL, [found], {1: count}, viewed)
    return source


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (SearchResult.SUSPENDED, SourceResult.FAILED),
        (SearchResult.FAILED, SourceResult.FAILED),
        (SearchResult.PENDING, SourceResult.FAILED),
        (SearchResult.CANNOT_SEARCH, SourceResult.CANNOT_SEARCH),
    ],
)
def test_a_system_that_was_not_searched_says_why(result, expected):
    source = told(search(result, reason="suspended: onderhoud tot maandag"))
    assert source.result is expected
    assert source.reason
    assert "onderhoud" not in source.reason  # that is for staff


def test_data_that_can_be_seen_are_held():
    source = told(search(SearchResult.HELD), viewed={1})
    assert (source.result, source.count) == (SourceResult.HELD, 0)
    assert told(search(SearchResult.HELD)).result is SourceResult.NOTHING_HELD


def test_records_given_and_records_named_are_counted_and_a_namesakes_are_not(sqlite_database):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        found = stories.find(session, case, [[["Vraag", "Question", str(n)]] for n in range(5)])
        grounds = ("others_rights", "not_about_person")
        for finding, ground in zip(found.findings, grounds, strict=False):
            finding.review, finding.ground = Review.LEAVE_OUT, ground
        found.findings[2].review = Review.UNDECIDED
        session.flush()
        assert told_by_search(session, case) == {found.id: 3}
    source = told(search(SearchResult.HELD), 3)
    assert (source.result, source.count) == (SourceResult.HELD, 3)


def test_documents_that_staff_handed_in_have_a_source_with_a_name():
    assert source_name(HERE, HANDED_IN, NL) == "Documenten die onze medewerkers opzochten"
    assert source_name(HERE, HERE.sources[0].id, NL) == HERE.sources[0].name.nl
    assert source_name(HERE, "gone", NL) == "gone"
