"""The next sensible step for a case, computed from its facts: codes, the page has the words."""

from dataclasses import dataclass
from enum import StrEnum

from portal.law.lifecycle import Status
from portal.law.rights import RULES
from portal.models.audit import Actor
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import collection, decision, disclosure, proposing
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.outcomes import NOTHING_LOOKED_UP
from portal.services.permissions import Task, may
from portal.services.review import COPIES, Facts


class Step(StrEnum):
    """What is best done now."""

    TAKE = "take"
    ASK_IDENTITY = "ask_identity"
    WAIT_IDENTITY = "wait_identity"
    WAIT_ANSWER = "wait_answer"
    SEARCH = "search"
    WAIT_SOURCES = "wait_sources"
    REVIEW = "review"
    DECIDE = "decide"
    APPROVE = "approve"
    WAIT_APPROVAL = "wait_approval"
    WAIT_DOCUMENTS = "wait_documents"
    CLOSE = "close"
    NOTHING = "nothing"


ARTICLE = {  # the law's reason for a step
    Step.TAKE: "AVG 12.3",
    Step.ASK_IDENTITY: "AVG 12.6",
    Step.WAIT_IDENTITY: "AVG 12.6",
    Step.WAIT_ANSWER: "AVG 12.2",
    Step.SEARCH: "AVG 15.1, 15.3",
    Step.WAIT_SOURCES: "AVG 15.1, 15.3",
    Step.REVIEW: "AVG 15.4",
    Step.DECIDE: "AVG 12.3, 12.4",
    Step.APPROVE: "AVG 12.3, 12.4",
    Step.WAIT_APPROVAL: "AVG 12.3",
    Step.WAIT_DOCUMENTS: "AVG 12.1",
    Step.CLOSE: "AVG 5.1.e",
}

TASK = {
    Step.TAKE: Task.TAKE,
    Step.ASK_IDENTITY: Task.ASK,
    Step.SEARCH: Task.COLLECT,
    Step.REVIEW: Task.REVIEW,
    Step.DECIDE: Task.PROPOSE,
    Step.APPROVE: Task.APPROVE,
    Step.CLOSE: Task.CLOSE,
}

BY_STATUS = {
    Status.RECEIVED: Step.TAKE,
    Status.IDENTITY_ASKED: Step.WAIT_IDENTITY,
    Status.CLARIFICATION_ASKED: Step.WAIT_ANSWER,
    Status.DECIDED: Step.WAIT_DOCUMENTS,
    Status.DELIVERED: Step.CLOSE,
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
    """

    step: Step
    article: str
    missing: tuple[Hindrance, ...]
    can_act: bool


def advise(case: Case, organisation: Organisation, facts: Facts, actor: Actor) -> Advice:
    """The one step to show on top of a case to this reader."""
    searchable = bool(collection.needed_sources(organisation, case))
    step = _step(case, organisation, facts, actor, searchable=searchable)
    working = case.status is Status.IN_TREATMENT
    missing = proposing.hindrances(case, organisation, facts) if working else ()
    lacking = disclosure.identity_obstacle(case, organisation, facts) if working else None
    if lacking is not None:
        missing = (*missing, Hindrance(lacking))
    task = TASK.get(step)
    article = ARTICLE.get(step, "")
    if step is Step.DECIDE:
        article = f"{RULES[case.lead_right].article}; {article}"
    return Advice(step, article, missing, task is not None and may(actor.role, task))


def _step(
    case: Case, organisation: Organisation, facts: Facts, actor: Actor, *, searchable: bool
) -> Step:
    if case.status in BY_STATUS:
        return BY_STATUS[case.status]
    if case.status is Status.PROPOSED:
        own = Hindrance(Obstacle.OWN_PROPOSAL) in decision.hindrances(
            case, organisation, facts, actor
        )
        return Step.WAIT_APPROVAL if own else Step.APPROVE
    if case.handler_id is None:
        return Step.TAKE
    if not disclosure.identity_suffices(case, organisation, facts) and not facts.searches:
        # Looking up may show that a light proof is enough: ask no more than is needed (AVG 12.6).
        lightly = case.identity_method is not None and disclosure.acts_unseen(case, facts)
        return Step.SEARCH if lightly and searchable else Step.ASK_IDENTITY
    if searchable and _needs_search(case) and not facts.searches:
        return Step.SEARCH
    if facts.pending:
        return Step.WAIT_SOURCES
    if facts.undecided:
        return Step.REVIEW
    if not disclosure.identity_suffices(case, organisation, facts):
        return Step.ASK_IDENTITY
    return Step.DECIDE


def _needs_search(case: Case) -> bool:
    return any(
        part.right in COPIES and part.outcome not in NOTHING_LOOKED_UP for part in case.parts
    )
