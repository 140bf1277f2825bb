"""A decision on bezwaar that was put off already comes later still: who agreed, or which rule.

The person hears of it in writing, whatever the ground (Awb 7:10.5).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.derivation import Deadline
from portal.law.lifecycle import Action
from portal.law.objections import Further
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.clock import ClockKind
from portal.models.letter import Letter
from portal.organisations.organisation import Organisation
from portal.services import clock, extending
from portal.services.extending import Later

LONGEST = timedelta(days=365)
"""Our own norm: nobody agrees to wait longer without being asked again."""


class Refusal(StrEnum):
    """Why a decision cannot be put off further."""

    NO_BEZWAAR = "no_bezwaar"
    FIRST_EXTEND = "first_extend"
    ANSWERED = "answered"
    TOO_LATE = "too_late"


class CannotDelay(Exception):
    """Raised if a decision cannot be put off further; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class WrongDay(Exception):
    """Raised if the new day is not later than the last day, or more than a year after it."""


class ReasonMissing(Exception):
    """Raised if nobody wrote how people agreed, or which rule needs more time."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Until when, on which ground, and what the person reads about it."""

    further: Further
    explanation: str


def why_not(case: Case, today: date) -> Refusal | None:
    """What stands in the way, for the button and for the guard; None: nothing."""
    if not extending.is_bezwaar(case):
        return Refusal.NO_BEZWAAR
    if not case.may(Action.EXTEND):
        return Refusal.ANSWERED
    if case.extended_at is None:
        return Refusal.FIRST_EXTEND  # Awb 7:10.3 comes before 7:10.4
    return Refusal.TOO_LATE if today > extending.last_day_to_tell(case) else None


def new_deadline(session: Session, case: Case, delay: Delay) -> Deadline:
    """The last day if the decision is put off so."""
    return clock.decision_of(session, case, further=delay.further)


def check(case: Case, delay: Delay, today: date) -> None:
    """Judge a delay before anything is sent.

    Raises:
        CannotDelay, WrongDay, ReasonMissing: it cannot be.
    """
    refusal = why_not(case, today)
    if refusal is not None:
        raise CannotDelay(refusal)
    if not case.legal_due < delay.further.until <= case.legal_due + LONGEST:
        raise WrongDay(delay.further.until)
    if len(delay.explanation.strip()) < extending.SHORTEST_REASON:
        raise ReasonMissing


def letter_facts(session: Session, case: Case, delay: Delay) -> dict[str, Any]:
    """What the letter about it tells, also for its preview."""
    return {
        "grounds": [],
        "explanation": delay.explanation,
        "postponed": True,
        "further": delay.further.ground.value,
        "before": case.legal_due.isoformat(),
        "legal_due": new_deadline(session, case, delay).legal_due.isoformat(),
    }


def delay(
    session: Session,
    case: Case,
    organisation: Organisation,
    given: Delay,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Letter:
    """Put a decision off further, and tell the person at once (Awb 7:10.4, 7:10.5).

    Parameters:
        personal: a paragraph to add to the letter.

    Raises:
        CannotDelay, WrongDay, ReasonMissing: as in `check`.
    """
    check(case, given, local_date(now))
    facts, deadline = letter_facts(session, case, given), new_deadline(session, case, given)
    ground = given.further.ground.value
    case.extension_reason = f"{case.extension_reason}\n{given.explanation.strip()}".strip()
    case.advance(Action.EXTEND, actor, now, further=ground)
    later = Later(deadline, ClockKind.FURTHER, ground)
    return extending.postpone(
        session, case, organisation, later, facts, personal=personal, actor=actor, now=now
    )
