"""What must not be overlooked in a case, besides the next step: codes, the gravest first."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.case import Case, Direction, Procedure
from portal.models.clock import Pause, PauseEnd, Question
from portal.services import (
    asking,
    extending,
    holds,
    instructions,
    ledger,
    outcomes,
    posting,
    restrictions,
)

SOON = timedelta(days=7)


class Signal(StrEnum):
    """Something to look after."""

    LATE = "late"
    HOLD_OPEN = "hold_open"
    AFTER_PROPOSAL = "after_proposal"
    SYSTEM_REFUSES = "system_refuses"
    PREPARED = "prepared"
    NO_REPLY = "no_reply"
    EXPERT_SILENT = "expert_silent"
    POST_NEAR = "post_near"
    EXTENSION_NEAR = "extension_near"
    RECIPIENTS_OPEN = "recipients_open"
    RESTRICTION_OPEN = "restriction_open"
    INSTRUCTIONS_OPEN = "instructions_open"


def of(session: Session, case: Case, today: date) -> tuple[Signal, ...]:
    """The signals of a case on this day."""
    found = {
        Signal.LATE: case.is_open and case.legal_due < today,  # AVG 12.3
        Signal.HOLD_OPEN: case.is_open and bool(holds.unsecured(session, case)),
        Signal.AFTER_PROPOSAL: case.status is Status.PROPOSED and _came_after_proposal(case),
        Signal.SYSTEM_REFUSES: case.is_open and instructions.would_refuse(session, case),
        Signal.PREPARED: case.status is Status.IN_TREATMENT and _was_silent(session, case),
        Signal.NO_REPLY: case.status is Status.IN_TREATMENT and _must_answer_all(session, case),
        Signal.EXPERT_SILENT: any(
            each.escalated_at is not None for each in asking.open_of(session, case)
        ),
        Signal.POST_NEAR: post_near(case, today),
        Signal.EXTENSION_NEAR: extension_near(case, today),
        Signal.RECIPIENTS_OPEN: case.status is Status.DELIVERED
        and bool(ledger.open_duties(session, case)),  # AVG 19
        Signal.INSTRUCTIONS_OPEN: case.status is Status.DELIVERED
        and bool(instructions.open_of(session, case)),
        Signal.RESTRICTION_OPEN: case.status is Status.DELIVERED
        and restriction_to_lift(session, case),  # AVG 18.3
    }
    return tuple(signal for signal in Signal if found[signal])


def post_near(case: Case, today: date) -> bool:
    """Whether an answer by post must be ready within days, or is late for the post already."""
    by_post = case.is_open and not case.email
    return by_post and posting.answer_by(case) - today <= SOON and today <= case.legal_due


def extension_near(case: Case, today: date) -> bool:
    """Whether the days are nearly over in which the term can still be extended (AVG 12.3)."""
    if extending.why_not_extend(case, today) is not None:
        return False
    return extending.last_day_to_tell(case) - today <= SOON


def restriction_to_lift(session: Session, case: Case) -> bool:
    """Whether data still rest that were only to rest until the answer, and nobody announced more.

    A restriction that was granted goes on for as long as its reason does (AVG 18.1).
    """
    granted = {
        part.id
        for part in case.parts
        if part.right is Right.RESTRICTION and part.outcome in outcomes.GIVEN
    }
    return any(
        each.part_id not in granted and each.lift_told_at is None
        for each in restrictions.active(session, case)
    )


def _came_after_proposal(case: Case) -> bool:
    """Whether the citizen wrote, or proved who they are, what the proposer could not know."""
    proposed = case.proposed_at
    if proposed is None:
        return False
    wrote = any(
        each.direction is Direction.FROM_CITIZEN and each.at > proposed for each in case.messages
    )
    return wrote or (case.identity_at is not None and case.identity_at > proposed)


def _must_answer_all(session: Session, case: Case) -> bool:
    """Whether nobody said what an unclear request is about, so that it is about all the data."""
    decided = all(part.outcome is not None for part in case.parts)
    if decided or case.procedure is Procedure.BEZWAAR:
        return False
    return Question.CLARIFICATION in _unanswered(session, case)  # AVG recital 63


def _was_silent(session: Session, case: Case) -> bool:
    """Whether a question went unanswered and the decision was prepared because of it."""
    if any(part.outcome is None for part in case.parts):
        return False
    return bool(_unanswered(session, case))


def _unanswered(session: Session, case: Case) -> frozenset[Question]:
    """The questions whose last day passed without an answer."""
    lapsed = Pause.case_id == case.id, Pause.ended_by == PauseEnd.LAPSED
    return frozenset(session.scalars(select(Pause.question).where(*lapsed)))
