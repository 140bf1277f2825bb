"""What staff do in the demo's stories: ask, look at what was found, propose, approve."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo.stories import Story
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.clock import Question
from portal.models.finding import Finding, Review
from portal.services import collection, decision, proposing, review, triage
from portal.services.proposing import PartOutcome

QUESTIONS = {
    Status.IDENTITY_ASKED: Question.IDENTITY,
    Status.CLARIFICATION_ASKED: Question.CLARIFICATION,
}
LEFT_OUT_EVERY = 4
LEFT_OUT_WHY = (
    "Hierin staat vooral wat een ander meemaakte. De privacy van die persoon weegt hier zwaarder."
)


def must_search(story: Story) -> bool:
    """Tell whether the answer needs a look in the systems."""
    return any(asked.right in review.COPIES for asked in story.asks)


def ask(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Ask the citizen what the story says, and wait."""
    before = triage.suggested_answer_day(now)
    question = QUESTIONS[story.until]
    triage.ask(session, case, question, story.question, before, actor=actor, now=now)


def look(session: Session, case: Case, actor: Actor, now: datetime) -> None:
    """Put what was found into the answer, save some of what names others."""
    for search in collection.list_searches(session, case):
        review.include_rest(session, case, search, actor=actor, now=now)
    query = select(Finding).where(Finding.case_id == case.id, Finding.review == Review.UNDECIDED)
    for number, finding in enumerate(session.scalars(query.order_by(Finding.id)).all()):
        if number % LEFT_OUT_EVERY == LEFT_OUT_EVERY - 1:
            review.leave_out(
                case, finding, "others_rights", LEFT_OUT_WHY, actor=actor, now=now
            )  # AVG 15.4
        else:
            review.include(case, finding, actor=actor, now=now)


def propose(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Fill in the outcomes and put them up for approval."""
    facts = review.facts_of(session, case)
    found = Outcome.PARTLY if facts.left_out else Outcome.GRANTED
    copies = PartOutcome(found if facts.found else Outcome.NOTHING_HELD)
    given = iter(story.outcomes)
    outcomes = {
        part.id: copies if part.right in review.COPIES else next(given) for part in case.parts
    }
    proposing.fill_in(case, outcomes, actor=actor, now=now)
    proposing.propose(
        case,
        story.organisation,
        facts,
        unanswered_seen=True,
        authority_checked=story.parent,
        actor=actor,
        now=now + timedelta(minutes=20),
    )


def approve(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Decide as proposed."""
    facts = review.facts_of(session, case)
    decision.approve(session, case, story.organisation, facts, actor=actor, now=now)
