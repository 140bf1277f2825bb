"""The marks of a case as they are: by item, by rule, and on which ground they rest."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.redaction import normal
from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState

HANDLER = "handler"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """Suggestions of one rule with one text: how many marks, in how many items, which is first."""

    origin: str
    text: str
    marks: int
    items: int
    first: int


def marks_of(session: Session, finding_ids: Iterable[int]) -> dict[int, tuple[Mark, ...]]:
    """The marks of items, whatever their state, in the order of the text."""
    found: dict[int, list[Mark]] = defaultdict(list)
    ids = list(finding_ids)
    for first in range(0, len(ids), AT_ONCE):
        query = select(Mark).where(Mark.finding_id.in_(ids[first : first + AT_ONCE]))
        for mark in session.scalars(query):
            found[mark.finding_id].append(mark)
    return {key: tuple(sorted(marks, key=_order)) for key, marks in found.items()}


def find_mark(session: Session, case: Case, mark_id: int) -> Mark | None:
    """The mark with this key, when it belongs to this case."""
    mark = session.get(Mark, mark_id)
    return mark if mark is not None and mark.case_id == case.id else None


def waiting(session: Session, case: Case) -> tuple[Waiting, ...]:
    """What waits for a handler, by rule and text, most first; items that stay out do not wait."""
    query = (
        select(Mark.origin, Mark.text, Mark.finding_id, Mark.id)
        .join(Finding, Finding.id == Mark.finding_id)
        .where(
            Mark.case_id == case.id,
            Mark.state == MarkState.SUGGESTED,
            Finding.review != Review.LEAVE_OUT,
        )
        .order_by(Mark.id)
    )
    groups: dict[tuple[str, str], list[tuple[str, int, int]]] = defaultdict(list)
    for origin, text, finding_id, mark_id in session.execute(query):
        groups[origin, normal(text)].append((text, finding_id, mark_id))
    found = [
        Waiting(origin, rows[0][0], len(rows), len({item for _, item, _ in rows}), rows[0][2])
        for (origin, _), rows in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.marks, each.origin, each.text)))


def suggested(session: Session, case: Case, origin: str, text: str | None = None) -> list[Mark]:
    """The suggestions of a rule in items that do not stay out; with a text, those that say it."""
    query = (
        select(Mark)
        .join(Finding, Finding.id == Mark.finding_id)
        .where(
            Mark.case_id == case.id,
            Mark.origin == origin,
            Mark.state == MarkState.SUGGESTED,
            Finding.review != Review.LEAVE_OUT,
        )
        .order_by(Mark.id)
    )
    found: Sequence[Mark] = session.scalars(query).all()
    return [each for each in found if text is None or normal(each.text) == normal(text)]


def _order(mark: Mark) -> tuple[int, int, int, int]:
    return mark.page or 0, mark.field or 0, mark.start or 0, mark.id
