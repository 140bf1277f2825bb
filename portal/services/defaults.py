"""Notices of default (ingebrekestelling): registered with their date, and what they come to cost.

Only a public body can be given one that costs a penalty; against anyone else the court is the way.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.defaults import Schedule, amount_on, default_schedule
from portal.law.grounds import is_decision
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.law.rights import ControllerKind
from portal.law.workdays import ONE_DAY
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.clock import DefaultNotice
from portal.organisations.organisation import Organisation
from portal.services import posting, writing


class Refusal(StrEnum):
    """Why no notice of default can be registered."""

    NO_DECISION = "no_decision"  # complaints, withdrawal of consent
    PRIVATE = "private"
    ALREADY = "already"
    ANSWERED = "answered"
    NOT_LATE = "not_late"


class CannotRegister(Exception):
    """Raised if no notice of default can be registered; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class ReceivedInFuture(Exception):
    """Raised if a notice is said to have come in after today."""


class ReceivedTooEarly(Exception):
    """Raised if a notice came in before the last day to answer had passed (Awb 4:17.3, 6:12)."""


class ReceivedAfterAnswer(Exception):
    """Raised if a notice came in on the day of the answer or later: then nobody was late."""


def owes_decision(case: Case, controller: ControllerKind) -> bool:
    """Whether a part of the case asks this kind of controller for a decision (UAVG 34, 35)."""
    return any(
        part.controller_kind is controller and is_decision(part.right, part.outcome)
        for part in case.parts
    )


def why_not(session: Session, case: Case, today: date) -> Refusal | None:
    """What stands in the way of registering a notice, for button and guard; None: nothing."""
    if not owes_decision(case, ControllerKind.PUBLIC):
        private = owes_decision(case, ControllerKind.PRIVATE)
        return Refusal.PRIVATE if private else Refusal.NO_DECISION
    if notice_of(session, case) is not None:
        return Refusal.ALREADY  # a second one changes nothing: Awb 4:17.3
    if not case.may(Action.NOTICE_DEFAULT) or _answered_in_time(case):
        return Refusal.ANSWERED
    return Refusal.NOT_LATE if today <= case.legal_due else None


def _answered_in_time(case: Case) -> bool:
    """Whether no day lies between the last day to answer and the answer (Awb 4:17.3)."""
    if case.is_open:
        return False
    sent = posting.sent_on(case)
    return sent is None or sent - case.legal_due <= ONE_DAY


def notice_of(session: Session, case: Case) -> DefaultNotice | None:
    """The notice of default in a case."""
    return session.scalar(select(DefaultNotice).where(DefaultNotice.case_id == case.id))


def in_default_among(session: Session, case_ids: Iterable[int]) -> frozenset[int]:
    """Which of these cases have a notice of default."""
    found = select(DefaultNotice.case_id).where(DefaultNotice.case_id.in_(case_ids))
    return frozenset(session.scalars(found))


def schedule_of(notice: DefaultNotice) -> Schedule:
    """When which penalty runs, as it was stored."""
    return Schedule.from_dict(notice.schedule)


def check(session: Session, case: Case, received_on: date, *, today: date) -> Schedule:
    """Judge a notice before anything is stored; gives what it would cost.

    Raises:
        CannotRegister, ReceivedInFuture, ReceivedTooEarly, ReceivedAfterAnswer: as in `register`.
    """
    refusal = why_not(session, case, today)
    if refusal is not None:
        raise CannotRegister(refusal)
    if received_on > today:
        raise ReceivedInFuture
    if received_on <= case.legal_due:
        raise ReceivedTooEarly
    sent = posting.sent_on(case)
    if sent is not None and received_on >= sent:
        raise ReceivedAfterAnswer
    return default_schedule(received_on, case.legal_due)


def register(
    session: Session,
    case: Case,
    organisation: Organisation,
    received_on: date,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> DefaultNotice:
    """Write down that a notice of default came in, with its penalties, and confirm its receipt.

    Parameters:
        received_on: the day it reached us, in writing.
        personal: a paragraph to add to the letter.

    Raises:
        CannotRegister: none is possible here, or there is one.
        ReceivedInFuture: the day is yet to come.
        ReceivedTooEarly: the last day to answer had not passed on that day.
        ReceivedAfterAnswer: the answer was given on that day or before.
    """
    schedule = check(session, case, received_on, today=local_date(now))
    case.advance(Action.NOTICE_DEFAULT, actor, now, received_on=received_on.isoformat())
    notice = DefaultNotice(
        case_id=case.id,
        received_on=received_on,
        registered_at=now,
        staff_id=actor.staff_id,
        schedule=schedule.as_dict(),
    )
    session.add(notice)
    session.flush()
    writing.write(
        session,
        case,
        organisation,
        LetterKind.DEFAULT_RECEIPT,
        facts=receipt_facts(case, schedule),
        personal=personal,
        actor=actor,
        now=now,
    )
    return notice


def receipt_facts(case: Case, schedule: Schedule) -> dict[str, Any]:
    """What the letter that confirms a notice tells, also for its preview."""
    sent = posting.sent_on(case)
    return {
        "answered_on": sent.isoformat() if sent else None,
        "owed_cents": amount_on(schedule, sent, decided=sent) if sent else 0,
        "received_on": schedule.notice.isoformat(),
        "two_weeks_end": schedule.two_weeks_end.isoformat(),
        "first_day": schedule.first_day.isoformat(),
        "last_day": schedule.last_day.isoformat(),
        "total_cents": schedule.total_cents,
        "bands": [
            {"first": band.first.isoformat(), "last": band.last.isoformat(), "cents": band.cents}
            for band in schedule.bands
        ],
    }


def owed(case: Case, notice: DefaultNotice, today: date) -> int:
    """What is owed by now, in cents; after the answer it grows no more."""
    return amount_on(schedule_of(notice), today, decided=posting.sent_on(case))
