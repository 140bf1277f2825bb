"""The job that searches a source finds its system, its folder and its moment in the context."""

from types import SimpleNamespace

from portal.jobs.search import search_source
from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.finding import SearchResult, SourceSearch
from portal.queueing import Job
from portal.services import collection
from portal.sources.places import Places
from tests.services import stories
from tests.services.vaults import vault_in


def test_it_searches_with_what_the_worker_has(sqlite_database, queue, tmp_path):
    here, actor = stories.organisation(), Actor.portal("juridisch-loket")
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        case.advance(Action.TAKE, actor, stories.NOW)
        collection.start(session, here, case, actor=actor, now=stories.NOW)
    recordings = tmp_path / "sources" / here.slug / "telephone" / "recordings.csv"
    recordings.parent.mkdir(parents=True)
    recordings.write_text("caller_number\n")
    portal = SimpleNamespace(
        database=sqlite_database,
        organisations={here.slug: here},
        places=Places(tmp_path / "sources"),
        vault=vault_in(tmp_path),
    )
    context = SimpleNamespace(portal=portal, now=lambda: stories.NOW)
    with sqlite_database.transaction(write=False) as session:
        names = {
            key: session.get_one(SourceSearch, key).source for key in queue.of(Job.SEARCH_SOURCE)
        }
    search_id = next(key for key, name in names.items() if name == "phone_recordings")
    search_source(context, search_id)
    with sqlite_database.transaction(write=False) as session:
        search = session.get_one(SourceSearch, search_id)
        assert search.result is SearchResult.CANNOT_SEARCH  # no telephone number is known
        assert search.finished_at == stories.NOW
