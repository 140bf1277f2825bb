"""Sources that are not searched for now: a system is being moved, or gives wrong answers.

A search of such a source ends at once and says why, so that no request waits for it; when it is
searched again, every request that still collects gets its search after all. That goes for a
complaint to the FG too, but who may not know of it sees it in no number (UAVG 39).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.finding import SearchResult, SourceSearch
from portal.models.instruction import SuspendedSource
from portal.models.staff import Staff
from portal.organisations.organisation import Organisation, SourceSystem
from portal.queueing import Job, enqueue
from portal.services.collection import STILL_COLLECTING, begin_again
from portal.services.confidential import is_visible, visible_to

REASON = 180
"""Signs of a reason; it stands in each search that did not happen."""

LATEST = 5_000
"""So many of the portal's latest searches tell how its sources do."""


class NotPossible(Exception):
    """Raised if a source is suspended already, is searched already, or has no reason given."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source does.

    Attributes:
        suspended: since when and why it is not searched for now; None when it is.
        by: who said so.
        waiting: how many requests, of those this reader may see, do without it meanwhile.
        last: the latest search of those that ended, whatever came of it; None when none did lately.
    """

    system: SourceSystem
    suspended: SuspendedSource | None
    by: str
    waiting: int
    last: SourceSearch | None


def list_standings(
    session: Session, organisation: Organisation, *, actor: Actor
) -> tuple[Standing, ...]:
    """How each source of an organisation does, in the order of its profile, to this reader."""
    suspended = suspended_of(session, organisation.slug)
    names = select(Staff.id, Staff.name).where(Staff.id.in_(each.by for each in suspended.values()))
    staff = {row.id: row.name for row in session.execute(names)}
    without = _without(organisation.slug, visible_to(actor)).subquery()
    counted = select(without.c.source, func.count().label("number")).group_by(without.c.source)
    waiting = {row.source: row.number for row in session.execute(counted)}
    last = _last_searches(session, organisation.slug, actor)
    return tuple(
        Standing(
            system=system,
            suspended=(found := suspended.get(system.id)),
            by=staff.get(found.by or 0, "") if found else "",
            waiting=waiting.get(system.id, 0) if found else 0,
            last=last.get(system.id),
        )
        for system in organisation.sources
    )


def _last_searches(session: Session, organisation: str, actor: Actor) -> dict[str, SourceSearch]:
    newest = session.scalar(select(func.max(SourceSearch.id))) or 0
    place = func.row_number().over(
        partition_by=SourceSearch.source,
        order_by=(SourceSearch.finished_at.desc(), SourceSearch.id.desc()),
    )
    ranked = (
        select(SourceSearch.id, place.label("place"))
        .join(Case, Case.id == SourceSearch.case_id)
        .where(
            Case.organisation == organisation,
            visible_to(actor),
            SourceSearch.id > newest - LATEST,
            SourceSearch.finished_at.is_not(None),
            SourceSearch.result != SearchResult.SUSPENDED,
        )
        .subquery()
    )
    query = select(SourceSearch).join(ranked, ranked.c.id == SourceSearch.id)
    return {each.source: each for each in session.scalars(query.where(ranked.c.place == 1))}


def _without(organisation: str, *more: ColumnElement[bool]) -> Select[int, int, str]:
    """The searches that did not happen, of requests that still collect."""
    return (
        select(SourceSearch.id, SourceSearch.case_id, SourceSearch.source)
        .join(Case, Case.id == SourceSearch.case_id)
        .where(
            Case.organisation == organisation,
            Case.status.in_(STILL_COLLECTING),
            SourceSearch.result == SearchResult.SUSPENDED,
            *more,
        )
        .order_by(SourceSearch.case_id)
    )


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
        How many searches begin again, of the cases that this actor may see.

    Raises:
        NotPossible: it is not suspended.
    """
    suspended = is_suspended(session, organisation.slug, source)
    if suspended is None:
        raise NotPossible(source)
    session.delete(suspended)
    session.flush()
    waiting = session.execute(_without(organisation.slug, SourceSearch.source == source)).all()
    seen = 0
    for search_id, case_id, _source in waiting:
        # First the case, then the search, as everybody does: the other way round two could wait
        # for each other.
        case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
        search = session.get_one(SourceSearch, search_id, with_for_update=True)
        begin_again(search, now=now)
        knows = is_visible(case, actor)
        seen += knows
        by = actor if knows else Actor.portal(organisation.slug)
        session.add(record(by, "search_resumed", now, case_id=case.id, source=source))
        session.flush()
        enqueue(session, Job.SEARCH_SOURCE, search.id)
    session.add(record(actor, "source_resumed", now, source=source, searches=seen))
    return seen
