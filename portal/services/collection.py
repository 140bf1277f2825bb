"""Collecting: ask each source system what it holds on somebody, one job a source."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Action, Status
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.finding import SearchResult, SourceSearch
from portal.organisations.organisation import PERSON, Organisation, SourceSystem
from portal.queueing import Job, enqueue

STILL_COLLECTING = frozenset(
    {Status.IN_TREATMENT, Status.CLARIFICATION_ASKED, Status.IDENTITY_ASKED}
)
"""The statuses in which data may come in."""


class SearchUnderWay(Exception):
    """Raised if a search is asked for again while it runs, or after it found something."""


def start(
    session: Session, organisation: Organisation, case: Case, *, actor: Actor, now: datetime
) -> list[SourceSearch]:
    """Ask every source system needed for what was asked; those asked before stay as they are.

    Args:
        session: the transaction; the jobs exist when it commits.
        organisation: the organisation of the case.
        case: a case in treatment.
        actor: who asks.
        now: the moment, in UTC.

    Returns:
        The searches of this case, in the order of the profile.

    Raises:
        ActionRefused: the case is not in treatment.
    """
    asked = {search.source: search for search in list_searches(session, case)}
    needed = needed_sources(organisation, case)
    new = [system.id for system in needed if system.id not in asked]
    case.advance(Action.SEARCH, actor, now, sources=new)
    for source in new:
        asked[source] = SourceSearch(case_id=case.id, source=source, asked_at=now)
        session.add(asked[source])
    session.flush()
    for source in new:
        enqueue(session, Job.SEARCH_SOURCE, asked[source].id)
    order = [system.id for system in organisation.sources]
    return sorted(
        asked.values(), key=lambda each: order.index(each.source) if each.source in order else 99
    )


def retry(session: Session, search: SourceSearch, *, actor: Actor, now: datetime) -> None:
    """Search once more in a source that failed, held nothing or could not be searched.

    Args:
        session: the transaction; the job exists when it commits.
        search: of a case in treatment.
        actor: who asks.
        now: the moment, in UTC.

    Raises:
        ActionRefused: the case is not in treatment.
        SearchUnderWay: it runs already, or found data whose review would be lost.
    """
    if not may_retry(search):
        raise SearchUnderWay(search.source)
    case = session.get_one(Case, search.case_id)
    case.advance(Action.SEARCH, actor, now, sources=[search.source])
    begin_again(search, now=now)
    session.flush()
    enqueue(session, Job.SEARCH_SOURCE, search.id)


def begin_again(search: SourceSearch, *, now: datetime) -> None:
    """Make a search that ended one that has yet to begin; its job is for the caller to enqueue."""
    search.result = SearchResult.PENDING
    search.reason = ""
    search.attempts = 0
    search.asked_at = now
    search.next_try_at = None
    search.finished_at = None


def may_retry(search: SourceSearch) -> bool:
    """Tell whether a search can be asked for again; feeds both the button and the guard."""
    return search.finished_at is not None and search.result is not SearchResult.HELD


def list_searches(session: Session, case: Case) -> Sequence[SourceSearch]:
    """List the searches of a case in the order in which they were asked."""
    query = select(SourceSearch).where(SourceSearch.case_id == case.id).order_by(SourceSearch.id)
    return session.scalars(query).all()


def needed_sources(organisation: Organisation, case: Case) -> tuple[SourceSystem, ...]:
    """List the source systems of the activities that were asked about; all when none is named."""
    named = {name for part in case.parts for name in part.answers.get("activities") or ()}
    activities = {each.id for each in organisation.activities}
    if not named or not named <= activities:
        return organisation.sources
    return tuple(
        system
        for system in organisation.sources
        if named & {table.activity for table in system.tables}
    )


def asked_of_people(organisation: Organisation) -> frozenset[str]:
    """The sources that are people, who take days to answer."""
    return frozenset(each.id for each in organisation.sources if each.connector == PERSON)
