"""Having systems let data rest while a request about them is weighed (AVG 18.1).

Only those that can be told plainly and surely; of the others the handler sees to it. Anybody can
send a request in somebody's name, so the person must be proven, or staff must have looked.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.effects import Effect
from portal.law.lifecycle import Status
from portal.models.case import Case, CasePart
from portal.models.consequence import Restriction
from portal.organisations.organisation import Organisation
from portal.services import apart, identification, instructing
from portal.services.targets import targets

BATCH = 50


def halt(session: Session, case: Case, organisation: Organisation, now: datetime) -> int:
    """Tell each system once that data must rest; gives how many were told."""
    proven = case.identity_at is not None or not identification.needs_proof(case)
    if not case.is_open or (case.status is Status.RECEIVED and not proven):
        return 0
    there = instructing.given(session, case)
    told = 0
    for part in _resting(session, case):
        found = [
            each
            for each in targets(session, case, part, organisation, Effect.RESTRICT)
            if each.why is None and (part.id, Effect.RESTRICT, each.source) not in there
        ]
        instructing.make(session, case, part, organisation, Effect.RESTRICT, found, now)
        told += len(found)
    return told


def _resting(session: Session, case: Case) -> list[CasePart]:
    """The parts of a case whose data must rest now."""
    marked = select(Restriction.part_id).where(
        Restriction.case_id == case.id, Restriction.lifted_at.is_(None)
    )
    resting = set(session.scalars(marked))
    return [part for part in case.parts if part.id in resting]


def catch_up(
    session: Session, organisation: Organisation, now: datetime, *, place: int
) -> int | None:
    """Halt what is known by now to be theirs; gives where to go on, None at the end."""
    found = session.execute(
        select(Restriction.id, Restriction.case_id)
        .join(Case, Case.id == Restriction.case_id)
        .where(
            Case.organisation == organisation.slug,
            Case.is_open.is_(True),
            Restriction.lifted_at.is_(None),
            Restriction.id > place,
        )
        .order_by(Restriction.id)
        .limit(BATCH)
    ).all()
    for _, case_id in found:
        with apart.from_others("halt", case_id), session.begin_nested():
            case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
            halt(session, case, organisation, now)
    return found[-1].id if len(found) == BATCH else None
