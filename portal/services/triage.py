"""The first work on a case: take it, hand it over, ask what is needed to go on.

A question is a letter and stands on the status page; the clock pauses when it was asked in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Action, ActionRefused
from portal.law.mandatory import LetterKind
from portal.law.objections import Missing
from portal.law.workdays import working_day_on_or_before
from portal.models.audit import Actor, Role
from portal.models.case import Case, Procedure
from portal.models.clock import PauseEnd, Question
from portal.models.staff import Staff
from portal.organisations.organisation import Organisation
from portal.services import clock, correspondence, writing
from portal.services.permissions import Task, roles_that_may

ONE_DAY = timedelta(days=1)
TWO_WEEKS = timedelta(days=14)
SHORTEST_ANSWER = timedelta(days=3)
SHORTEST_TEXT = 10
LONGEST_ANSWER = timedelta(days=42)

ACTION_OF = {
    Question.IDENTITY: Action.ASK_IDENTITY,
    Question.CLARIFICATION: Action.ASK_CLARIFICATION,
}
LETTER_OF = {
    Question.IDENTITY: LetterKind.IDENTITY_WANTED,
    Question.CLARIFICATION: LetterKind.CLARIFICATION,
}


class WrongDate(Exception):
    """Raised if the date to answer before gives too little time, or too much."""


class TextMissing(Exception):
    """Raised if a question says hardly anything, or not why there is doubt about who asks."""


class NothingMissing(Exception):
    """Raised if a bezwaar is to be mended and nobody said what it lacks."""


class WrongAssignee(Exception):
    """Raised if a case is assigned to somebody who cannot handle it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the citizen.

    Attributes:
        body: what is asked, as the citizen reads it.
        answer_before: the last day on which an answer helps.
        doubt: why there is doubt about who asks; only, and always, with a question of identity.
        missing: what a bezwaar lacks; only, and always, when it is to be mended (Awb 6:6).
    """

    question: Question
    body: str
    answer_before: date
    doubt: str = ""
    missing: tuple[Missing, ...] = ()


def take(case: Case, *, actor: Actor, now: datetime) -> None:
    """Become the handler of a case, also when a colleague was.

    Raises:
        ActionRefused: the case is not to be handled now.
    """
    case.advance(Action.TAKE, actor, now, before=case.handler_id)
    case.handler_id = actor.staff_id


def assign(session: Session, case: Case, staff_id: int, *, actor: Actor, now: datetime) -> Staff:
    """Make somebody else the handler.

    Raises:
        WrongAssignee: no open account of this organisation that may handle cases.
        ActionRefused: the case is not to be handled now.
    """
    member = find_handler(session, case.organisation, staff_id)
    case.advance(Action.ASSIGN, actor, now, before=case.handler_id, handler=member.id)
    case.handler_id = member.id
    return member


def find_handler(session: Session, organisation: str, staff_id: int) -> Staff:
    """The member of staff with this key.

    Raises:
        WrongAssignee: no open account of this organisation that may handle cases.
    """
    found = (each for each in list_handlers(session, organisation) if each.id == staff_id)
    member = next(found, None)
    if member is None:
        raise WrongAssignee
    return member


def list_handlers(session: Session, organisation: str) -> Sequence[Staff]:
    """Everybody who can handle a case of this organisation, by name."""
    roles: tuple[Role, ...] = roles_that_may(Task.TAKE)
    found = select(Staff).where(
        Staff.organisation == organisation, Staff.is_active, Staff.role.in_(roles)
    )
    return session.scalars(found.order_by(Staff.name, Staff.id)).all()


def asked_before(session: Session, case: Case, question: Question) -> date | None:
    """The day this question was asked, for it is asked once; None when it was not."""
    found = (each for each in clock.pauses_of(session, case) if each.question is question)
    return next((each.asked_on for each in found), None)


def days_to_answer(case: Case, now: datetime) -> tuple[date, date]:
    """The first and the last day that may be given to answer.

    When the clock does not wait, the answer must come before the last day, if that can still be.
    """
    today = local_date(now)
    first, last = today + SHORTEST_ANSWER, today + LONGEST_ANSWER
    if not clock.would_count(case, today) and first < case.legal_due:
        last = min(last, case.legal_due - ONE_DAY)  # EDPB 01/2022, 159
    return first, last


def suggested_answer_day(case: Case, now: datetime) -> date:
    """A reasonable last day to answer: two weeks on, or sooner, on a working day if it can be."""
    first, last = days_to_answer(case, now)
    wanted = min(local_date(now) + TWO_WEEKS, last)
    return max(first, working_day_on_or_before(wanted, bridge_days_closed=True))


def question_facts(case: Case, asking: Asking, now: datetime) -> dict[str, Any]:
    """What the letter with a question tells, also for its preview: the last day before waiting."""
    facts: dict[str, Any] = {
        "question": asking.body,
        "answer_before": asking.answer_before.isoformat(),
        "counts": clock.would_count(case, local_date(now), asking.question),
        "last_day": case.legal_due.isoformat(),
    }
    if asking.question is Question.IDENTITY:
        return facts | {"doubt": asking.doubt}
    missing = [each.value for each in asking.missing]
    return facts | ({"missing": missing} if must_mend(case, asking.question) else {})


def must_mend(case: Case, question: Question) -> bool:
    """Whether this question asks to mend what a bezwaar lacks: then it says what (Awb 6:6)."""
    return case.procedure is Procedure.BEZWAAR and question is Question.CLARIFICATION


def ask(
    session: Session,
    case: Case,
    organisation: Organisation,
    asking: Asking,
    *,
    personal: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Ask the citizen something by letter, and wait for it.

    Parameters:
        personal: a paragraph to add to the letter.

    Raises:
        WrongDate: outside `days_to_answer`.
        NothingMissing: it does not say what the bezwaar lacks.
        TextMissing: the question, or why there is doubt, is hardly a word (AVG 12.6).
        AskedBefore: this question was asked already.
        ActionRefused: the case is not being handled now.
    """
    check(session, case, asking, now=now)
    question, before = asking.question, asking.answer_before
    facts = question_facts(case, asking, now)
    case.advance(ACTION_OF[question], actor, now, answer_before=before.isoformat())
    clock.start_pause(session, case, question, before, actor=actor, now=now)
    correspondence.post(session, case, asking.body, actor=actor, now=now, answer_before=before)
    writing.write(
        session,
        case,
        organisation,
        LETTER_OF[question],
        facts=facts,
        personal=personal,
        actor=actor,
        now=now,
    )


def check(session: Session, case: Case, asking: Asking, *, now: datetime) -> None:
    """Judge a question before anything is sent.

    Raises:
        ActionRefused, AskedBefore, WrongDate, NothingMissing, TextMissing: as in `ask`.
    """
    if not case.may(ACTION_OF[asking.question]):
        raise ActionRefused(case.status, ACTION_OF[asking.question])
    if asked_before(session, case, asking.question) is not None:
        raise clock.AskedBefore
    first, last = days_to_answer(case, now)
    if not first <= asking.answer_before <= last:
        raise WrongDate
    if must_mend(case, asking.question) and not asking.missing:
        raise NothingMissing
    texts = [asking.body] + [asking.doubt] * (asking.question is Question.IDENTITY)  # AVG 12.6
    if any(len(text.strip()) < SHORTEST_TEXT for text in texts):
        raise TextMissing


def resume(session: Session, case: Case, *, actor: Actor, now: datetime) -> None:
    """Go on without the answer that was waited for; the pause ends today.

    Raises:
        ActionRefused: nothing was waited for.
    """
    case.advance(Action.RESUME, actor, now)
    for question in Question:
        clock.end_pause(session, case, question, PauseEnd.RESUMED, actor=actor, now=now)
