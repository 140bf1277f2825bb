"""More time for an answer: two months, once, told with the reasons within the first month."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.deadlines import last_day_to_extend
from portal.law.derivation import Deadline
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.letters.procedure import ExtensionGround
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.clock import ClockKind
from portal.models.letter import Letter
from portal.organisations.organisation import Organisation
from portal.services import clock, writing

SHORTEST_REASON = 20


class Refusal(StrEnum):
    """Why the term of a case cannot be extended."""

    NO_MONTH = "no_month"
    ALREADY = "already"
    ANSWERED = "answered"
    TOO_LATE = "too_late"


class CannotExtend(Exception):
    """Raised if the term cannot be extended; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class ReasonMissing(Exception):
    """Raised if an extension comes without its reasons."""


@dataclass(frozen=True, slots=True)
class Extension:
    """Why more time is needed: what the law calls it, and what the citizen reads."""

    grounds: tuple[ExtensionGround, ...]
    explanation: str


def why_not_extend(case: Case, today: date) -> Refusal | None:
    """What stands in the way of an extension, for the button and for the guard; None: nothing."""
    if not clock.has_month(case):
        return Refusal.NO_MONTH
    if case.extended_at is not None:
        return Refusal.ALREADY  # AVG 12.3: two further months, not again and again
    if not case.may(Action.EXTEND):
        return Refusal.ANSWERED
    if today > last_day_to_extend(case.received_date):
        return Refusal.TOO_LATE  # AVG 12.3: the person is told within the first month
    return None


def new_deadline(session: Session, case: Case) -> Deadline:
    """The last day if the term of this case is extended: three months from receipt."""
    return clock.deadline_of(session, case, months=3)


def letter_facts(session: Session, case: Case, extension: Extension) -> dict[str, Any]:
    """What the letter about an extension tells, also for its preview."""
    return {
        "grounds": [ground.value for ground in extension.grounds],
        "explanation": extension.explanation,
        "before": case.legal_due.isoformat(),
        "legal_due": new_deadline(session, case).legal_due.isoformat(),
    }


def extend(
    session: Session,
    case: Case,
    organisation: Organisation,
    extension: Extension,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> Letter:
    """Take two months more, and tell the citizen at once why (AVG 12.3).

    Parameters:
        personal: a paragraph to add to the letter.

    Raises:
        CannotExtend: it is too late, was done before, or no month runs.
        ReasonMissing: no ground, or hardly a word of explanation.
    """
    refusal = why_not_extend(case, local_date(now))
    if refusal is not None:
        raise CannotExtend(refusal)
    if not extension.grounds or len(extension.explanation.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    facts = letter_facts(session, case, extension)
    deadline = new_deadline(session, case)
    case.extended_at, case.extension_reason = now, extension.explanation.strip()
    codes = " ".join(facts["grounds"])
    case.advance(Action.EXTEND, actor, now, grounds=facts["grounds"])
    clock.move(session, case, deadline, ClockKind.EXTENDED, reason=codes, actor=actor, now=now)
    return writing.write(
        session,
        case,
        organisation,
        LetterKind.EXTENSION,
        facts=facts,
        personal=personal,
        actor=actor,
        now=now,
    )
