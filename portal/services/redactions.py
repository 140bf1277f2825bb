"""What was redacted in a case, counted: by ground, and how much of it somebody gets to see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.grounds import GROUNDS
from portal.law.redaction import Extent
from portal.models.case import Case
from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark
from portal.services import masking
from portal.services.masking import MaskedPage

NOTHING: Mapping[int, Sequence[MaskedPage]] = {}


@dataclass(frozen=True, slots=True)
class Redacted:
    """What rests on one ground: passages, the items they are in, and pages of documents."""

    ground_id: str
    needs: Mapping[str, Any]
    passages: int
    items: int
    pages: int


@dataclass(slots=True)
class Counts:
    """How many are shown as they are, in part, or not at all."""

    full: int = 0
    partial: int = 0
    withheld: int = 0

    def add(self, extent: Extent, number: int = 1) -> None:
        """Count some more."""
        name = extent.value
        setattr(self, name, getattr(self, name) + number)


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much of what was found somebody gets to see; a namesake's items do not count."""

    items: Counts = field(default_factory=Counts)
    pages: Counts = field(default_factory=Counts)


def redactions(session: Session, case: Case) -> tuple[Redacted, ...]:
    """What was taken out of the items that go into the answer, by ground and what was written."""
    included = set(
        session.scalars(
            select(Finding.id).where(Finding.case_id == case.id, Finding.review == Review.INCLUDE)
        )
    )
    groups: dict[tuple[str, tuple[tuple[str, Any], ...]], list[Mark]] = defaultdict(list)
    for key, marks in masking.marks_of_case(session, case).items():
        for mark in marks if key in included else ():
            groups[mark.ground or "", tuple(sorted(mark.needs.items()))].append(mark)
    return tuple(
        Redacted(
            ground,
            dict(needs),
            passages=len(marks),
            items=len({mark.finding_id for mark in marks}),
            pages=len({(mark.finding_id, mark.page) for mark in marks if mark.page}),
        )
        for (ground, needs), marks in sorted(groups.items())
    )


def amounts(
    session: Session,
    case: Case,
    pages: Mapping[int, Sequence[MaskedPage]] = NOTHING,
) -> Amounts:
    """Count items and pages by how much of them the answer shows.

    Parameters:
        pages: those of the documents that go in, masked, by the key of the item; of a document
            without them a page with a mark counts as partly shown.
    """
    counted = Amounts()
    marks = masking.marks_of_case(session, case)
    papers = dict(
        session.execute(
            select(Exhibit.finding_id, Exhibit.pages).where(Exhibit.case_id == case.id)
        ).all()
    )
    query = select(Finding).where(Finding.case_id == case.id, Finding.review != Review.UNDECIDED)
    for finding in session.scalars(query):
        if not _is_told(finding):
            continue  # AVG 4.1: it is about somebody else
        own = marks.get(finding.id, ())
        masked = pages.get(finding.id, ())
        counted.items.add(masking.extent_of(finding, own, masked))
        _count_pages(counted.pages, finding, own, masked, papers.get(finding.id, 0))
    return counted


def _is_told(finding: Finding) -> bool:
    ground = GROUNDS.get(finding.ground or "")
    return finding.review is Review.INCLUDE or ground is None or ground.reported


def _count_pages(
    counts: Counts,
    finding: Finding,
    marks: Sequence[Mark],
    masked: Sequence[MaskedPage],
    number: int,
) -> None:
    if finding.review is Review.LEAVE_OUT:
        counts.add(Extent.WITHHELD, number)
        return
    if masked:
        for page in masked:
            counts.add(page.extent)
        return
    touched = len({mark.page for mark in marks if mark.page})
    counts.add(Extent.PARTIAL, min(touched, number))
    counts.add(Extent.FULL, number - min(touched, number))
