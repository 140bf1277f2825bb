"""The job that searches a source asks when the source is a person: once, and never in vain."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from portal.law.lifecycle import Action
from portal.models.expert import ExpertTask, TaskState
from portal.models.finding import SearchResult, SourceSearch
from portal.queueing import Job
from portal.services import asking, collection, following, searching
from portal.sources.places import Places
from tests.services import experts, stories
from tests.services.experts import STAFF
from tests.services.stories import NOW
from tests.services.vaults import vault_in

LATER = NOW + timedelta(days=6)
HERE = experts.organisation()


def run(database, tmp_path, search_id, now=NOW):
    """Do the job that searches a source."""
    places = Places(tmp_path / "sources")
    vault = vault_in(tmp_path)
    searching.run_search(database, {HERE.slug: HERE}, places, vault, search_id, now=now)


def test_the_job_that_searches_asks_a_person_once(database, tmp_path):
    with database.transaction() as session:
        case = stories.ask(session)
        case.advance(Action.TAKE, STAFF, NOW)
        searches = collection.start(session, HERE, case, actor=STAFF, now=NOW)
        search_id = next(each.id for each in searches if each.source == "cellar")
    for _ in range(2):
        run(database, tmp_path, search_id)
    with database.transaction() as session:
        (task,) = session.scalars(select(ExpertTask)).all()
        assert (task.search_id, task.state) == (search_id, TaskState.OPEN)
        assert experts.kinds(session) == ["expert_task"]
        asking.withdraw(session, task, actor=STAFF, now=LATER)
        collection.retry(session, experts.search_of(session, task), actor=STAFF, now=LATER)
    run(database, tmp_path, search_id, LATER)
    with database.transaction() as session:
        assert [
            each.state for each in session.scalars(select(ExpertTask).order_by(ExpertTask.id))
        ] == [
            TaskState.WITHDRAWN,
            TaskState.OPEN,
        ]


def test_nobody_is_asked_for_a_request_that_ended(sqlite_database, tmp_path):
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.advance(Action.TAKE, STAFF, NOW)
        searches = collection.start(session, HERE, case, actor=STAFF, now=NOW)
        search_id = next(each.id for each in searches if each.source == "cellar")
        case.advance(Action.WITHDRAW, STAFF, NOW)
    run(sqlite_database, tmp_path, search_id)
    with sqlite_database.transaction() as session:
        assert session.scalars(select(ExpertTask)).all() == []


def test_what_a_system_tells_later_asks_nobody_twice(sqlite_database, queue):
    table = replace(experts.PAPER, match=(("client_number", "number"), ("name", "name")))
    here = experts.organisation(replace(experts.CELLAR, tables=(table,)))
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        search = experts.search_of(session, task)
        search.result, search.finished_at = SearchResult.NOTHING_HELD, NOW
        other = SourceSearch(case_id=task.case_id, source="client_contact", asked_at=NOW)
        session.add(other)
        session.flush()
        told = (("client_number", "K-77"),)
        following.follow(session, other, told, (), {here.slug: here}, LATER)
        assert search.finished_at == NOW
    assert queue.of(Job.SEARCH_SOURCE) == []
