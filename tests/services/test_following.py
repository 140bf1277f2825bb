"""What one source tells of a person is looked up in the others, once, and never a namesake's."""

import csv
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from portal.law.lifecycle import Action
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Case
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.organisation import SourceSystem
from portal.queueing import Job
from portal.services import collection, following, searching
from portal.sources.places import Places
from tests.services import stories
from tests.services.vaults import vault_in
from tests.sources.systems import table, text

STAFF = Actor.portal("juridisch-loket")
COLUMNS = ("full_name", "born", "email", "number", "note", "amount", "kind", "paid")
BY_NAME = {"email": "email", "client_number": "number", "name+birth_date": "full_name+born"}
BY_NUMBER = {"email": "email", "client_number": "number"}
HERE = replace(
    stories.organisation(),
    sources=tuple(
        SourceSystem(id_, text(id_), connector, location, (table(match=match),))
        for id_, connector, location, match in (
            ("people", "sqlite", "people.sqlite", BY_NAME),
            ("letters", "csv", "letters", BY_NUMBER),
            ("website", "csv", "website", {"email": "email"}),
        )
    ),
)
ANNA = ("Anna van den Berg", "1980-02-03", "anna@werk.example", "K-100", "in people", "", "", "")
LETTER = ("", "", "", "K-100", "in letters", "", "", "")
FORM = ("", "", "anna@werk.example", "", "on the website", "", "", "")
OTHERS = ("Piet de Vries", "1975-12-31", "piet@post.example", "K-200", "of Piet", "", "", "")


@pytest.fixture
def sources(tmp_path):
    """People in a database, letters by number only, forms of a website by address only."""
    folder = tmp_path / "sources" / HERE.slug
    folder.mkdir(parents=True)
    people(folder, ANNA, OTHERS)
    for place, row in (("letters", LETTER), ("website", FORM)):
        (folder / place).mkdir()
        with (folder / place / "contacts.csv").open("w", newline="") as file:
            csv.writer(file).writerows([COLUMNS, row, OTHERS])
    return folder.parent


def people(folder, *rows):
    with closing(sqlite3.connect(folder / "people.sqlite")) as connection, connection:
        connection.execute("DROP TABLE IF EXISTS contacts")
        connection.execute(f"CREATE TABLE contacts ({', '.join(COLUMNS)})")
        connection.executemany(f"INSERT INTO contacts VALUES ({','.join('?' * 8)})", rows)


@pytest.fixture
def case_id(database):
    """A request of Anna, who gives a new address and no number."""
    with database.transaction() as session:
        case = stories.ask(session, email="anna@nieuw.example")
        case.given_name, case.family_name = "Anna", "van den Berg"
        case.birth_date = date(1980, 2, 3)
        case.advance(Action.TAKE, STAFF, stories.NOW)
        collection.start(session, HERE, case, actor=STAFF, now=stories.NOW)
        return case.id


def work(database, queue, sources, order=lambda waiting: waiting):
    """Do the searches in the queue until there are none; gives which sources, in order."""
    done = []
    while waiting := queue.of(Job.SEARCH_SOURCE):
        search_id = order(waiting)[0]
        queue.jobs.remove((Job.SEARCH_SOURCE, search_id))
        searching.run_search(
            database,
            {HERE.slug: HERE},
            Places(sources),
            vault_in(sources),
            search_id,
            now=stories.NOW,
        )
        with database.transaction(write=False) as session:
            done.append(session.get_one(SourceSearch, search_id).source)
    return done


def notes(database, **those):
    with database.transaction(write=False) as session:
        found = session.scalars(select(Finding).filter_by(**those).order_by(Finding.id)).all()
        return [field[2] for each in found for field in each.fields if field[0] == "Aantekening"]


@pytest.mark.parametrize("order", [lambda waiting: waiting, lambda waiting: waiting[::-1]])
def test_whoever_is_found_by_name_is_found_in_every_system(
    database, queue, sources, case_id, order
):
    done = work(database, queue, sources, order)
    assert sorted(notes(database)) == ["in letters", "in people", "on the website"]
    assert done.count("people") == 1
    assert max(done.count("letters"), done.count("website")) <= 2, "one step, and no further"


def test_the_history_names_by_what_was_searched_and_no_values(database, queue, sources, case_id):
    work(database, queue, sources, lambda waiting: waiting[::-1])
    with database.transaction(write=False) as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.case_id == case_id)).all()
        again = [each.detail for each in events if each.action == "source_searched_again"]
        ended = [each.detail for each in events if each.action == "source_searched"]
    assert {each["source"]: each["identifiers"] for each in again} == {
        "letters": ["client_number", "email"],
        "website": ["email"],
    }
    assert "known_client_number" in ended[-1]["searched_with"] + ended[-2]["searched_with"]
    assert "K-100" not in str(again + ended)
    assert "anna@werk" not in str(again + ended)


