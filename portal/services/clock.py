"""The clock of a case: its last day, and the pauses while the citizen is asked something.

Each time the last day moves, the new one is stored with its derivation and an entry tells why;
nothing is ever computed again by itself.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.deadlines import Paused, answer_due, pause_counts
from portal.law.derivation import Deadline, StepCode, Term
from portal.law.mandatory import LetterKind
from portal.law.objections import Further, FurtherGround, decision_due
from portal.models.audit import Actor, record
from portal.models.case import Case, Procedure
from portal.models.clock import ClockEntry, ClockKind, Pause, PauseEnd, Question
from portal.models.letter import Letter

WARN_AT = (1, 3, 7, 14)
LATE = 0


class AskedBefore(Exception):
    """Raised if the same question would stop the clock a second time."""


def has_month(case: Case) -> bool:
    """Whether the term of AVG 12.3 runs; complaints and bezwaar have terms of their own."""
    return bool(case.deadline.get("term") == Term.ANSWER)


def pauses_of(session: Session, case: Case) -> Sequence[Pause]:
    """The questions that were asked, oldest first; each at most once."""
    return session.scalars(select(Pause).where(Pause.case_id == case.id).order_by(Pause.id)).all()


def entries_of(session: Session, case: Case) -> Sequence[ClockEntry]:
    """The last days this case had, oldest first; none when it never moved."""
    found = select(ClockEntry).where(ClockEntry.case_id == case.id)
    return session.scalars(found.order_by(ClockEntry.id)).all()


def waiting_among(session: Session, case_ids: Iterable[int]) -> dict[int, date]:
    """Which of these cases wait for the citizen, and until when."""
    found = select(Pause.case_id, Pause.answer_before).where(
        Pause.case_id.in_(case_ids), Pause.ended_on.is_(None)
    )
    return {row.case_id: row.answer_before for row in session.execute(found)}


def promised_day(session: Session, case: Case) -> date | None:
    """The day on which we promised our answer when we told that it is late."""
    found = select(Letter.facts).where(Letter.case_id == case.id, Letter.kind == LetterKind.LATE)
    facts = session.scalar(found.order_by(Letter.id.desc()).limit(1))
    return date.fromisoformat(facts["new_day"]) if facts else None


def would_count(case: Case, asked: date, question: Question = Question.CLARIFICATION) -> bool:
    """Whether a question of this day moves the last day (EDPB 01/2022, 157-159; Awb 7:10.2).

    On bezwaar only the question to mend what it lacks does so (Awb 6:6), as long as time runs.
    """
    if case.procedure is Procedure.BEZWAAR:
        return question is Question.CLARIFICATION and asked <= case.legal_due
    return has_month(case) and pause_counts(case.received_date, asked)


def with_pause(session: Session, case: Case, asked: date, ended: date) -> Deadline:
    """The last day if a question that counts is asked and answered on these days."""
    return deadline_of(session, case, more=(Paused(asked, ended),))


def deadline_of(
    session: Session, case: Case, *, months: int | None = None, more: tuple[Paused, ...] = ()
) -> Deadline:
    """The last day by the pauses so far; computed to be stored, never to be shown as stored.

    Parameters:
        months: the length of the term when it is not to be what it is now.
        more: pauses that may yet come.
    """
    if case.procedure is Procedure.BEZWAAR:
        return decision_of(session, case, more=more)
    length = months or (3 if case.extended_at else 1)
    return answer_due(case.received_date, length, (*_counted(session, case), *more))


def decision_of(
    session: Session,
    case: Case,
    *,
    extended: bool = False,
    further: Further | None = None,
    more: tuple[Paused, ...] = (),
) -> Deadline:
    """The last day to decide on a bezwaar by what is stored, to be stored (Awb 7:10).

    Parameters:
        extended, further: whether it is put off now, by six weeks or to a later day.
        more: pauses that may yet come.
    """
    told = Deadline.from_dict(case.deadline)
    steps = {step.code: step for step in told.steps}
    agreed = steps.get(StepCode.DELAY_AGREED)
    by_law = steps.get(StepCode.DELAY_BY_LAW)
    if further is None and agreed is not None:
        further = Further(agreed.date, FurtherGround.PERSON_AGREES)
    elif further is None and by_law is not None:
        further = Further(by_law.date, FurtherGround.PROCEDURE)
    return decision_due(
        told.received,
        committee=StepCode.TWELVE_WEEKS in steps,
        extended=extended or StepCode.SIX_WEEKS_MORE in steps,
        mendings=(*_counted(session, case), *more),
        further=further,
    )


def _counted(session: Session, case: Case) -> tuple[Paused, ...]:
    """The pauses that move the last day; one that still runs as if it is answered in time."""
    return tuple(
        Paused(each.asked_on, each.ended_on or each.answer_before)
        for each in pauses_of(session, case)
        if each.counts
    )


def start_pause(
    session: Session,
    case: Case,
    question: Question,
    answer_before: date,
    *,
    actor: Actor,
    now: datetime,
) -> Pause:
    """Begin to wait for an answer. The last day moves when the question came without delay.

    Until the answer is there the last day is the one that an answer in time would give.

    Parameters:
        answer_before: the last day on which an answer helps.

    Raises:
        AskedBefore: this question was asked before; it stops the clock once.
    """
    if any(each.question is question for each in pauses_of(session, case)):
        raise AskedBefore
    asked = local_date(now)
    pause = Pause(
        case_id=case.id,
        organisation=case.organisation,
        question=question,
        asked_on=asked,
        answer_before=answer_before,
        counts=would_count(case, asked, question),
    )
    session.add(pause)
    session.flush()
    if pause.counts:
        _move_for_pauses(session, case, question, actor, now)
    return pause


def end_pause(
    session: Session,
    case: Case,
    question: Question,
    how: PauseEnd,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """End the waiting for an answer to this question; does nothing when nobody waits for it.

    The time after the day the citizen was given does not count: it was ours.
    """
    for pause in pauses_of(session, case):
        if pause.question is question and pause.ended_on is None:
            pause.ended_on = min(local_date(now), pause.answer_before)
            pause.ended_by = how
            session.flush()
            if pause.counts and how is not PauseEnd.WITHDRAWN:
                _move_for_pauses(session, case, question, actor, now)


def recount(session: Session, case: Case, *, actor: Actor, now: datetime) -> None:
    """Move the last day by what a wait really was, when it ended while no time mattered."""
    for pause in pauses_of(session, case):
        if pause.counts and pause.ended_by is PauseEnd.WITHDRAWN:
            _move_for_pauses(session, case, pause.question, actor, now)


def warning_stage(legal_due: date, today: date) -> int | None:
    """The warning that fits a day: so many days or fewer are left; 0 when late, None when early."""
    left = (legal_due - today).days
    if left < 0:
        return LATE
    return next((days for days in WARN_AT if left <= days), None)


def _move_for_pauses(
    session: Session, case: Case, question: Question, actor: Actor, now: datetime
) -> None:
    deadline = deadline_of(session, case)
    if deadline.legal_due != case.legal_due:
        kind = ClockKind.PAUSED
        move(session, case, deadline, kind, reason=question.value, actor=actor, now=now)


def move(
    session: Session,
    case: Case,
    deadline: Deadline,
    kind: ClockKind,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Store a new last day with its derivation, and the one without pauses beside it.

    Parameters:
        reason: a code of why it moves, for the entry.
    """
    if not entries_of(session, case):
        session.add(
            ClockEntry(
                case_id=case.id,
                kind=ClockKind.RECEIVED,
                at=case.received_at,
                legal_due=case.legal_due,
                deadline=case.deadline,
            )
        )
        session.flush()
    stored = deadline.as_dict()
    case.unpaused_due = None
    month = case.procedure is not Procedure.BEZWAAR  # Awb 7:10.2 itself names the wait
    if month and any(each.counts for each in pauses_of(session, case)):
        plain = answer_due(case.received_date, deadline.months)
        if plain.legal_due != deadline.legal_due:
            case.unpaused_due, stored["unpaused"] = plain.legal_due, plain.as_dict()
    case.target, case.legal_due, case.deadline = deadline.target, deadline.legal_due, stored
    if case.warned is not None:
        case.warned = warning_stage(deadline.legal_due, local_date(now))
    session.add(
        ClockEntry(
            case_id=case.id,
            kind=kind,
            at=now,
            staff_id=actor.staff_id,
            reason=reason,
            legal_due=deadline.legal_due,
            deadline=stored,
        )
    )
    moved = {"legal_due": deadline.legal_due.isoformat(), "kind": kind.value}
    session.add(record(actor, "clock_moved", now, case_id=case.id, **moved))
    session.flush()
