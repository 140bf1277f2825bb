"""Searching further with what a source told: a number or an address the person did not give.

Only from a record that is surely about the person, one step far, and within the organisation. A
source that ended before is searched once more with it; what staff judged there stays judged.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.limits import NOT_ABOUT_PERSON
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.finding import Finding, SearchResult, SourceSearch
from portal.organisations.organisation import PERSON, Organisation, SourceSystem
from portal.queueing import Job, enqueue
from portal.sources.records import Told

ENDED_WELL = (SearchResult.HELD, SearchResult.NOTHING_HELD, SearchResult.CANNOT_SEARCH)
MOST = 6
"""So many identifiers are looked up further for one case; more can only be a mistake."""


def told_in(session: Session, case_id: int, *, surely: bool = False) -> Told:
    """What the sources of a case told of its person, at most so many as are looked up.

    Parameters:
        surely: without what a source told in which a handler saw data on somebody else: enough to
            look further, not to change data.
    """
    query = select(SourceSearch.told).where(SourceSearch.case_id == case_id)
    if surely:
        others = select(Finding.search_id).where(
            Finding.case_id == case_id, Finding.ground == NOT_ABOUT_PERSON
        )
        query = query.where(SourceSearch.id.not_in(others))
    found = session.scalars(query.order_by(SourceSearch.finished_at, SourceSearch.id))
    return tuple(dict.fromkeys((name, value) for told in found for name, value in told))[:MOST]


def follow(
    session: Session,
    search: SourceSearch,
    told: Told,
    used: Told,
    organisations: Mapping[str, Organisation],
    now: datetime,
) -> None:
    """Keep what a source told, and have the sources searched again that can use it.

    Args:
        session: the transaction that stored the search; it holds the lock on the case.
        search: ended just now.
        told: what its records told.
        used: what other sources had told when it began.
        organisations: by slug.
        now: the moment, in UTC.
    """
    before = told_in(session, search.case_id)
    search.told = [list(pair) for pair in told]
    session.flush()
    after = told_in(session, search.case_id)
    new = {name for name, value in after if (name, value) not in before}
    missed = {name for name, value in before if (name, value) not in {*used, *told}}
    case = session.get_one(Case, search.case_id)
    for other in session.scalars(select(SourceSearch).filter_by(case_id=case.id)).all():
        names = missed if other.id == search.id else new
        if names and other.result in ENDED_WELL:
            _search_again(session, case, other, names, organisations, now)


def _search_again(
    session: Session,
    case: Case,
    search: SourceSearch,
    names: set[str],
    organisations: Mapping[str, Organisation],
    now: datetime,
) -> None:
    systems = {system.id: system for system in organisations[case.organisation].sources}
    usable = sorted(names & _searchable(systems.get(search.source)))
    if not usable:
        return
    search.result = SearchResult.PENDING
    search.attempts = 0
    search.finished_at = None
    actor = Actor.portal(case.organisation)
    facts = {"source": search.source, "identifiers": usable}
    session.add(record(actor, "source_searched_again", now, case_id=case.id, **facts))
    session.flush()
    enqueue(session, Job.SEARCH_SOURCE, search.id)


def _searchable(system: SourceSystem | None) -> set[str]:
    """By what a system can find somebody with one identifier; a person is not asked twice."""
    tables = system.tables if system is not None and system.connector != PERSON else ()
    return {way[0][0] for table in tables for way in table.ways() if len(way) == 1}
