"""The job that searches one source: stored once, tried again, never in the way of another."""

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from portal.demo.systems import write_systems
from portal.language.words import local_date
from portal.law.lifecycle import Action
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case
from portal.models.finding import SearchResult, SourceSearch
from portal.organisations.organisation import PERSON
from portal.services import searching
from portal.services.ending import read_reason
from portal.services.searching import TRIES, SearchFailed
from tests.services import stories
from tests.services.searches import HERE, SOMEBODY, begin, read, run


@pytest.fixture(scope="module")
def all_sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    write_systems(HERE, folder / HERE.slug, today=local_date(stories.NOW))
    return folder


@pytest.fixture
def sources(all_sources, tmp_path):
    return shutil.copytree(all_sources, tmp_path / "sources")


@pytest.fixture
def searches(database):
    """A case of somebody the demo's systems hold data on, with a search in each of them."""
    return begin(database)


def test_what_is_found_is_stored_in_human_words(database, sources, searches):
    run(database, sources, searches["client_contact"])
    search, findings = read(database, searches["client_contact"])
    assert (search.result, search.finished_at) == (SearchResult.HELD, stories.NOW)
    assert search.found == len(findings) > 1
    assert "email" in search.searched_with
    first = findings[0]
    assert (first.category_nl, first.activity) == ("Uw gegevens als klant", "advice")
    assert ["Naam", "Name", SOMEBODY.name, "text", ""] in [field[:5] for field in first.fields]
    assert {finding.names_third_person for finding in findings} == {True, False}


def ways_of(findings):
    return {way for finding in findings for way in finding.matched_by.split(",")}


def test_each_item_keeps_how_it_was_found(database, sources, searches):
    run(database, sources, searches["client_contact"])
    _, findings = read(database, searches["client_contact"])
    known = {"phone", "name+birth_date", "known_client_number"}
    assert {"email"} < ways_of(findings) <= {"email"} | known


def test_an_address_nobody_knows_finds_by_the_name_and_says_so(database, sources):
    found = begin(database, email="vreemde@elders.example", phone="")
    run(database, sources, found["client_contact"])
    _, findings = read(database, found["client_contact"])
    assert ways_of(findings) == {"name+birth_date", "known_email", "known_client_number"}


def test_a_job_that_runs_twice_stores_nothing_twice(database, sources, searches):
    search_id = searches["client_contact"]
    run(database, sources, search_id)
    _, before = read(database, search_id)
    run(database, sources, search_id)
    _, after = read(database, search_id)
    assert [each.id for each in before] == [each.id for each in after]


def test_two_workers_at_once_store_nothing_twice(database, sources, searches, monkeypatch):
    """Both search; only one of them may store."""
    search_id, both_searched = searches["client_contact"], threading.Barrier(2, timeout=20)
    search = searching.CONNECTORS["sqlite"].search

    class Slow:
        id = "sqlite"

        def search(self, *given):
            outcome = search(*given)
            both_searched.wait()
            return outcome

    monkeypatch.setitem(searching.CONNECTORS, "sqlite", Slow())
    failed = []

    def work():
        try:
            run(database, sources, search_id)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    stored, findings = read(database, search_id)
    assert stored.found == len(findings)
    with database.transaction(write=False) as session:
        told = select(AuditEvent).where(AuditEvent.action == "source_searched")
        assert len(session.scalars(told).all()) == 1


def test_no_transaction_is_open_while_a_source_is_searched(
    database, sources, searches, monkeypatch
):
    opened = []
    event.listen(database.engine, "begin", lambda _connection: opened.append(1))
    event.listen(database.engine, "commit", lambda _connection: opened.pop())
    during = []
    search = searching.CONNECTORS["sqlite"].search

    class Watched:
        def search(self, *given):
            during.append(len(opened))
            return search(*given)

    monkeypatch.setitem(searching.CONNECTORS, "sqlite", Watched())
    run(database, sources, searches["client_contact"])
    assert during == [0, 0]  # the second with the number that the first told


def test_a_source_that_fails_keeps_no_other_waiting(database, sources, searches):
    (sources / HERE.slug / "complaints.sqlite").unlink()
    with pytest.raises(SearchFailed):
        run(database, sources, searches["complaints"])
    for source, search_id in searches.items():
        if source != "complaints":
            run(database, sources, search_id)
    results = {source: read(database, key)[0].result for source, key in searches.items()}
    assert results.pop("complaints") is SearchResult.FAILED
    asked = {system.id for system in HERE.sources if system.connector == PERSON}
    assert {results[source] for source in asked} <= {SearchResult.PENDING}
    assert {results[source] for source in results.keys() - asked} == {SearchResult.HELD}


