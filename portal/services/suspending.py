"""Sources that are not searched for now: a system is being moved, or gives wrong answers.

A search of such a source ends at once and says why, so that no request waits for it; when it is
searched again, every request that still collects gets its search after all.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.finding import SearchResult, SourceSearch
from portal.models.instruction import SuspendedSource
from portal.organisations.organisation import Organisation
from portal.queueing import Job, enqueue
from portal.services.collection import STILL_COLLECTING, begin_again

REASON = 180
"""Signs of a reason; it stands in each search that did not happen."""


class NotPossible(Exception):
    """Raised if a source is suspended already, is searched already, or has no reason given."""


def suspended_of(session: Session, organisation: str) -> dict[str, SuspendedSource]:
    """The suspended sources of an organisation, by their id."""
    query = select(SuspendedSource).where(SuspendedSource.organisation == organisation)
    return {each.source: each for each in session.scalars(query)}


def is_suspended(session: Session, organisation: str, source: str) -> SuspendedSource | None:
    """Why a source is not searched for now; None when it is searched."""
    return session.scalars(
        select(SuspendedSource).filter_by(organisation=organisation, source=source)
    ).one_or_none()


def suspend(
    session: Session,
    organisation: Organisation,
    source: str,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> SuspendedSource:
    """Search a source no more for now.

    Args:
        session: the transaction.
        organisation: whose source it is.
        source: its id in the profile.
        reason: why; colleagues read it with each request, the person in the report.
        actor: who says so.
        now: the moment, in UTC.

    Raises:
        KeyError: the profile has no such source.
        NotPossible: it is suspended already, or the reason is empty or too long.
    """
    system = organisation.source(source)
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= REASON or is_suspended(session, organisation.slug, system.id):
        raise NotPossible(source)
    suspended = SuspendedSource(
        organisation=organisation.slug,
        source=system.id,
        reason=reason,
        since=now,
        by=actor.staff_id,
    )
    session.add(suspended)
    session.add(record(actor, "source_suspended", now, source=source))
    session.flush()
    return suspended


def resume(
    session: Session, organisation: Organisation, source: str, *, actor: Actor, now: datetime
) -> int:
    """Search a source again, first for every request that had to do without.

    Args:
        session: the transaction; the jobs exist when it commits.
        organisation: whose source it is.
        source: its id.
        actor: who says so.
        now: the moment, in UTC.

    Returns:
        How many searches begin again.

    Raises:
        NotPossible: it is not suspended.
    """
    suspended = is_suspended(session, organisation.slug, source)
    if suspended is None:
        raise NotPossible(source)
    session.delete(suspended)
    session.flush()
    waiting = session.execute(
        select(SourceSearch.id, SourceSearch.case_id)
        .join(Case, Case.id == SourceSearch.case_id)
        .where(
            Case.organisation == organisation.slug,
            Case.status.in_(STILL_COLLECTING),
            SourceSearch.source == source,
            SourceSearch.result == SearchResult.SUSPENDED,
        )
        .order_by(SourceSearch.case_id)
    ).all()
    for search_id, case_id in waiting:
        # First the case, then the search, as everybody does: the other way round two could wait
        # for each other.
        case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
        search = session.get_one(SourceSearch, search_id, with_for_update=True)
        begin_again(search, now=now)
        session.add(record(actor, "search_resumed", now, case_id=case.id, source=source))
        session.flush()
        enqueue(session, Job.SEARCH_SOURCE, search.id)
    number = len(waiting)
    session.add(record(actor, "source_resumed", now, source=source, searches=number))
    return number
