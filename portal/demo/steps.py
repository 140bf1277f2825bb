"""What staff do in the demo's stories: ask, look at what was found, propose, approve."""

import dataclasses
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demo import redacting
from portal.demo.stories import Ending, Story
from portal.language.words import local_date
from portal.law.grounds import Need, Outcome
from portal.law.lifecycle import Status
from portal.models.audit import Actor
from portal.models.case import Case, CasePart
from portal.models.clock import Question
from portal.models.finding import Finding, Review
from portal.organisations.organisation import Organisation
from portal.services import (
    authority,
    collection,
    decision,
    items,
    ledger,
    outcomes,
    proposing,
    restrictions,
    review,
    signals,
    triage,
)
from portal.services.ledger import Excuse, How
from portal.services.particulars import Shape
from portal.services.proposing import PartOutcome
from portal.services.review import Facts
from portal.vault import Vault

QUESTIONS = {
    Status.IDENTITY_ASKED: Question.IDENTITY,
    Status.CLARIFICATION_ASKED: Question.CLARIFICATION,
}
WHY_IN_DOUBT = "Het e-mailadres in uw verzoek staat niet in onze gegevens."
SEEN_OF_PARENT = "Gezien in het gezagsregister, en met de moeder besproken."
NEVER_GIVEN = "Nagekeken: van deze persoon kreeg deze ontvanger niets."
USED_AGAIN = "Ons besluit staat vast. De gegevens zijn nagekeken."
EXCUSED_EVERY = 3
LEFT_OUT_EVERY = 4
LEFT_OUT_WHY = {
    "nl": {
        Need.WHOSE_INTEREST: "Hierin staat vooral wat een ander meemaakte.",
        Need.WRITTEN_BALANCE: (
            "Die ander vertelde dit in vertrouwen en is hieraan te herkennen. "
            "De privacy van die persoon weegt hier zwaarder."
        ),
    },
    "en": {
        Need.WHOSE_INTEREST: "This is mostly about what somebody else went through.",
        Need.WRITTEN_BALANCE: (
            "That person told it in confidence and can be recognised by it. "
            "The privacy of that person weighs more here."
        ),
    },
}


def must_search(story: Story) -> bool:
    """Tell whether the answer needs a look in the systems."""
    return any(asked.right in review.COPIES for asked in story.asks)


def ask(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Ask the citizen what the story says, and wait."""
    asking = triage.Asking(
        QUESTIONS[story.until], story.question, triage.suggested_answer_day(case, now), WHY_IN_DOUBT
    )
    triage.ask(session, case, story.organisation, asking, actor=actor, now=now)


def look(
    session: Session, vault: Vault, case: Case, story: Story, actor: Actor, now: datetime
) -> None:
    """Put what was found into the answer, without others in it; leave some of it out as a whole."""
    if must_search(story):
        redacting.redact(session, vault, case, story.person, actor, now)
    why = {key.value: text for key, text in LEFT_OUT_WHY[case.language].items()}
    undecided = (
        select(Finding)
        .where(Finding.case_id == case.id, Finding.review == Review.UNDECIDED)
        .order_by(Finding.id)
    )
    naming = session.scalars(undecided.where(Finding.names_third_person)).all()
    for finding in naming[LEFT_OUT_EVERY - 1 :: LEFT_OUT_EVERY]:
        review.leave_out(case, finding, "others_rights", why, actor=actor, now=now)  # AVG 15.4
    for search in collection.list_searches(session, case):
        review.include_rest(session, case, search, actor=actor, now=now)
    for finding in session.scalars(undecided).all():
        review.include(case, finding, actor=actor, now=now)


def propose(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Fill in the outcomes and put them up for approval."""
    _look_at_authority(session, case, story, actor, now)
    facts = review.facts_of(session, case)
    limited = facts.left_out or facts.redacted
    found = Outcome.PARTLY if limited else Outcome.GRANTED
    copies = Ending(PartOutcome(found if facts.found else Outcome.NOTHING_HELD), {})
    given = iter(story.outcomes)
    filled = {}
    for part in case.parts:
        ending = copies if part.right in review.COPIES else next(given)
        if part.right in items.ALWAYS_BY_ITEM and ending.filled.outcome in outcomes.GIVEN:
            _go_through(part, ending, facts, story, actor, now)
        filled[part.id] = _complete(part, story.organisation, ending.filled, now)
    proposing.fill_in(case, filled, actor=actor, now=now)
    proposing.propose(
        case,
        story.organisation,
        facts,
        unanswered_seen=True,
        actor=actor,
        now=now + timedelta(minutes=20),
    )


def _look_at_authority(
    session: Session, case: Case, story: Story, actor: Actor, now: datetime
) -> None:
    """Answer what the law asks of staff about a parent, with nothing in the way."""
    here = story.organisation
    for each in authority.questions(case, here):
        effects = authority.EFFECTS.get(each.check.id, authority.USUALLY)
        given = authority.YES if effects[0] is authority.Effect.GO_ON else authority.NO
        authority.answer(
            session, case, here, each.check.id, given, SEEN_OF_PARENT, actor=actor, now=now
        )


def _complete(
    part: CasePart, here: Organisation, filled: PartOutcome, now: datetime
) -> PartOutcome:
    """With every box ticked, and the days and the basis that the story does not tell."""
    wanted = outcomes.fields(part, filled.outcome, filled.ground)
    days = {each.key: local_date(now).isoformat() for each in wanted if each.shape is Shape.DAY}
    bases = outcomes.bases(part, filled.outcome)
    return dataclasses.replace(
        filled,
        basis=filled.basis or (bases[0].id if bases else None),
        needs={**days, **filled.needs},
        checks=tuple(each.id for each in outcomes.checks(part, here, filled.outcome, None)),
    )


def _go_through(
    part: CasePart, ending: Ending, facts: Facts, story: Story, actor: Actor, now: datetime
) -> None:
    """Decide about each item: what the story says is kept, the rest is erased."""
    case = part.case
    items.start(case, part, story.organisation, facts, actor=actor, now=now)
    for item in part.items:
        why = ending.kept.get(item.activity)
        if why is not None:
            items.keep(
                case,
                part,
                item,
                why["ground"],
                why["needs"],
                until=None,
                rule=why["rule"],
                actor=actor,
                now=now,
            )
    items.give_rest(case, part, actor=actor, now=now)


def tell_recipients(
    session: Session, case: Case, actor: Actor, now: datetime, *, all_of_them: bool
) -> None:
    """Tell those who have the data of what changed; or half of them, so that there is work left."""
    waiting = ledger.open_duties(session, case)
    for number, notice in enumerate(waiting if all_of_them else waiting[: len(waiting) // 2]):
        if number % EXCUSED_EVERY == EXCUSED_EVERY - 1:
            ledger.excuse(case, notice, Excuse.NEVER_GIVEN, NEVER_GIVEN, actor=actor, now=now)
        else:
            ledger.tell(case, notice, How.MAIL, local_date(now), actor=actor, now=now)


def let_go(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Tell the person when data that only rested until the answer are used again."""
    if not signals.restriction_to_lift(session, case):
        return
    for each in restrictions.active(session, case):
        restrictions.announce(
            session,
            case,
            story.organisation,
            each,
            restrictions.usual_day(now),
            USED_AGAIN,
            actor=actor,
            now=now,
        )


def approve(session: Session, case: Case, story: Story, actor: Actor, now: datetime) -> None:
    """Decide as proposed."""
    facts = review.facts_of(session, case)
    decision.approve(session, case, story.organisation, facts, actor=actor, now=now)
