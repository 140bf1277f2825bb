"""The work list: an organisation's cases by last day, in pages that cost the same at any size.

Each filter is served by an index of `case` and each count stops at 500, so that neither a long
list nor a far page makes the database walk through everything.
"""

import base64
import binascii
import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select, tuple_
from sqlalchemy.orm import Session

from portal.law.lifecycle import OPEN, Status
from portal.law.rights import Right
from portal.models.case import Case, Procedure
from portal.models.finding import SearchResult, SourceSearch
from portal.models.staff import Staff
from portal.services.clock import waiting_among
from portal.services.defaults import in_default_among
from portal.services.restrictions import restricted_among

PAGE = 50
COUNT_STOPS_AT = 500
SOON = timedelta(days=7)


class Show(StrEnum):
    """Which cases, besides those of one right or status; no value may be one of theirs."""

    OPEN = "open"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    SOON = "soon"
    ENDED = "ended"
    FG_ONLY = "fg_only"
    ALL = "all"


Facet = Show | Right | Status


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the work list is looked at.

    Attributes:
        organisation: the slug; there is no list without one.
        today: the day in the Netherlands that overdue is measured against.
        handler_id: only the cases of this member of staff.
        facet: which of these; of one right the open ones, of one status all.
        by_officer: whether the FG looks; nobody else sees the complaints to the FG (UAVG 39).
    """

    organisation: str
    today: date
    handler_id: int | None = None
    facet: Facet = Show.OPEN
    by_officer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One case in the list."""

    id: int
    reference: str
    legal_due: date
    received_date: date
    status: Status
    is_open: bool
    right: Right
    name: str
    handler: str
    handler_is_active: bool
    sources_done: int
    sources: int
    fg_only: bool
    restricted: bool
    target: date
    unpaused_due: date | None
    waits_until: date | None
    extended: bool
    in_default: bool
    is_bezwaar: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and the cursors of the pages around them."""

    lines: tuple[Line, ...]
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list: before or after one case."""

    forward: bool
    legal_due: date
    id: int

    def spelled(self) -> str:
        """As it stands in an address."""
        plain = f"{'n' if self.forward else 'p'}{self.legal_due.isoformat()}.{self.id}"
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, spelled: str) -> "Cursor | None":
        """What `spelled` wrote; None for anything else, so that the list begins at its start."""
        try:
            padded = spelled.encode() + b"=" * (-len(spelled) % 4)
            plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
            day, number = plain[1:].split(".")
            if plain[0] not in "np" or not 0 < int(number) < 2**62:
                return None
            return cls(plain[0] == "n", date.fromisoformat(day), int(number))
        except (ValueError, IndexError, binascii.Error, UnicodeError):
            return None


def list_page(session: Session, wanted: Filter, cursor: Cursor | None, size: int = PAGE) -> Page:
    """One page of the list: the one that begins after, or ends before, the cursor."""
    forward = cursor is None or cursor.forward
    rows = _rows(session, wanted, cursor, forward, size + 1)
    more = len(rows) > size
    rows = rows[:size] if forward else list(reversed(rows[:size]))
    lines = _lines(session, rows)
    if not lines:
        return Page((), None, None)
    first, last = lines[0], lines[-1]
    before = Cursor(False, first.legal_due, first.id).spelled()
    after = Cursor(True, last.legal_due, last.id).spelled()
    has_previous = cursor is not None if forward else more
    return Page(lines, before if has_previous else None, after if more or not forward else None)


def count_facets(session: Session, wanted: Filter, facets: Sequence[Facet]) -> dict[Facet, int]:
    """How many cases each facet would show, in one question; `COUNT_STOPS_AT` + 1 means more."""
    columns = []
    for number, facet in enumerate(facets):
        each = replace(wanted, facet=facet)
        capped = [counted(condition).subquery() for condition in _conditions(each)]
        counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in capped]
        columns.append(sum(counts[1:], start=counts[0]).label(f"n{number}"))
    row = session.execute(select(*columns)).one()
    return {facet: min(row[i], COUNT_STOPS_AT + 1) for i, facet in enumerate(facets)}