def test_a_failure_that_may_pass_is_tried_again_with_growing_pauses(database, sources, searches):
    search_id = searches["complaints"]
    (sources / HERE.slug / "complaints.sqlite").unlink()
    pauses = []
    for _ in range(TRIES - 1):
        with pytest.raises(SearchFailed):
            run(database, sources, search_id)
        search, _ = read(database, search_id)
        assert search.finished_at is None
        pauses.append(search.next_try_at - stories.NOW)
    assert pauses == [timedelta(seconds=2 * 2**n) for n in range(TRIES - 1)]
    run(database, sources, search_id)
    search, _ = read(database, search_id)
    assert (search.result, search.attempts) == (SearchResult.FAILED, TRIES)
    assert search.next_try_at is None
    assert search.finished_at == stories.NOW
    assert read_reason(search.reason) == ("missing", "complaints.sqlite")


def test_a_source_that_comes_back_is_searched_after_all(database, sources, searches):
    path = sources / HERE.slug / "complaints.sqlite"
    path.rename(path.with_suffix(".away"))
    with pytest.raises(SearchFailed):
        run(database, sources, searches["complaints"])
    path.with_suffix(".away").rename(path)
    run(database, sources, searches["complaints"])
    search, _ = read(database, searches["complaints"])
    assert (search.result, search.attempts, search.reason) == (SearchResult.HELD, 2, "")


def test_a_failure_that_needs_repair_is_not_tried_again(database, sources, searches):
    (sources / HERE.slug / "complaints.sqlite").write_bytes(b"broken" * 1000)
    run(database, sources, searches["complaints"])
    search, _ = read(database, searches["complaints"])
    assert (search.result, search.attempts) == (SearchResult.FAILED, 1)
    assert read_reason(search.reason)[0] == "damaged"


def test_what_could_not_be_looked_at_is_told_beside_what_was_found(database, sources):
    searches = begin(database, birth_date=None, address="")
    run(database, sources, searches["client_contact"])
    search, _ = read(database, searches["client_contact"])
    assert search.result is SearchResult.HELD
    assert read_reason(search.reason) == ("some_tables", "third_parties")


def test_broken_lines_are_told(database, sources, searches):
    with (sources / HERE.slug / "telephone" / "recordings.csv").open("a") as file:
        file.write("half a line\n")
    run(database, sources, searches["phone_recordings"])
    search, _ = read(database, searches["phone_recordings"])
    assert read_reason(search.reason) == ("broken_rows", "1")


def test_a_source_that_cannot_be_searched_with_this_is_told(database, sources):
    searches = begin(database, phone="")
    run(database, sources, searches["phone_recordings"])
    search, findings = read(database, searches["phone_recordings"])
    assert search.result is SearchResult.CANNOT_SEARCH
    assert not findings


@pytest.mark.parametrize("before", ["search", "store"])
def test_nothing_comes_in_after_the_request_was_withdrawn(
    database, sources, searches, monkeypatch, before
):
    withdrawn = []

    def withdraw():
        withdrawn.append(True)
        with database.transaction() as session:
            case = session.scalars(select(Case)).one()
            case.advance(Action.WITHDRAW, Actor.citizen(HERE.slug), stories.NOW)

    search = searching.CONNECTORS["sqlite"].search

    class Meanwhile:
        def search(self, *given):
            if not withdrawn:
                withdraw()
            return search(*given)

    if before == "search":
        withdraw()
    else:
        monkeypatch.setitem(searching.CONNECTORS, "sqlite", Meanwhile())
    run(database, sources, searches["client_contact"])
    stored, findings = read(database, searches["client_contact"])
    assert not findings
    assert (stored.result, stored.reason) == (SearchResult.FAILED, "moved_on")


def test_a_source_that_left_the_profile_ends_as_failed(database, sources, searches):
    with database.transaction() as session:
        session.get_one(SourceSearch, searches["complaints"]).source = "gone"
    run(database, sources, searches["complaints"])
    search, _ = read(database, searches["complaints"])
    assert (search.result, search.reason) == (SearchResult.FAILED, "not_known")


def test_a_search_that_is_gone_is_nothing_to_do(database, sources):
    run(database, sources, 999)


def test_hostile_values_are_stored_and_the_rest_too(database, sources, searches):
    path = sources / HERE.slug / "complaints.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE complaints SET complaint_text = ? WHERE email = ?",
            ("\x00<script>{{7*7}}\x00", SOMEBODY.email),
        )
    run(database, sources, searches["complaints"])
    search, findings = read(database, searches["complaints"])
    assert search.result is SearchResult.HELD
    assert "<script>" in str(findings[0].fields)
    assert "\x00" not in str(findings[0].fields)


def test_the_history_tells_that_it_ended_and_how(database, sources, searches):
    run(database, sources, searches["complaints"])
    told = select(AuditEvent).where(AuditEvent.action == "source_searched")
    with database.transaction(write=False) as session:
        event_ = session.scalars(told).one()
    assert (event_.detail["source"], event_.detail["result"]) == ("complaints", "held")
    assert SOMEBODY.family_name not in str(event_.detail)
