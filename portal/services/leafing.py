"""Going through what was found: item after item, and by what is still to be done with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, func, select, true, tuple_
from sqlalchemy.orm import Session, selectinload

from portal.models.case import Case
from portal.models.finding import Finding, Review, SourceSearch
from portal.models.redaction import Mark, MarkState

PAGE = 25


class Show(StrEnum):
    """Which items of a source to look at."""

    ALL = "alles"
    UNDECIDED = "wachtend"
    SUGGESTED = "voorstellen"
    INCLUDED = "mee"
    LEFT_OUT = "weg"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a source there are, by what was decided; `suggested` wait for a mark."""

    found: int = 0
    undecided: int = 0
    suggested: int = 0
    included: int = 0
    left_out: int = 0

    def of(self, show: Show) -> int:
        """The number of items that a choice shows."""
        return {
            Show.ALL: self.found,
            Show.UNDECIDED: self.undecided,
            Show.SUGGESTED: self.suggested,
            Show.INCLUDED: self.included,
            Show.LEFT_OUT: self.left_out,
        }[show]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands among those of its case; the keys of its neighbours, None at an end.

    Attributes:
        waiting: the next item that nobody decided about, after the last one the first again.
    """

    number: int
    total: int
    undecided: int
    previous: int | None
    following: int | None
    waiting: int | None


HAS_SUGGESTION = exists().where(Mark.finding_id == Finding.id, Mark.state == MarkState.SUGGESTED)
ORDER = tuple_(Finding.search_id, Finding.id)


def count(session: Session, case: Case) -> dict[int, Counts]:
    """Count the items of each search of a case; a search without items is not there."""

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count().filter(condition)

    rows = session.execute(
        select(
            Finding.search_id,
            func.count(),
            number(Finding.review == Review.UNDECIDED),
            number(HAS_SUGGESTION),
            number(Finding.review == Review.INCLUDE),
            number(Finding.review == Review.LEAVE_OUT),
        )
        .where(Finding.case_id == case.id)
        .group_by(Finding.search_id)
    )
    return {row[0]: Counts(*row[1:]) for row in rows}


def list_items(
    session: Session, search: SourceSearch, show: Show = Show.ALL, after: int = 0, size: int = PAGE
) -> tuple[Sequence[Finding], int | None]:
    """A page of what one source gave, and after which item the next page begins, if any.

    Parameters:
        show: which of them.
        after: the key of the last item of the page before.
        size: how many at most.
    """
    found = session.scalars(
        select(Finding)
        .where(Finding.search_id == search.id, Finding.id > after, _shown(show))
        .options(selectinload(Finding.exhibit))
        .order_by(Finding.id)
        .limit(size + 1)
    ).all()
    return found[:size], found[size - 1].id if len(found) > size else None


def _shown(show: Show) -> ColumnElement[bool]:
    match show:
        case Show.UNDECIDED:
            return Finding.review == Review.UNDECIDED
        case Show.SUGGESTED:
            return HAS_SUGGESTION
        case Show.INCLUDED:
            return Finding.review == Review.INCLUDE
        case Show.LEFT_OUT:
            return Finding.review == Review.LEAVE_OUT
    return true()


def place_of(session: Session, case: Case, finding: Finding) -> Place:
    """Where an item stands among those of its case, source after source."""
    here = tuple_(finding.search_id, finding.id)
    own = Finding.case_id == case.id
    waits = Finding.review == Review.UNDECIDED
    row = session.execute(
        select(
            func.count().filter(here >= ORDER),
            func.count(),
            func.count().filter(waits),
        ).where(own)
    ).one()
    after = select(Finding.id).where(own, here < ORDER).order_by(*ORDER.clauses).limit(1)
    before = select(Finding.id).where(own, here > ORDER).limit(1)
    first = select(Finding.id).where(own, waits, Finding.id != finding.id)
    return Place(
        *row,
        previous=session.scalar(before.order_by(Finding.search_id.desc(), Finding.id.desc())),
        following=session.scalar(after),
        waiting=session.scalar(after.where(waits))
        or session.scalar(first.order_by(Finding.search_id, Finding.id).limit(1)),
    )


def first_waiting(session: Session, case: Case) -> int | None:
    """The key of the first item of a case that nobody decided about."""
    return session.scalar(
        select(Finding.id)
        .where(Finding.case_id == case.id, Finding.review == Review.UNDECIDED)
        .order_by(Finding.search_id, Finding.id)
        .limit(1)
    )
