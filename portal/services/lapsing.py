"""Questions nobody answered: a reminder in time, and after the last day a prepared decision.

Silence never leaves a case waiting: it goes back to its handler with outcome, ground and reasons
filled in from what was asked, to be checked and proposed like any other decision. Nothing is
filled in that would not be true: somebody who wrote was not silent, and who asks unclearly but is
known gets everything (AVG recital 63).
"""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.law.grounds import Need, Outcome
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart, Direction
from portal.models.clock import Pause, PauseEnd, Question
from portal.models.letter import Letter
from portal.models.mail import MailKind
from portal.organisations.organisation import Organisation
from portal.services import addressing, clock, correspondence, outcomes, review, writing
from portal.services.triage import LETTER_OF

REMIND_BEFORE = timedelta(days=3)
GROUND_OF = {
    Question.IDENTITY: "identity_doubt_unresolved",  # AVG 12.6
    Question.CLARIFICATION: "cannot_identify",  # AVG 11.2
}


def remind(
    session: Session, case: Case, pause: Pause, organisation: Organisation, *, now: datetime
) -> None:
    """Tell the citizen that a question still waits; a letter where there is no e-mail address."""
    actor = Actor.portal(case.organisation)
    pause.reminded_at = now
    if case.email:
        correspondence.tell(session, case, MailKind.REMINDER, last_day=pause.answer_before, now=now)
    else:
        writing.write(
            session,
            case,
            organisation,
            LetterKind.REMINDER,
            facts={
                "asked_on": pause.asked_on.isoformat(),
                "answer_before": pause.answer_before.isoformat(),
            },
            actor=actor,
            now=now,
        )
    session.add(record(actor, "reminded", now, case_id=case.id, question=pause.question.value))


def lapse(
    session: Session, case: Case, pause: Pause, organisation: Organisation, *, now: datetime
) -> None:
    """End the waiting and prepare the decision; what a handler filled in before stays.

    Raises:
        ActionRefused: the case waits for nothing.
    """
    actor = Actor.portal(case.organisation)
    parts = [] if _contradicted(session, case, pause) else case.parts
    prepared = [part for part in parts if _prepare(session, case, part, pause, organisation)]
    case.advance(
        Action.LAPSE,
        actor,
        now,
        question=pause.question.value,
        answer_before=pause.answer_before.isoformat(),
        prepared=[part.id for part in prepared],
    )
    clock.end_pause(session, case, pause.question, PauseEnd.LAPSED, actor=actor, now=now)


def _prepare(
    session: Session, case: Case, part: CasePart, pause: Pause, organisation: Organisation
) -> bool:
    """Fill in that this part is refused, when the ground fits it; whether that was done."""
    fitting = outcomes.grounds(part, organisation, Outcome.REFUSED)
    ground = next((each for each in fitting if each.id == GROUND_OF[pause.question]), None)
    if part.outcome is not None or ground is None:
        return False
    words = addressing.words_for(organisation, case)
    asked = _asked(session, case, pause.question)
    part.outcome, part.ground = Outcome.REFUSED, ground.id
    part.needs = _needs(words, pause, asked)
    part.reason = _reason(words, pause)
    return True


def _contradicted(session: Session, case: Case, pause: Pause) -> bool:
    """Whether more is known than silence: an answer of some kind, who asks, or the data."""
    if pause.question is Question.CLARIFICATION:
        facts = review.facts_of(session, case)
        return case.identity_method is not None or facts.found > 0  # AVG 11.2
    letter = _letter(session, case, pause.question)
    return letter is not None and any(
        each.direction is Direction.FROM_CITIZEN and each.at >= letter.written_at
        for each in case.messages
    )


def _letter(session: Session, case: Case, question: Question) -> Letter | None:
    """The letter with the question."""
    found = select(Letter).where(Letter.case_id == case.id, Letter.kind == LETTER_OF[question])
    return session.scalar(found.order_by(Letter.id).limit(1))


def _asked(session: Session, case: Case, question: Question) -> dict[str, str]:
    """What the letter with the question told."""
    letter = _letter(session, case, question)
    return dict(letter.facts) if letter else {}


def _needs(words: Words, pause: Pause, asked: dict[str, str]) -> dict[str, str]:
    """What the ground makes us write down, from the facts of the question."""
    question = asked.get("question", "")
    if pause.question is Question.IDENTITY:
        return {
            Need.REASON_FOR_DOUBT.value: asked.get("doubt", ""),
            Need.WHAT_WAS_ASKED.value: question,
            Need.WHEN_ASKED.value: pause.asked_on.isoformat(),
        }
    day = words.date(pause.asked_on)
    invited = words.gettext("On %(date)s we asked: %(question)s", date=day, question=question)
    shown = words.gettext("Without an answer we cannot find the data in our systems.")
    return {Need.DEMONSTRATION.value: shown, Need.INVITATION_TO_SUPPLY_MORE.value: invited}


def _reason(words: Words, pause: Pause) -> str:
    asked, before = words.date(pause.asked_on), words.date(pause.answer_before)
    if pause.question is Question.IDENTITY:
        told = words.gettext("On %(date)s we asked you to show who you are.", date=asked)
        why = words.gettext("So we are not sure that these data are yours.")
    else:
        told = words.gettext("On %(date)s we asked you a question about your request.", date=asked)
        why = words.gettext("So we cannot find the data that you asked for.")
    silence = words.gettext("We had no answer by %(date)s.", date=before)
    return f"{told} {silence} {why}"
