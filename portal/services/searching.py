"""The search of one source system, as a job: tried again with growing pauses when it fails.

The search itself runs outside any transaction: a slow system holds up nobody. A source that fails
never keeps the others waiting, and a job that runs twice stores nothing twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from portal.models.audit import Actor, record
from portal.models.base import Database
from portal.models.case import Case
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.organisations.organisation import PERSON, Organisation, SourceSystem
from portal.services import asking
from portal.services.collection import STILL_COLLECTING
from portal.services.ending import (
    BROKEN_ROWS,
    MOVED_ON,
    NOT_KNOWN,
    SOME_TABLES,
    SUSPENDED,
    write_reason,
)
from portal.services.exhibits import Kept
from portal.services.filing import filed
from portal.services.following import follow, told_in
from portal.services.storing import store
from portal.services.subjects import subject_of
from portal.services.suggesting import suggest
from portal.services.suspending import is_suspended
from portal.sources.connector import (
    Limits,
    Place,
    SearchOutcome,
    SourceFailed,
    Subject,
    alone,
)
from portal.sources.places import Places
from portal.sources.records import Told, told_by
from portal.sources.registry import CONNECTORS
from portal.vault import Vault

AT_ONCE = 500  # items that are in memory at a time
TRIES = 8  # with pauses of 2, 4, 8 ... seconds: a good four minutes in all
FIRST_PAUSE = timedelta(seconds=2)


class SearchFailed(Exception):
    """Raised if a search must be tried again; the queue calls the job later."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One search, read from the database, so that no transaction is open while it runs."""

    case_id: int
    organisation: Organisation
    system: SourceSystem
    subject: Subject


def run_search(
    database: Database,
    organisations: Mapping[str, Organisation],
    places: Places,
    vault: Vault,
    search_id: int,
    *,
    now: datetime,
    limits: Limits | None = None,
) -> None:
    """Do the job SEARCH_SOURCE: search one source and store what came of it.

    It may run twice: what a first run stored stays, and a second adds nothing.

    Args:
        database: opened and closed around the search, never during it.
        organisations: by slug.
        places: where the sources are, and what opens them.
        vault: where documents go.
        search_id: which search.
        now: the moment, in UTC.
        limits: how much the search may take.

    Raises:
        SearchFailed: it failed and is worth trying again; this is stored already.
    """
    with database.transaction(write=True) as session:
        task = _begin(session, organisations, search_id, now)
    if task is None:
        return
    with places.open(task.organisation.slug, task.system.id) as place:
        try:
            outcome, told = _search(task, place, limits or Limits())
        except SourceFailed as failed:
            with database.transaction(write=True) as session:
                again = _store_failure(session, search_id, failed, now)
            if again:
                raise SearchFailed(failed.failure.value) from failed
            return
        with (
            filed(database, vault, task.case_id, outcome.records, now=now) as kept,
            database.transaction(write=True) as session,
        ):
            search = _store(session, vault, search_id, outcome, kept, now)
            if search is not None:
                _look_through(session, search, task.organisation, now)
                follow(session, search, told, task.subject.known, organisations, now)


def _search(task: _Task, place: Place, limits: Limits) -> tuple[SearchOutcome, Told]:
    """Search a source, and once more with what it told of the person; gives that too."""
    outcome = _ask(task, place, task.subject, limits)
    told = told_by(outcome.records)
    if told:
        for document in place.scratch.iterdir():
            document.unlink()  # the second time gives every one again
        subject = replace(task.subject, known=(*task.subject.known, *told))
        outcome = _ask(task, place, subject, limits)
    return outcome, told


def _ask(task: _Task, place: Place, subject: Subject, limits: Limits) -> SearchOutcome:
    with alone():
        return CONNECTORS[task.system.connector].search(task.system, place, subject, limits)


