"""Holds: data that would delete themselves while a request runs are kept until its answer is final.

A system that deletes after four weeks deletes some data every day. What was recorded longest ago
goes first: on the day after receipt, unless the request is about a later period.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.consequences import Consequence
from portal.law.consequences import at_receipt as follows_from
from portal.law.deadlines import add_months, answer_due
from portal.law.rights import RULES
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart
from portal.models.consequence import Hold
from portal.organisations.organisation import Organisation, Retention
from portal.services import asked
from portal.services.confidential import visible_to

MOST = 200
COUNT_STOPS_AT = 99
SHORTEST_NOTE = 10
RELEASED_FOR = timedelta(days=30)
ONE_DAY = timedelta(days=1)


class NoteNeeded(Exception):
    """Raised if nobody says how the deletion was stopped, or why there is nothing to keep."""


class AlreadyReleased(Exception):
    """Raised if the data may delete themselves again already."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A hold and the case it belongs to, for the list of all of them."""

    hold: Hold
    reference: str
    legal_due: date


def at_receipt(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Place a hold for each activity whose data would vanish before the answer is due.

    What is still kept for the answer that a bezwaar contests, is kept for the bezwaar as well.
    """
    kept = _kept_for_origin(session, case)
    today, latest = local_date(now), _latest_answer(case)
    found: dict[str, tuple[date, Retention]] = {}
    for part in case.parts:
        if Consequence.HOLD not in follows_from(part.right, part.answers):
            continue
        for activity in asked.concerned(organisation, part):
            for retention in activity.retention:
                day = _vanishes_on(retention, part, today)
                if day is not None and day <= latest:
                    known = found.setdefault(activity.id, (day, retention))
                    found[activity.id] = min(known, (day, retention), key=lambda pair: pair[0])
    found = {activity: each for activity, each in found.items() if activity not in kept}
    for activity_id, (day, retention) in found.items():
        session.add(
            Hold(
                organisation=case.organisation,
                case_id=case.id,
                activity=activity_id,
                rule=_rule(retention),
                vanishes_on=day,
                placed_at=now,
            )
        )
    if found:
        actor = Actor.portal(case.organisation)
        facts: dict[str, Any] = {"activities": sorted(found)}
        session.add(record(actor, "hold_placed", now, case_id=case.id, **facts))
        session.flush()


def _kept_for_origin(session: Session, case: Case) -> frozenset[str]:
    bound = select(Hold.activity).where(Hold.case_id == case.origin_id, Hold.released_at.is_(None))
    return frozenset(session.scalars(bound).all())


def _latest_answer(case: Case) -> date:
    """The last day on which the answer may come, should its time be extended (AVG 12.3)."""
    if not any(RULES[part.right].has_month for part in case.parts):
        return case.legal_due
    return max(case.legal_due, answer_due(case.received_date, 3).legal_due)


def _vanishes_on(retention: Retention, part: CasePart, today: date) -> date | None:
    """The day on which the first of the data asked for is deleted; None when none will be."""
    if not retention.deletes_itself:
        return None
    first, last = asked.period(part)
    if last is not None and _gone_on(retention, last) <= today:
        return None  # all of it went before anybody asked
    oldest = today + ONE_DAY
    return oldest if first is None else max(oldest, _gone_on(retention, first))


def _gone_on(retention: Retention, recorded: date) -> date:
    """The day on which data recorded on a day delete themselves."""
    if retention.days is not None:
        return recorded + timedelta(days=retention.days)
    return add_months(recorded, retention.months or 0)


def _rule(retention: Retention) -> dict[str, Any]:
    """The retention in words, as the profile had it then."""
    return {
        "nl": f"{retention.period.nl} {retention.trigger.nl}",
        "en": f"{retention.period.en} {retention.trigger.en}",
    }


def list_of(session: Session, case: Case) -> Sequence[Hold]:
    """The holds of a case, the most urgent first."""
    found = select(Hold).where(Hold.case_id == case.id)
    return session.scalars(found.order_by(Hold.vanishes_on, Hold.id)).all()


def unsecured(session: Session, case: Case) -> Sequence[Hold]:
    """The holds of a case whose deletion nobody has stopped yet, the most urgent first."""
    return [
        each
        for each in list_of(session, case)
        if each.secured_at is None and each.released_at is None
    ]


def find(session: Session, case: Case, hold_id: int) -> Hold | None:
    """The hold with this key, when it belongs to this case."""
    hold = session.get(Hold, hold_id)
    return hold if hold is not None and hold.case_id == case.id else None


def secure(session: Session, hold: Hold, note: str, *, actor: Actor, now: datetime) -> None:
    """Write down that the deletion was stopped, and how.

    Raises:
        AlreadyReleased: the data may go again.
        NoteNeeded: the note says next to nothing.
    """
    _demand(hold, note)
    hold.secured_at, hold.secured_by, hold.note = now, actor.staff_id, note.strip()
    session.add(record(actor, "hold_secured", now, case_id=hold.case_id, hold=hold.id))


def drop(session: Session, hold: Hold, note: str, *, actor: Actor, now: datetime) -> None:
    """End one hold, because nothing is there to keep, or it was kept in another way.

    Raises:
        AlreadyReleased: it ended before.
        NoteNeeded: the note says next to nothing.
    """
    _demand(hold, note)
    hold.released_at, hold.note = now, note.strip()
    session.add(record(actor, "hold_dropped", now, case_id=hold.case_id, hold=hold.id))


def _demand(hold: Hold, note: str) -> None:
    if hold.released_at is not None:
        raise AlreadyReleased
    if len(note.strip()) < SHORTEST_NOTE:
        raise NoteNeeded


def release(session: Session, case: Case, now: datetime) -> None:
    """Let the data of a case go again: from now on they may delete themselves."""
    ended = [each for each in list_of(session, case) if each.released_at is None]
    for hold in ended:
        hold.released_at = now
    if ended:
        actor = Actor.portal(case.organisation)
        session.add(record(actor, "hold_released", now, case_id=case.id, number=len(ended)))


def list_open(session: Session, reader: Actor) -> tuple[Entry, ...]:
    """The holds that the reader may know of and that still bind, the most urgent first."""
    return _entries(session, reader, Hold.released_at.is_(None))


def list_released(session: Session, reader: Actor, now: datetime) -> tuple[Entry, ...]:
    """The holds that ended lately after somebody stopped the deletion: it may run again."""
    return _entries(
        session, reader, Hold.secured_at.is_not(None), Hold.released_at > now - RELEASED_FOR
    )


def _entries(session: Session, reader: Actor, *conditions: Any) -> tuple[Entry, ...]:
    found = session.execute(
        select(Hold, Case.reference, Case.legal_due)
        .join(Case, Case.id == Hold.case_id)
        .where(Hold.organisation == reader.organisation, visible_to(reader), *conditions)
        .order_by(Hold.vanishes_on, Hold.id)
        .limit(MOST)
    )
    return tuple(Entry(hold, reference, due) for hold, reference, due in found)


def count_unsecured(session: Session, reader: Actor) -> int:
    """How many holds of theirs somebody must still see to; one more than 99 means more."""
    capped = (
        select(Hold.id)
        .join(Case, Case.id == Hold.case_id)
        .where(
            Hold.organisation == reader.organisation,
            Hold.released_at.is_(None),
            Hold.secured_at.is_(None),
            visible_to(reader),
        )
        .limit(COUNT_STOPS_AT + 1)
    )
    return session.scalar(select(func.count()).select_from(capped.subquery())) or 0
