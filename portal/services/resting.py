"""On which ground passages are taken out: what it asks is written once in a case (AVG 12.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.grounds import Ground
from portal.models.case import Case
from portal.models.redaction import Mark, MarkState
from portal.services import particulars
from portal.services.review import GroundDoesNotFit, grounds_to_leave_out


@dataclass(frozen=True, slots=True)
class Why:
    """What a mark rests on."""

    ground: str
    needs: dict[str, str]


def grounds_to_mark(case: Case) -> tuple[Ground, ...]:
    """The grounds on which a passage may be taken out: those of a whole item that are told.

    What is taken out of an item can be seen, so the person always reads why (AVG 12.4).
    """
    return tuple(each for each in grounds_to_leave_out(case) if each.reported)


def ground_used(session: Session, case: Case) -> tuple[str, dict[str, Any]] | None:
    """The last ground used in this case, with what was written for it; None before the first."""
    return _last(session, case, None)


def why_of(
    session: Session, case: Case, ground_id: str, needs: Mapping[str, str], now: datetime
) -> Why:
    """What new marks rest on; what a ground asks is written once in a case.

    Raises:
        GroundDoesNotFit: the ground is none of `grounds_to_mark`.
        NotWritten: a field that the ground asks is missing or wrong.
    """
    ground = next((each for each in grounds_to_mark(case) if each.id == ground_id), None)
    if ground is None:
        raise GroundDoesNotFit(ground_id)
    written = dict(needs) or _written_before(session, case, ground_id)
    today = local_date(now)
    return Why(ground_id, particulars.demanded(ground, written, case.received_date, today))


def _written_before(session: Session, case: Case, ground_id: str) -> dict[str, Any]:
    found = _last(session, case, ground_id)
    return found[1] if found else {}


def _last(session: Session, case: Case, ground_id: str | None) -> tuple[str, dict[str, Any]] | None:
    query = select(Mark.ground, Mark.needs).where(
        Mark.case_id == case.id, Mark.state == MarkState.ACCEPTED, Mark.ground.is_not(None)
    )
    if ground_id is not None:
        query = query.where(Mark.ground == ground_id)
    row = session.execute(query.order_by(Mark.made_at.desc(), Mark.id.desc()).limit(1)).first()
    return (str(row[0]), dict(row[1])) if row else None