def _begin(
    session: Session,
    organisations: Mapping[str, Organisation],
    search_id: int,
    now: datetime,
) -> _Task | None:
    search = _waiting(session, search_id)
    if search is None:
        return None
    case = session.get_one(Case, search.case_id)
    organisation = organisations.get(case.organisation)
    known = {system.id: system for system in organisation.sources} if organisation else {}
    system = known.get(search.source)
    if case.status not in STILL_COLLECTING or organisation is None or system is None:
        reason = MOVED_ON if system is not None else NOT_KNOWN
        _finish(session, search, SearchResult.FAILED, reason, now)
        return None
    if suspended := is_suspended(session, case.organisation, system.id):
        reason = write_reason(SUSPENDED, suspended.reason)
        _finish(session, search, SearchResult.SUSPENDED, reason, now)
        return None
    if system.connector == PERSON:
        asking.ask(session, case, organisation, search, now=now)
        return None
    search.attempts += 1
    search.next_try_at = None
    subject = replace(subject_of(case), known=told_in(session, case.id))
    return _Task(case.id, organisation, system, subject)


def _waiting(session: Session, search_id: int) -> SourceSearch | None:
    """Lock a case and its search when that has no result yet; a second run waits here."""
    search = session.get(SourceSearch, search_id)
    if search is None:
        return None
    # First the case, then the search, as everybody does: the other way round two could wait
    # for each other. What was read before the lock may be old, so it is read again.
    session.get(Case, search.case_id, with_for_update=True, populate_existing=True)
    session.refresh(search, with_for_update=True)
    return search if search.finished_at is None else None


def _store(
    session: Session,
    vault: Vault,
    search_id: int,
    outcome: SearchOutcome,
    kept: Mapping[int, Kept],
    now: datetime,
) -> SourceSearch | None:
    """Store what was found; None when nothing may come in any more."""
    search = _waiting(session, search_id)
    if search is None:
        return None
    case = session.get_one(Case, search.case_id)
    if case.status not in STILL_COLLECTING:  # withdrawn or decided meanwhile: nothing may come in
        _finish(session, search, SearchResult.FAILED, MOVED_ON, now)
        return None
    search.found = store(session, vault, search, outcome.records, kept, now=now)
    search.searched_with = list(outcome.searched_with)
    _finish(session, search, SearchResult(outcome.result.value), _remarks(outcome), now)
    return search


def _look_through(
    session: Session, search: SourceSearch, organisation: Organisation, now: datetime
) -> None:
    """Suggest what may have to go from what came in, before anybody can put it into an answer."""
    case = session.get_one(Case, search.case_id)
    query = (
        select(Finding)
        .options(load_only(Finding.id))
        .where(Finding.search_id == search.id, Finding.review == Review.UNDECIDED)
        .execution_options(yield_per=AT_ONCE)
    )
    came = session.scalars(query)
    suggest(session, case, organisation, came, reads_names=True, now=now)


def _store_failure(session: Session, search_id: int, failed: SourceFailed, now: datetime) -> bool:
    """Note a failure; tells whether the search must be tried again."""
    search = _waiting(session, search_id)
    if search is None:
        return False
    reason = write_reason(failed.failure.value, failed.detail)
    if failed.may_retry and search.attempts < TRIES:
        search.result = SearchResult.FAILED
        search.reason = reason
        search.next_try_at = now + FIRST_PAUSE * 2 ** (search.attempts - 1)
        return True
    _finish(session, search, SearchResult.FAILED, reason, now)
    return False


def _finish(
    session: Session, search: SourceSearch, result: SearchResult, reason: str, now: datetime
) -> None:
    search.result = result
    search.reason = reason
    search.next_try_at = None
    search.finished_at = now
    case = session.get_one(Case, search.case_id)
    facts = {
        "source": search.source,
        "result": result.value,
        "found": search.found,
        "searched_with": search.searched_with,
    }
    event = record(
        Actor.portal(case.organisation), "source_searched", now, case_id=case.id, **facts
    )
    session.add(event)


def _remarks(outcome: SearchOutcome) -> str:
    """What a handler must know of a search that ended well: what was not looked at."""
    if outcome.broken_rows:
        return write_reason(BROKEN_ROWS, str(outcome.broken_rows))
    if outcome.not_searched and outcome.searched_with:
        return write_reason(SOME_TABLES, ", ".join(each.table for each in outcome.not_searched))
    return ""
