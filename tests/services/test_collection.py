"""Asking each source system, one job a source; on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.law.lifecycle import Action, ActionRefused
from portal.models.audit import Actor, AuditEvent
from portal.models.finding import SearchResult, SourceSearch
from portal.queueing import Job
from portal.services import collection
from tests.services import stories

STAFF = Actor.portal("juridisch-loket")
HERE = stories.organisation()


def taken(session, **more):
    case = stories.ask(session, **more)
    case.advance(Action.TAKE, STAFF, stories.NOW)
    return case


def start(session, case):
    return collection.start(session, HERE, case, actor=STAFF, now=stories.NOW)


def test_it_asks_every_source_with_a_job_each(database, queue):
    with database.transaction() as session:
        searches = start(session, taken(session))
        assert [search.source for search in searches] == [system.id for system in HERE.sources]
        assert {search.result for search in searches} == {SearchResult.PENDING}
        ids = [search.id for search in searches]
    assert queue.of(Job.SEARCH_SOURCE) == ids


def test_it_asks_only_the_sources_of_the_activities_that_were_chosen(sqlite_database):
    answers = {"scope": "some", "activities": ["complaints", "phone_recordings"]}
    with sqlite_database.transaction() as session:
        searches = start(session, taken(session, answers=answers))
        assert {search.source for search in searches} == {"complaints", "phone_recordings"}


def test_activities_that_are_not_in_the_register_do_not_shrink_the_search(sqlite_database):
    answers = {"scope": "some", "activities": ["complaints", "gone_from_the_register"]}
    with sqlite_database.transaction() as session:
        assert len(start(session, taken(session, answers=answers))) == len(HERE.sources)


def test_asking_twice_asks_nothing_twice(database, queue):
    with database.transaction() as session:
        case = taken(session)
        first = [search.id for search in start(session, case)]
        second = [search.id for search in start(session, case)]
    assert first == second
    assert len(queue.of(Job.SEARCH_SOURCE)) == len(first)


def test_a_source_added_later_is_asked_when_it_is_asked_again(sqlite_database, queue):
    with sqlite_database.transaction() as session:
        case = taken(session)
        smaller = replace(HERE, sources=HERE.sources[:1])
        collection.start(session, smaller, case, actor=STAFF, now=stories.NOW)
        assert len(start(session, case)) == len(HERE.sources)
    assert len(queue.of(Job.SEARCH_SOURCE)) == len(HERE.sources)


def test_a_case_that_nobody_has_taken_is_not_searched(sqlite_database, queue):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        with pytest.raises(ActionRefused):
            start(session, case)
        assert not session.scalars(select(SourceSearch)).all()
    assert queue.of(Job.SEARCH_SOURCE) == []


def test_the_history_says_which_sources_and_nothing_of_the_person(sqlite_database):
    with sqlite_database.transaction() as session:
        start(session, taken(session))
        session.flush()
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "search")).one()
        assert event.detail["sources"] == [system.id for system in HERE.sources]
        assert "Sanne" not in str(event.detail)


@pytest.mark.parametrize(
    ("result", "finished", "may"),
    [
        (SearchResult.FAILED, True, True),
        (SearchResult.NOTHING_HELD, True, True),
        (SearchResult.CANNOT_SEARCH, True, True),
        (SearchResult.HELD, True, False),
        (SearchResult.PENDING, False, False),
        (SearchResult.FAILED, False, False),
    ],
)
def test_a_search_that_ended_without_data_may_be_done_again(
    sqlite_database, queue, result, finished, may
):
    with sqlite_database.transaction() as session:
        search = start(session, taken(session))[0]
        search.result, search.attempts, search.reason = result, 8, "missing"
        search.finished_at = stories.NOW if finished else None
        assert collection.may_retry(search) is may
        if may:
            collection.retry(session, search, actor=STAFF, now=stories.NOW)
            assert (search.result, search.attempts, search.reason) == ("pending", 0, "")
            assert search.finished_at is None
        else:
            with pytest.raises(collection.SearchUnderWay):
                collection.retry(session, search, actor=STAFF, now=stories.NOW)
        search_id = search.id
    assert queue.of(Job.SEARCH_SOURCE).count(search_id) == (2 if may else 1)


def test_a_case_that_moved_on_is_not_searched_again(sqlite_database):
    with sqlite_database.transaction() as session:
        case = taken(session)
        search = start(session, case)[0]
        search.result, search.finished_at = SearchResult.FAILED, stories.NOW
        case.advance(Action.WITHDRAW, STAFF, stories.NOW)
        with pytest.raises(ActionRefused):
            collection.retry(session, search, actor=STAFF, now=stories.NOW)
