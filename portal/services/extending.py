"""More time: two months for an answer, once, told with the reasons within the first month.

A decision on bezwaar can be put off once too, by six weeks, as long as its term runs (Awb 7:10.3).
"""

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
from portal.models.case import Case, Procedure
from portal.models.clock import ClockKind
from portal.models.letter import Letter
from portal.organisations.organisation import Organisation
from portal.services import clock, posting, writing

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
    """Why more time is needed: what the law calls it, and what the citizen reads.

    Attributes:
        already: what the citizen gets now; empty when all comes with the answer.
    """

    grounds: tuple[ExtensionGround, ...]
    explanation: str
    already: str = ""


def why_not_extend(case: Case, today: date) -> Refusal | None:
    """What stands in the way of an extension, for the button and for the guard; None: nothing."""
    if not clock.has_month(case) and not is_bezwaar(case):
        return Refusal.NO_MONTH
    if case.extended_at is not None:
        return Refusal.ALREADY  # AVG 12.3, Awb 7:10.3: not again and again
    if not case.may(Action.EXTEND):
        return Refusal.ANSWERED
    return Refusal.TOO_LATE if today > last_day_to_tell(case) else None


def is_bezwaar(case: Case) -> bool:
    """Whether it is a decision on bezwaar that would be put off."""
    return case.procedure is Procedure.BEZWAAR


def last_day_to_tell(case: Case) -> date:
    """The last day on which the person can be told that it takes longer; by post a little less."""
    last = last_day_to_extend(case.received_date)  # AVG 12.3: within the first month
    if is_bezwaar(case):
        last = case.legal_due  # Awb 7:10.3
    return last if case.email else posting.print_by(last)


def new_deadline(session: Session, case: Case) -> Deadline:
    """The last day if the term of this case is extended: three months from receipt.

    Of a bezwaar six weeks later, from the same end of the term to make it.
    """
    if not is_bezwaar(case):
        return clock.deadline_of(session, case, months=3)
    return clock.decision_of(session, case, extended=True)


def letter_facts(session: Session, case: Case, extension: Extension) -> dict[str, Any]:
    """What the letter about an extension tells, also for its preview."""
    return {
        "grounds": [ground.value for ground in extension.grounds],
        "explanation": extension.explanation,
        "already": extension.already.strip(),
        "postponed": is_bezwaar(case),
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
    """Take more time, and tell the citizen at once why (AVG 12.3; Awb 7:10.3).

    Parameters:
        personal: a paragraph to add to the letter.

    Raises:
        CannotExtend: it is too late, was done before, or no term runs that can be extended.
        ReasonMissing: no ground (a bezwaar needs none), or hardly a word of explanation.
    """
    refusal = why_not_extend(case, local_date(now))
    if refusal is not None:
        raise CannotExtend(refusal)
    grounded = bool(extension.grounds) or is_bezwaar(case)
    if not grounded or len(extension.explanation.strip()) < SHORTEST_REASON:
        raise ReasonMissing
    facts = letter_facts(session, case, extension)
    case.extended_at, case.extension_reason = now, extension.explanation.strip()
    case.advance(Action.EXTEND, actor, now, grounds=facts["grounds"])
    later = Later(new_deadline(session, case), ClockKind.EXTENDED, " ".join(facts["grounds"]))
    return postpone(
        session, case, organisation, later, facts, personal=personal, actor=actor, now=now
    )


@dataclass(frozen=True, slots=True)
class Later:
    """A later last day, by what it is later, and a code of why."""

    deadline: Deadline
    kind: ClockKind
    reason: str


def postpone(
    session: Session,
    case: Case,
    organisation: Organisation,
    later: Later,
    facts: dict[str, Any],
    *,
    personal: str,
    actor: Actor,
    now: datetime,
) -> Letter:
    """Store a later last day and tell it: nobody learns of it afterwards only.

    Parameters:
        facts: what the letter tells.
        personal: a paragraph to add to the letter.
    """
    clock.move(session, case, later.deadline, later.kind, reason=later.reason, actor=actor, now=now)
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
