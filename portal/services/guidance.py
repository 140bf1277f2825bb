"""The next sensible step for a case, computed from its facts: codes, the page has the words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.lifecycle import Status
from portal.law.rights import RULES
from portal.models.audit import Actor
from portal.models.case import Case, Procedure
from portal.models.clock import Question
from portal.organisations.organisation import Organisation
from portal.services import (
    collection,
    decision,
    disclosure,
    proposing,
    review,
    reviving,
    signals,
    stopping,
    triage,
)
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.outcomes import NOTHING_LOOKED_UP
from portal.services.permissions import Task, may
from portal.services.review import COPIES, Facts
from portal.services.signals import Signal


class Step(StrEnum):
    """What is best done now."""

    TAKE = "take"
    STOP_USE = "stop_use"
    CONFIRM_HOLD = "confirm_hold"
    ASK_IDENTITY = "ask_identity"
    WAIT_IDENTITY = "wait_identity"
    WAIT_ANSWER = "wait_answer"
    SEARCH = "search"
    WAIT_SOURCES = "wait_sources"
    WAIT_EXPERTS = "wait_experts"
    REVIEW = "review"
    DECIDE = "decide"
    CHECK_PREPARED = "check_prepared"
    APPROVE = "approve"
    WAIT_APPROVAL = "wait_approval"
    WAIT_DOCUMENTS = "wait_documents"
    CARRY_OUT = "carry_out"
    TELL_RECIPIENTS = "tell_recipients"
    LIFT_RESTRICTION = "lift_restriction"
    CLOSE = "close"
    DOUBT = "doubt"
    NOTHING = "nothing"


ARTICLE = {  # the law's reason for a step
    Step.TAKE: "AVG 12.3",
    Step.STOP_USE: "AVG 7.3, 21.3",
    Step.CONFIRM_HOLD: "AVG 12.2, 15.1",
    Step.ASK_IDENTITY: "AVG 12.6",
    Step.WAIT_IDENTITY: "AVG 12.6",
    Step.WAIT_ANSWER: "AVG 12.2",
    Step.SEARCH: "AVG 15.1, 15.3",
    Step.WAIT_SOURCES: "AVG 15.1, 15.3",
    Step.WAIT_EXPERTS: "AVG 15.1, 15.3",
    Step.REVIEW: "AVG 15.4",
    Step.DECIDE: "AVG 12.3, 12.4",
    Step.CHECK_PREPARED: "AVG 12.4",
    Step.APPROVE: "AVG 12.3, 12.4",
    Step.WAIT_APPROVAL: "AVG 12.3",
    Step.WAIT_DOCUMENTS: "AVG 12.1",
    Step.CARRY_OUT: "AVG 16, 17, 18",
    Step.TELL_RECIPIENTS: "AVG 19",
    Step.LIFT_RESTRICTION: "AVG 18.3",
    Step.CLOSE: "AVG 5.1.e",
}

IN_BEZWAAR = {  # the same steps where an answer is contested
    Step.TAKE: "Awb 7:10",
    Step.WAIT_ANSWER: "Awb 6:6",
    Step.DECIDE: "Awb 7:2, 7:11, 7:12",
    Step.CHECK_PREPARED: "Awb 6:6",
    Step.APPROVE: "Awb 7:11, 7:12",
    Step.WAIT_APPROVAL: "Awb 7:10",
    Step.WAIT_DOCUMENTS: "Awb 7:12",
}

LOOKING = (Step.SEARCH, Step.WAIT_SOURCES, Step.WAIT_EXPERTS)
"""Steps to find data: for a copy, or because nothing else can be done with what nobody found."""

TASK = {
    Step.TAKE: Task.TAKE,
    Step.STOP_USE: Task.REVIEW,
    Step.CONFIRM_HOLD: Task.FOLLOW_UP,
    Step.ASK_IDENTITY: Task.ASK,
    Step.SEARCH: Task.COLLECT,
    Step.REVIEW: Task.REVIEW,
    Step.DECIDE: Task.PROPOSE,
    Step.CHECK_PREPARED: Task.PROPOSE,
    Step.APPROVE: Task.APPROVE,
    Step.CARRY_OUT: Task.FOLLOW_UP,
    Step.TELL_RECIPIENTS: Task.FOLLOW_UP,
    Step.LIFT_RESTRICTION: Task.FOLLOW_UP,
    Step.CLOSE: Task.CLOSE,
    Step.DOUBT: Task.WRITE,
}

OWN = frozenset({Obstacle.OWN_PROPOSAL, Obstacle.OWN_DECISION})
BY_STATUS = {
    Status.IDENTITY_ASKED: Step.WAIT_IDENTITY,
    Status.CLARIFICATION_ASKED: Step.WAIT_ANSWER,
    Status.DECIDED: Step.WAIT_DOCUMENTS,
    Status.CLOSED: Step.NOTHING,
    Status.WITHDRAWN: Step.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Advice:
    """The next step.

    Attributes:
        article: where the law says so; empty when it does not.
        missing: what stands between here and the decision, besides this step.
        can_act: whether this reader may do it; else it only informs.
        signals: what else must not be overlooked, the gravest first.
    """

    step: Step
    article: str
    missing: tuple[Hindrance, ...]
    can_act: bool
    signals: tuple[Signal, ...]


def advise(
    session: Session,
    case: Case,
    organisation: Organisation,
    facts: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> Advice:
    """The one step to show on top of a case to this reader, and what else to look after."""
    today = local_date(now)
    found = signals.of(session, case, today)
    step = _step(case, organisation, facts, found, actor, today)
    if step is Step.ASK_IDENTITY and triage.asked_before(session, case, Question.IDENTITY):
        step = Step.DECIDE  # asked once is enough; no better proof is a ground to refuse: AVG 12.6
    if step is Step.NOTHING and reviving.last_day(session, case, today) is not None:
        step = Step.DOUBT
    task = TASK.get(step)
    article = ARTICLE.get(step, "")
    if case.procedure is Procedure.BEZWAAR:
        article = IN_BEZWAAR.get(step, article)
    elif step is Step.DECIDE:
        article = f"{RULES[case.lead_right].article}; {article}"
    elif step in LOOKING and not review.must_review(case):
        article = RULES[case.lead_right].article
    can_act = task is not None and may(actor.role, task, fg_only=case.fg_only)
    missing = _missing(session, case, organisation, facts, today)
    return Advice(step, article, missing, can_act, found)


def _missing(
    session: Session, case: Case, organisation: Organisation, facts: Facts, today: date
) -> tuple[Hindrance, ...]:
    """What is still to be done before this can go out, or before the case can be closed."""
    if case.status is Status.DELIVERED:
        return decision.open_duties(session, case, today)
    if case.status is not Status.IN_TREATMENT:
        return ()
    found = proposing.hindrances(case, organisation, facts, today)
    lacking = disclosure.identity_obstacle(case, organisation, facts)
    return found if lacking is None else (*found, Hindrance(lacking))


def _step(
    case: Case,
    organisation: Organisation,
    facts: Facts,
    found: tuple[Signal, ...],
    actor: Actor,
    today: date,
) -> Step:
    if stopping.due(case):
        return Step.STOP_USE  # AVG 7.3, 21.3: it waits for nothing, not even for being taken
    if case.status is Status.RECEIVED:
        return Step.TAKE
    if Signal.HOLD_OPEN in found:
        return Step.CONFIRM_HOLD
    if case.status in BY_STATUS:
        return BY_STATUS[case.status]
    if case.status is Status.DELIVERED:
        return _after_delivery(found)
    if case.status is Status.PROPOSED:
        found_now = decision.hindrances(case, organisation, facts, actor, today)
        own = any(each.obstacle in OWN for each in found_now)
        return Step.WAIT_APPROVAL if own else Step.APPROVE
    if case.handler_id is None:
        return Step.TAKE
    if Signal.PREPARED in found:
        return Step.CHECK_PREPARED
    return _in_treatment(case, organisation, facts)


def _after_delivery(found: tuple[Signal, ...]) -> Step:
    if Signal.INSTRUCTIONS_OPEN in found:
        return Step.CARRY_OUT
    if Signal.RECIPIENTS_OPEN in found:
        return Step.TELL_RECIPIENTS
    return Step.LIFT_RESTRICTION if Signal.RESTRICTION_OPEN in found else Step.CLOSE


def _in_treatment(case: Case, organisation: Organisation, facts: Facts) -> Step:
    searchable = bool(collection.needed_sources(organisation, case))
    if not disclosure.identity_suffices(case, organisation, facts) and not facts.searches:
        # Looking up may show that a light proof is enough: ask no more than is needed (AVG 12.6).
        lightly = case.identity_method is not None and disclosure.acts_unseen(case, facts)
        return Step.SEARCH if lightly and searchable else Step.ASK_IDENTITY
    if searchable and _needs_search(case) and not facts.searches:
        return Step.SEARCH
    waiting = {each.source for each in facts.pending}
    if waiting - collection.asked_of_people(organisation):
        return Step.WAIT_SOURCES
    if facts.undecided and review.must_review(case):
        return Step.REVIEW  # people answer in days: what came in is looked at meanwhile
    if waiting:
        return Step.WAIT_EXPERTS
    if not disclosure.identity_suffices(case, organisation, facts):
        return Step.ASK_IDENTITY
    return Step.DECIDE


def _needs_search(case: Case) -> bool:
    return any(
        part.right in COPIES
        and part.outcome not in NOTHING_LOOKED_UP
        and case.procedure is Procedure.REQUEST
        for part in case.parts
    )
