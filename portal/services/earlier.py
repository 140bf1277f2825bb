"""What somebody asked before, and what became of it: part of what the report tells."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.letters.report import EarlierRequest
from portal.models.case import Case, Procedure, fold

MOST = 50
ANSWERED = frozenset({Status.DELIVERED, Status.CLOSED})


def earlier_requests(session: Session, case: Case) -> tuple[EarlierRequest, ...]:
    """The requests that the same person made before this one, oldest first.

    A name alone does not make somebody the same person. What only the privacy officer may know of
    is told to nobody here (UAVG 39).
    """
    found = session.scalars(
        select(Case)
        .where(
            Case.organisation == case.organisation,
            Case.name_key == case.name_key,
            Case.procedure == Procedure.REQUEST,
            Case.fg_only.is_(False),
            Case.id != case.id,
            Case.received_at <= case.received_at,
        )
        .order_by(Case.received_at.desc(), Case.id.desc())
        .limit(MOST)
    )
    return tuple(_told(each) for each in reversed(list(found)) if _is_same(case, each))


def _is_same(case: Case, other: Case) -> bool:
    if bool(case.representative) is not bool(other.representative):
        return False
    if case.email_key and case.email_key == other.email_key:
        return True
    born = case.birth_date is not None and case.birth_date == other.birth_date
    return born and bool(case.address) and fold(case.address) == fold(other.address)


def _told(case: Case) -> EarlierRequest:
    withdrawn = case.status is Status.WITHDRAWN
    done = case.status in ANSWERED
    return EarlierRequest(
        case.reference,
        case.received_date,
        local_date(case.delivered_at) if done and case.delivered_at else None,
        tuple(
            (part.right, Outcome.WITHDRAWN if withdrawn else part.outcome if done else None)
            for part in case.parts
        ),
    )
