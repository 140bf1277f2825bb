"""Which items have suggestions that nobody judged: those cannot go into an answer yet."""

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState

HAS_OPEN: ColumnElement[bool] = exists().where(
    Mark.finding_id == Finding.id, Mark.state == MarkState.SUGGESTED
)
"""Whether an item has one."""


WAS_JUDGED: ColumnElement[bool] = exists().where(
    Mark.finding_id == Finding.id, Mark.state != MarkState.SUGGESTED
)
"""Whether somebody judged or marked something in an item."""


def open_of(session: Session, case: Case) -> dict[int, int]:
    """How many suggestions wait, by the key of the item."""
    rows = session.execute(
        select(Mark.finding_id, func.count())
        .where(Mark.case_id == case.id, Mark.state == MarkState.SUGGESTED)
        .group_by(Mark.finding_id)
    )
    return {row[0]: row[1] for row in rows}


def are_open(session: Session, finding: Finding) -> bool:
    """Whether a suggestion waits in this item."""
    query = select(Mark.id).where(Mark.finding_id == finding.id, Mark.state == MarkState.SUGGESTED)
    return session.scalar(query.limit(1)) is not None


def stop_the_answer(session: Session, case: Case) -> bool:
    """Whether a suggestion waits in an item that goes into the answer."""
    query = (
        select(Mark.id)
        .join(Finding, Finding.id == Mark.finding_id)
        .where(
            Mark.case_id == case.id,
            Mark.state == MarkState.SUGGESTED,
            Finding.review == Review.INCLUDE,
        )
    )
    return session.scalar(query.limit(1)) is not None
