"""A source that is not searched for now: requests go on without it, and get its data later."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.law.lifecycle import Action
from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.case import Case
from portal.models.finding import SearchResult, SourceSearch
from portal.models.staff import Staff
from portal.queueing import Job
from portal.services import collection, searching, suspending
from portal.services.ending import read_reason
from portal.services.suspending import NotPossible
from portal.sources.places import Places
from tests.services import stories
from tests.services.vaults import vault_in

HERE = stories.organisation()
THERE = stories.organisation("cjib")
PORTAL = Actor.portal(HERE.slug)
SOURCE, OTHER = "client_contact", "complaints"
REASON = "Het systeem verhuist."
LATER = stories.NOW + timedelta(hours=1)


def suspend(session, organisation=HERE, source=SOURCE, reason=REASON, actor=PORTAL):
    return suspending.suspend(session, organisation, source, reason, actor=actor, now=stories.NOW)


def resume(session, source=SOURCE):
    return suspending.resume(session, HERE, source, actor=PORTAL, now=LATER)


def begin(session, key="key"):
    """A case whose sources are asked; gives the key of its search in each."""
    case = stories.ask(session, key=key)
    case.advance(Action.TAKE, PORTAL, stories.NOW)
    found = collection.start(session, HERE, case, actor=PORTAL, now=stories.NOW)
    return {search.source: search.id for search in found}


def run(database, folder, search_id):
    searching.run_search(
        database, {HERE.slug: HERE}, Places(folder / "sources"), vault_in(folder / "sources"),
        search_id, now=stories.NOW,
    )  # fmt: skip


def read(database, search_id):
    with database.transaction(write=False) as session:
        return session.get_one(SourceSearch, search_id)


def test_its_search_ends_at_once_and_says_why(database, tmp_path):
    with database.transaction() as session:
        searches = begin(session)
        suspend(session)
    run(database, tmp_path, searches[SOURCE])
    search = read(database, searches[SOURCE])
    assert (search.result, search.finished_at) == (SearchResult.SUSPENDED, stories.NOW)
    assert read_reason(search.reason) == ("suspended", REASON)
    assert (search.attempts, search.next_try_at) == (0, None)
    with pytest.raises(searching.SearchFailed):  # others are searched; here the file is away
        run(database, tmp_path, searches[OTHER])


def test_a_search_that_waits_for_its_next_try_ends_there(database, tmp_path):
    with database.transaction() as session:
        searches = begin(session)
    with pytest.raises(searching.SearchFailed):
        run(database, tmp_path, searches[SOURCE])
    with database.transaction() as session:
        suspend(session)
    run(database, tmp_path, searches[SOURCE])
    assert read(database, searches[SOURCE]).result is SearchResult.SUSPENDED


def test_on_again_every_request_that_collects_is_searched_after_all(database, queue, tmp_path):
    with database.transaction() as session:
        suspend(session)
        cases = [begin(session, key) for key in ("one", "two", "withdrawn")]
    for searches in cases:
        run(database, tmp_path, searches[SOURCE])
    with database.transaction() as session:
        gone = session.get_one(SourceSearch, cases[2][SOURCE]).case_id
        session.get_one(Case, gone).advance(Action.WITHDRAW, PORTAL, stories.NOW)
    before = len(queue.of(Job.SEARCH_SOURCE))
    with database.transaction() as session:
        assert resume(session) == 2
    again = queue.of(Job.SEARCH_SOURCE)[before:]
    assert again == [cases[0][SOURCE], cases[1][SOURCE]]
    search = read(database, again[0])
    assert (search.result, search.reason, search.finished_at) == (SearchResult.PENDING, "", None)
    assert search.asked_at == LATER
    assert read(database, cases[2][SOURCE]).result is SearchResult.SUSPENDED


def test_what_another_source_or_organisation_waits_for_is_left(sqlite_database, queue, tmp_path):
    with sqlite_database.transaction() as session:
        suspend(session)
        suspend(session, source=OTHER)
        suspend(session, THERE, THERE.sources[0].id)
        searches = begin(session)
    for source in (SOURCE, OTHER):
        run(sqlite_database, tmp_path, searches[source])
    with sqlite_database.transaction() as session:
        assert resume(session) == 1
        assert set(suspending.suspended_of(session, HERE.slug)) == {OTHER}
        assert set(suspending.suspended_of(session, THERE.slug)) == {THERE.sources[0].id}


def test_what_was_found_before_stays_found(sqlite_database, tmp_path):
    with sqlite_database.transaction() as session:
        searches = begin(session)
        search = session.get_one(SourceSearch, searches[SOURCE])
        search.found = 3
        suspend(session)
    run(sqlite_database, tmp_path, searches[SOURCE])
    assert read(sqlite_database, searches[SOURCE]).found == 3


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * (suspending.REASON + 1)])
def test_without_a_usable_reason_nothing_is_suspended(sqlite_database, reason):
    with sqlite_database.transaction() as session:
        with pytest.raises(NotPossible):
            suspend(session, reason=reason)
        assert not suspending.suspended_of(session, HERE.slug)


def test_it_is_suspended_once_and_resumed_once(sqlite_database):
    with sqlite_database.transaction() as session:
        suspend(session)
        with pytest.raises(NotPossible):
            suspend(session)
        assert resume(session) == 0
        with pytest.raises(NotPossible):
            resume(session)
        assert suspending.is_suspended(session, HERE.slug, SOURCE) is None


def test_a_source_that_is_in_no_profile_cannot_be_suspended(sqlite_database):
    with sqlite_database.transaction() as session, pytest.raises(KeyError):
        suspend(session, source="nothing")


def test_one_that_left_the_profile_can_still_be_resumed(sqlite_database):
    with sqlite_database.transaction() as session:
        suspend(session).source = "left"
        session.flush()
        assert resume(session, "left") == 0


def test_the_history_has_facts_and_not_the_reason(sqlite_database, tmp_path):
    with sqlite_database.transaction() as session:
        suspend(session)
        searches = begin(session)
    run(sqlite_database, tmp_path, searches[SOURCE])
    with sqlite_database.transaction() as session:
        resume(session)
        told = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        details = {event.action: event.detail for event in told}
        assert details["source_suspended"] == {"source": SOURCE}
        assert details["source_searched"]["result"] == "suspended"
        assert details["search_resumed"] == {"source": SOURCE}
        assert details["source_resumed"] == {"source": SOURCE, "searches": 1}
        assert REASON not in str(details)


def test_each_source_tells_how_it_does(database, tmp_path):
    with database.transaction() as session:
        member = Staff(organisation=HERE.slug, email="c@x.example", name="Co", password_hash="",
                       role=Role.COORDINATOR, created_at=stories.NOW)  # fmt: skip
        session.add(member)
        session.flush()
        suspend(session, actor=member.actor())
        first, second = begin(session, "one"), begin(session, "two")
        for number, key in enumerate((first[OTHER], second[OTHER])):
            search = session.get_one(SourceSearch, key)
            search.result = (SearchResult.FAILED, SearchResult.HELD)[number]
            search.finished_at = stories.NOW + timedelta(minutes=number)
    run(database, tmp_path, first[SOURCE])
    with database.transaction(write=False) as session:
        standings = suspending.list_standings(session, HERE, actor=PORTAL)
        assert [each.system for each in standings] == list(HERE.sources)
        names = (SOURCE, OTHER, "cancellations")
        off, on, never = (next(e for e in standings if e.system.id == name) for name in names)
        assert (off.suspended.reason, off.by, off.waiting) == (REASON, "Co", 1)
        assert off.last is None
        assert (on.suspended, on.by, on.waiting) == (None, "", 0)
        assert on.last.result is SearchResult.HELD
        assert never.last is None
        elsewhere = suspending.list_standings(session, THERE, actor=PORTAL)
        assert not any(each.suspended or each.last for each in elsewhere)


@pytest.mark.parametrize(
    ("role", "seen"),
    [(Role.COORDINATOR, 1), (Role.ADMINISTRATOR, 1), (Role.PRIVACY_OFFICER, 2)],
)
def test_a_complaint_to_the_fg_is_searched_again_and_counted_for_nobody_else(
    database, queue, tmp_path, role, seen
):
    actor = Actor(ActorKind.STAFF, HERE.slug, None, "Somebody", role)
    with database.transaction() as session:
        suspend(session)
        cases = [begin(session, key) for key in ("one", "complaint")]
        complaint = session.get_one(SourceSearch, cases[1][SOURCE]).case_id
        session.get_one(Case, complaint).fg_only = True
        other = session.get_one(SourceSearch, cases[1][OTHER])
        other.result, other.finished_at = SearchResult.HELD, LATER
    for searches in cases:
        run(database, tmp_path, searches[SOURCE])
    before = len(queue.of(Job.SEARCH_SOURCE))
    with database.transaction() as session:
        standings = suspending.list_standings(session, HERE, actor=actor)
        off, on = (next(e for e in standings if e.system.id == name) for name in (SOURCE, OTHER))
        assert (off.waiting, on.last is not None) == (seen, seen == 2)
        assert suspending.resume(session, HERE, SOURCE, actor=actor, now=LATER) == seen
        events = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert len(queue.of(Job.SEARCH_SOURCE)) == before + 2
    assert events[-1].detail == {"source": SOURCE, "searches": seen}
    (by,) = (
        e.actor_kind for e in events if e.action == "search_resumed" and e.case_id == complaint
    )
    assert (by is ActorKind.STAFF) is (seen == 2)
