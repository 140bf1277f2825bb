"""Forgetting what experts were asked and wrote, once the case is over for good (AVG 5.1.e).

A case that can still be contested needs it: what was asked, and what somebody said they had looked
for. Afterwards it is enough that a source was asked, on which day, and what kind of answer came.
"""

from datetime import datetime

from sqlalchemy import Select, or_, select

from portal.language.words import local_date
from portal.law.deadlines import SIX_WEEKS
from portal.law.lifecycle import Status
from portal.models.audit import Actor, record
from portal.models.base import Database
from portal.models.case import Case
from portal.models.expert import ExpertTask
from portal.services import apart
from portal.services.releasing import is_final

BATCH = 50


def forget_asked(database: Database, *, now: datetime) -> int:
    """Forget who was asked and what was written, of some tasks at a time; gives of how many."""
    number, place = 0, 0
    while True:
        with database.transaction(write=False) as session:
            found = session.execute(_over(place, now)).all()
        for task_id, case_id in found:
            with apart.from_others("forget", case_id), database.transaction() as session:
                case = session.get_one(Case, case_id, with_for_update=True)
                task = session.get_one(ExpertTask, task_id, with_for_update=True)
                if task.next_mail_on is None and is_final(session, case, local_date(now)):
                    task.email = task.question = task.note = ""
                    actor = Actor.portal(case.organisation)
                    event = record(actor, "expert_forgotten", now, case_id=case.id, task=task.id)
                    session.add(event)
                    number += 1
        if len(found) < BATCH:
            return number
        place = found[-1].id


def _over(place: int, now: datetime) -> Select[int, int]:
    """Tasks of cases that are perhaps over; those whose expert must still tell of copies wait."""
    over = or_(
        Case.status == Status.WITHDRAWN,
        (Case.status == Status.CLOSED) & (Case.delivered_at < now - SIX_WEEKS),
    )
    return (
        select(ExpertTask.id, ExpertTask.case_id)
        .join(Case, Case.id == ExpertTask.case_id)
        .where(
            ExpertTask.id > place, ExpertTask.email != "", ExpertTask.next_mail_on.is_(None), over
        )
        .order_by(ExpertTask.id)
        .limit(BATCH)
    )
