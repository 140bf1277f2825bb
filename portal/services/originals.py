"""Letting what was found go: once the answer it stands in is final, and not before (AVG 5.1.e).

First the key of the case is destroyed, which is what counts: documents and rows are noise from then
on, in every copy of them. Then the files go. What breaks off in between is gone on with the next
time. What was decided about each item stays, without what it said.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import Session, load_only

from portal.language.words import local_date
from portal.law.deadlines import SIX_WEEKS
from portal.law.effects import Effect
from portal.law.lifecycle import Status
from portal.models.audit import Actor, record
from portal.models.base import Database
from portal.models.case import Case
from portal.models.consequence import Restriction
from portal.models.exhibit import CaseKey, Exhibit, ExhibitState
from portal.models.instruction import Instruction
from portal.papers.problems import Problem
from portal.services import apart, instructing
from portal.services.releasing import is_final
from portal.vault import Vault

BATCH = 50


def let_go(database: Database, vault: Vault, *, now: datetime) -> int:
    """Destroy what was found in every case that is over for good; gives of how many cases."""
    number, place = 0, 0
    while True:
        with database.transaction(write=False) as session:
            found = _perhaps_over(session, place, now)
        for case_id in found:
            with apart.from_others("destroy", case_id), database.transaction() as session:
                number += destroy(session, vault, case_id, now=now)
        if len(found) < BATCH:
            break
        place = found[-1]
    while _remove_some(database, vault) or _remove_keys(database, vault):
        pass
    return number


def destroy(session: Session, vault: Vault, case_id: int, *, now: datetime) -> bool:
    """Destroy the key of a case when nothing of it can be contested any more; tells whether."""
    case = session.get_one(Case, case_id, with_for_update=True, populate_existing=True)
    if not is_final(session, case, local_date(now)) or _must_tell(session, case):
        return False
    if not vault.destroy(session, case_id, now=now):
        return False
    gone = {"state": ExhibitState.UNREADABLE, "problem": Problem.DESTROYED.value}
    session.execute(update(Exhibit).where(Exhibit.case_id == case_id).values(gone))
    actor = Actor.portal(case.organisation)
    session.add(record(actor, "originals_destroyed", now, case_id=case_id))
    return True


def _must_tell(session: Session, case: Case) -> bool:
    """Whether a source must hear, now or later, whose data may be used again (AVG 18.3)."""
    rests = select(Restriction.id).where(
        Restriction.case_id == case.id, Restriction.lifted_at.is_(None)
    )
    lifting = select(Instruction.id).where(
        Instruction.case_id == case.id,
        Instruction.effect == Effect.LIFT,
        Instruction.finished_at.is_(None),
    )
    untold = instructing.untold().where(Instruction.case_id == case.id)
    waits = (exists(each.order_by(None)) for each in (rests, lifting, untold))
    return bool(session.scalar(select(or_(*waits))))


def _perhaps_over(session: Session, place: int, now: datetime) -> Sequence[int]:
    over = or_(
        Case.status == Status.WITHDRAWN,
        (Case.status == Status.CLOSED) & (Case.delivered_at < now - SIX_WEEKS),
    )
    query = (
        select(Case.id)
        .join(CaseKey, CaseKey.case_id == Case.id)
        .where(Case.id > place, CaseKey.wrapped != "", over)
        .order_by(Case.id)
        .limit(BATCH)
    )
    return session.scalars(query).all()


def _remove_some(database: Database, vault: Vault) -> bool:
    """Remove files whose key is gone; tells whether there may be more."""
    has_key = (CaseKey.case_id == Exhibit.case_id) & (CaseKey.wrapped != "")
    without_key = ~select(CaseKey).where(has_key).exists()
    query = (
        select(Exhibit)
        .options(load_only(Exhibit.key, Exhibit.pdf_key, Exhibit.text_key))  # its name may not open
        .where(Exhibit.key != "", without_key)
        .order_by(Exhibit.id)
        .limit(BATCH)
    )
    with database.transaction() as session:
        found = session.scalars(query.with_for_update()).all()
        keys = [key for each in found for key in (each.key, each.pdf_key, each.text_key) if key]
        for key in keys:
            vault.store.delete(key)
        for each in found:
            each.key = each.pdf_key = each.text_key = ""
    return len(found) == BATCH


def _remove_keys(database: Database, vault: Vault) -> bool:
    """Remove the keys of rows whose own key is gone; tells whether there may be more."""
    over = (CaseKey.wrapped == "") & (CaseKey.rows != "")
    query = select(CaseKey).where(over).order_by(CaseKey.case_id).limit(BATCH)
    with database.transaction() as session:
        found = session.scalars(query.with_for_update()).all()
        for each in found:
            vault.store.delete(each.rows)
            each.rows = ""
    return len(found) == BATCH
