"""Deciding what we owe for a late answer, within two weeks after its last day (Awb 4:18)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.defaults import amount_on
from portal.law.derivation import Deadline
from portal.law.grounds import is_decision
from portal.law.mandatory import LetterKind
from portal.law.penalties import NoPenalty, exceptions, fixing_due, has_ended, last_costly_day
from portal.law.rights import ControllerKind
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.clock import DefaultNotice
from portal.models.letter import Letter
from portal.organisations.organisation import Organisation
from portal.services import defaults, posting, writing

SHORTEST_REASON = 20


class NothingToFix(Exception):
    """Raised if no day cost money, it may still cost more, or it was decided already."""


class ReasonDoesNotFit(Exception):
    """Raised if this reason cannot be why nothing is owed."""


class ReasonMissing(Exception):
    """Raised if hardly a word says why nothing is owed."""


@dataclass(frozen=True, slots=True)
class ToFix:
    """A penalty that ended and nobody decided about.

    Attributes:
        last_day: the last day that costs money by the schedule.
        cents: what that comes to.
        due: until when it is decided.
        exceptions: why nothing may be owed after all.
    """

    last_day: date
    cents: int
    due: Deadline
    exceptions: tuple[NoPenalty, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is decided: the sum of the schedule, or nothing, and why."""

    no_penalty: NoPenalty | None = None
    explanation: str = ""


def to_fix(case: Case, notice: DefaultNotice | None, today: date) -> ToFix | None:
    """What is to be decided about a penalty now; None when nothing is, or not yet.

    An answer by post ends the penalty on the day it was really posted, once that is recorded.
    """
    if notice is None or notice.fixed_at is not None or posting.waits_for_post(case):
        return None  # Awb 4:17.2: a day that nobody confirmed ends nothing
    schedule, made_known = defaults.schedule_of(notice), posting.sent_on(case)
    last = last_costly_day(schedule, made_known)
    if last is None or not has_ended(schedule, made_known, today):
        return None
    return ToFix(last, amount_on(schedule, last), fixing_due(last), exceptions(_outcomes(case)))


def _outcomes(case: Case) -> list[Any]:
    """How the parts ended for whose decision a penalty runs; none before there is an answer."""
    if case.delivered_at is None:
        return []
    return [
        part.outcome
        for part in case.parts
        if part.controller_kind is ControllerKind.PUBLIC and is_decision(part.right, part.outcome)
    ]


def check(case: Case, notice: DefaultNotice | None, given: Fixed, today: date) -> ToFix:
    """Judge a decision before anything is sent; gives what it is about.

    Raises:
        NothingToFix, ReasonDoesNotFit, ReasonMissing: it cannot be.
    """
    found = to_fix(case, notice, today)
    if found is None:
        raise NothingToFix
    if given.no_penalty is not None:
        if given.no_penalty not in found.exceptions:
            raise ReasonDoesNotFit(given.no_penalty)  # Awb 4:17.6
        if len(given.explanation.strip()) < SHORTEST_REASON:
            raise ReasonMissing  # Awb 3:46
    return found


def letter_facts(
    session: Session, case: Case, notice: DefaultNotice, given: Fixed, found: ToFix
) -> dict[str, Any]:
    """What the letter with the decision tells, also for its preview."""
    schedule, sent = defaults.schedule_of(notice), posting.sent_on(case)
    facts: dict[str, Any] = {
        "received_on": notice.received_on.isoformat(),
        "answered_on": sent.isoformat() if sent else None,
        "owed_cents": 0,
        "explanation": given.explanation.strip(),
        **_replaced(session, case),
    }
    if given.no_penalty is not None:
        return facts | {"no_penalty": given.no_penalty.value}
    return facts | {
        "owed_cents": found.cents,
        "first_day": schedule.first_day.isoformat(),
        "last_day": found.last_day.isoformat(),
        "bands": [
            [band.first.isoformat(), min(band.last, found.last_day).isoformat(), band.cents]
            for band in schedule.bands
            if band.first <= found.last_day
        ],
    }


def _replaced(session: Session, case: Case) -> dict[str, Any]:
    """Which decision an own decision replaces; nothing the first time (Awb 6:19)."""
    query = select(Letter).where(
        Letter.case_id == case.id, Letter.kind == LetterKind.PENALTY_DECISION
    )
    earlier = session.scalars(query.order_by(Letter.id.desc())).first()
    if earlier is None:
        return {}
    day = posting.answer_date(case, earlier.written_at)
    return {"earlier_on": day.isoformat(), "earlier_cents": earlier.facts["owed_cents"]}


def fix(
    session: Session,
    case: Case,
    organisation: Organisation,
    notice: DefaultNotice | None,
    given: Fixed,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Letter:
    """Decide what is owed, and tell it in a decision with its remedy (Awb 4:18).

    Parameters:
        personal: a paragraph to add to the letter.

    Raises:
        NothingToFix, ReasonDoesNotFit, ReasonMissing: as in `check`.
    """
    found = check(case, notice, given, local_date(now))
    if notice is None:
        raise NothingToFix
    facts = letter_facts(session, case, notice, given, found)
    notice.fixed_at, notice.fixed_by = now, actor.staff_id
    notice.fixed_cents, notice.fixed_why = facts["owed_cents"], given.explanation.strip()
    notice.no_penalty = given.no_penalty.value if given.no_penalty else ""
    detail = {"cents": notice.fixed_cents, "no_penalty": notice.no_penalty}
    session.add(record(actor, "penalty_fixed", now, case_id=case.id, **detail))
    return writing.write(
        session,
        case,
        organisation,
        LetterKind.PENALTY_DECISION,
        facts=facts,
        personal=personal,
        actor=actor,
        now=now,
    )