def test_a_namesake_leads_nowhere(database, queue, sources, case_id):
    namesake = ("Anna van den Berg", "1980-02-03", "anna@x.example", "K-777", "other", "", "", "")
    people(sources / HERE.slug, ANNA, namesake)
    work(database, queue, sources)
    assert sorted(notes(database)) == ["in people", "other"]


def test_what_staff_judged_stays_judged_when_a_source_is_searched_again(
    database, queue, sources, case_id
):
    seen = ("", "", "anna@nieuw.example", "", "seen before", "", "", "")
    with (sources / HERE.slug / "letters" / "contacts.csv").open("a", newline="") as file:
        csv.writer(file).writerow(seen)
    first, second, _third = queue.of(Job.SEARCH_SOURCE)
    queue.jobs.remove((Job.SEARCH_SOURCE, first))
    work(database, queue, sources)
    with database.transaction() as session:
        finding = session.scalars(select(Finding).filter_by(search_id=second)).one()
        finding.review, finding.reason = Review.LEAVE_OUT, "judged"
        kept = finding.id
    with database.transaction() as session:
        session.info["queue"].enqueue(session, Job.SEARCH_SOURCE, first)
    work(database, queue, sources)
    assert notes(database, search_id=second) == ["seen before", "in letters"]
    with database.transaction(write=False) as session:
        assert session.get_one(Finding, kept).reason == "judged"
        assert session.get_one(SourceSearch, second).found == 2


def test_a_source_that_failed_waits_for_its_own_next_try(database, queue, sources, case_id):
    (sources / HERE.slug / "letters" / "contacts.csv").unlink()
    _first, second, _third = queue.of(Job.SEARCH_SOURCE)
    queue.jobs.remove((Job.SEARCH_SOURCE, second))
    with pytest.raises(searching.SearchFailed):
        searching.run_search(
            database, {HERE.slug: HERE}, Places(sources), vault_in(sources), second, now=stories.NOW
        )
    assert "letters" not in work(database, queue, sources)
    with database.transaction(write=False) as session:
        assert session.get_one(SourceSearch, second).result is SearchResult.FAILED


def test_no_more_than_a_few_are_looked_up(database, case_id):
    with database.transaction() as session:
        for search in session.scalars(select(SourceSearch)):
            search.told = [["email", f"{search.source}@{n}.example"] for n in range(9)]
    with database.transaction(write=False) as session:
        assert len(following.told_in(session, case_id)) == following.MOST


def test_what_a_source_told_of_somebody_else_too_changes_no_data(database, case_id):
    told = [["client_number", "K-2041"]]
    with database.transaction() as session:
        search = SourceSearch(case_id=case_id, source="x", asked_at=stories.NOW, told=told)
        search.result = SearchResult.HELD
        session.add(search)
        session.flush()
        known = ("client_number", "K-2041")
        assert following.told_in(session, case_id, surely=True) == (known,)
        other = Finding(
            case_id=case_id, search_id=search.id, activity="a", category_nl="", category_en=""
        )
        other.fields, other.review, other.ground = [], Review.LEAVE_OUT, "not_about_person"
        session.add(other)
        session.flush()
        assert following.told_in(session, case_id, surely=True) == ()
        assert following.told_in(session, case_id) == (known,)


def test_nothing_is_searched_again_for_a_request_that_moved_on(database, queue, sources, case_id):
    first, *_ = queue.of(Job.SEARCH_SOURCE)
    queue.jobs.clear()
    with database.transaction() as session:
        case = session.get_one(Case, case_id)
        case.advance(Action.WITHDRAW, Actor.citizen(HERE.slug), stories.NOW)
    searching.run_search(
        database, {HERE.slug: HERE}, Places(sources), vault_in(sources), first, now=stories.NOW
    )
    assert queue.of(Job.SEARCH_SOURCE) == []


def test_what_another_source_tells_while_a_search_runs_is_not_missed(
    database, queue, sources, case_id, monkeypatch
):
    first, second, _third = queue.of(Job.SEARCH_SOURCE)
    search = searching.CONNECTORS["csv"].search

    class Meanwhile:
        def search(self, *given):
            monkeypatch.undo()
            searching.run_search(
                database,
                {HERE.slug: HERE},
                Places(sources),
                vault_in(sources),
                first,
                now=stories.NOW,
            )
            return search(*given)

    queue.jobs.remove((Job.SEARCH_SOURCE, first))
    queue.jobs.remove((Job.SEARCH_SOURCE, second))
    monkeypatch.setitem(searching.CONNECTORS, "csv", Meanwhile())
    searching.run_search(
        database, {HERE.slug: HERE}, Places(sources), vault_in(sources), second, now=stories.NOW
    )
    work(database, queue, sources)
    assert sorted(notes(database)) == ["in letters", "in people", "on the website"]