def counted(condition: ColumnElement[bool]) -> Select[int]:
    """The cases to count, at most one more than is told.

    In the order of an index, or PostgreSQL walks through the table until it has so many.
    """
    found = select(Case.id).where(condition).order_by(Case.legal_due, Case.id)
    return found.limit(COUNT_STOPS_AT + 1)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """The condition of a filter; two that exclude each other where no one index serves both."""
    base = [Case.organisation == wanted.organisation]
    if wanted.handler_id is not None:
        base.append(Case.handler_id == wanted.handler_id)
    if not wanted.by_officer:
        base.append(Case.fg_only.is_(False))
    facet = wanted.facet
    if isinstance(facet, Status):
        return [and_(*base, Case.status == facet)]
    is_open = and_(*base, Case.is_open.is_(True))
    is_closed = and_(*base, Case.is_open.is_(False))
    if isinstance(facet, Right):
        return [and_(is_open, Case.lead_right == facet)]
    if facet is Show.ALL:
        return [is_open, is_closed]
    if facet is Show.FG_ONLY:
        return [and_(each, Case.fg_only.is_(True)) for each in (is_open, is_closed)]
    of_show = {
        Show.OPEN: is_open,
        Show.ENDED: is_closed,
        Show.UNASSIGNED: and_(is_open, Case.handler_id.is_(None)),
        Show.OVERDUE: and_(is_open, Case.legal_due < wanted.today),
        Show.SOON: and_(is_open, Case.legal_due.between(wanted.today, wanted.today + SOON)),
    }
    return [of_show[facet]]


def _rows(
    session: Session, wanted: Filter, cursor: Cursor | None, forward: bool, size: int
) -> list[Row[Any]]:
    found = [
        session.execute(_statement(condition, cursor, forward, size)).all()
        for condition in _conditions(wanted)
    ]
    merged = heapq.merge(*found, key=lambda row: (row.legal_due, row.id), reverse=not forward)
    return list(merged)[:size]


def _statement(
    condition: ColumnElement[bool], cursor: Cursor | None, forward: bool, size: int
) -> Select[*tuple[Any, ...]]:
    place = tuple_(Case.legal_due, Case.id)
    statement = columns().where(condition)
    if cursor is not None:
        here = tuple_(cursor.legal_due, cursor.id)
        statement = statement.where(place > here if forward else place < here)
    order = (Case.legal_due, Case.id) if forward else (Case.legal_due.desc(), Case.id.desc())
    return statement.order_by(*order).limit(size)


def columns() -> Select[*tuple[Any, ...]]:
    """What the list reads of a case: no answers, no derivations."""
    return select(
        Case.id,
        Case.reference,
        Case.legal_due,
        Case.received_date,
        Case.status,
        Case.is_open,
        Case.lead_right,
        Case.given_name,
        Case.family_name,
        Case.handler_id,
        Case.fg_only,
        Case.target,
        Case.unpaused_due,
        Case.extended_at,
        Case.procedure,
    )


def list_lines(session: Session, statement: Select[*tuple[Any, ...]]) -> tuple[Line, ...]:
    """The lines of a statement made with `columns`."""
    return _lines(session, session.execute(statement).all())


def _lines(session: Session, rows: Sequence[Row[Any]]) -> tuple[Line, ...]:
    handlers = {row.handler_id for row in rows if row.handler_id is not None}
    named = session.execute(
        select(Staff.id, Staff.name, Staff.is_active).where(Staff.id.in_(handlers))
    )
    names = {id_: (name, active) for id_, name, active in named}
    keys = [row.id for row in rows]
    done = case((SourceSearch.result == SearchResult.PENDING, 0), else_=1)
    searched = session.execute(
        select(SourceSearch.case_id, func.sum(done), func.count())
        .where(SourceSearch.case_id.in_(keys))
        .group_by(SourceSearch.case_id)
    )
    sources = {id_: (int(finished), int(total)) for id_, finished, total in searched}
    restricted = restricted_among(session, keys)
    waiting, in_default = waiting_among(session, keys), in_default_among(session, keys)
    return tuple(
        Line(
            id=row.id,
            reference=row.reference,
            legal_due=row.legal_due,
            received_date=row.received_date,
            status=row.status,
            is_open=row.status in OPEN,
            right=row.lead_right,
            name=f"{row.given_name} {row.family_name}".strip(),
            handler=names.get(row.handler_id, ("", True))[0],
            handler_is_active=names.get(row.handler_id, ("", True))[1],
            sources_done=sources.get(row.id, (0, 0))[0],
            sources=sources.get(row.id, (0, 0))[1],
            fg_only=row.fg_only,
            restricted=row.id in restricted,
            target=row.target,
            unpaused_due=row.unpaused_due,
            waits_until=waiting.get(row.id),
            extended=row.extended_at is not None,
            in_default=row.id in in_default,
            is_bezwaar=row.procedure is Procedure.BEZWAAR,
        )
        for row in rows
    )
