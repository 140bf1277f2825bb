"""Deciding: an outcome for each part, proposed by one person and approved by another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.law.grounds import GROUNDS, Ground, Outcome, Scope, grounds_for, needs_ground
from portal.law.grounds import outcomes_for as outcomes_in_law
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Case, CasePart
from portal.organisations.organisation import Organisation, Sensitivity
from portal.queueing import Job, enqueue
from portal.services import collection, correspondence, identification
from portal.services.review import COPIES, Facts

SHORTEST_REASON = 20
BY_SENSITIVITY = (Sensitivity.LOW, Sensitivity.ORDINARY, Sensitivity.HIGH)
NO_PROOF_NEEDED = frozenset({Right.CONSENT_WITHDRAWAL, Right.COMPLAINT})  # nothing is given out
CHANGED_FOR_GOOD = frozenset({Right.RECTIFICATION, Right.ERASURE})
GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})
NOTHING_LOOKED_UP = frozenset({Outcome.REFUSED, Outcome.NOT_OUR_TASK})


class Obstacle(StrEnum):
    """Why a decision cannot be proposed or approved yet."""

    NO_OUTCOME = "no_outcome"
    OUTCOME_DOES_NOT_FIT = "outcome_does_not_fit"
    NO_GROUND = "no_ground"
    GROUND_DOES_NOT_FIT = "ground_does_not_fit"
    NO_REASON = "no_reason"
    NOT_SEARCHED = "not_searched"
    SEARCH_PENDING = "search_pending"
    UNDECIDED = "undecided"
    SOMETHING_LEFT_OUT = "something_left_out"
    SOMETHING_INCLUDED = "something_included"
    NOTHING_INCLUDED = "nothing_included"
    UNANSWERED_NOT_SEEN = "unanswered_not_seen"
    IDENTITY_TOO_LOW = "identity_too_low"
    ADDRESS_NOT_KNOWN = "address_not_known"
    AUTHORITY_NOT_CHECKED = "authority_not_checked"
    OWN_PROPOSAL = "own_proposal"


class NotReady(Exception):
    """Raised if something stands in the way of a decision; `obstacles` says what."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(", ".join(obstacles))
        self.obstacles = obstacles


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """How one part is to end, as filled in."""

    outcome: Outcome | None
    ground: str | None = None
    reason: str = ""


def outcomes_for(right: Right) -> tuple[Outcome, ...]:
    """The outcomes to choose from; withdrawing is what the citizen does."""
    return tuple(each for each in outcomes_in_law(right) if each is not Outcome.WITHDRAWN)


def grounds_to_refuse(right: Right) -> tuple[Ground, ...]:
    """The grounds on which this part may be refused or limited."""
    return grounds_for(right, Scope.REQUEST)


def fill_in(
    case: Case,
    outcomes: Mapping[int, PartOutcome],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was filled in for each part; it may still be incomplete.

    Parameters:
        outcomes: by the key of the part.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, parts=sorted(outcomes))
    for part in case.parts:
        given = outcomes.get(part.id)
        if given is not None:
            part.outcome, part.reason = given.outcome, given.reason.strip()
            part.ground = given.ground if given.outcome is not Outcome.GRANTED else None


def obstacles_to_propose(
    case: Case,
    facts: Facts,
    *,
    unanswered_seen: bool = True,
    authority_checked: bool = True,
    searchable: bool = True,
) -> tuple[Obstacle, ...]:
    """What must be done before this decision can be proposed; empty when nothing.

    Parameters:
        unanswered_seen: whether the handler said to know that some sources gave no answer.
        authority_checked: whether the handler said that who asks for another may act for them.
        searchable: whether a system holds what was asked about; paper is looked up by hand.
    """
    found: list[Obstacle] = []
    for part in case.parts:
        found += _part_obstacles(part, facts, searchable=searchable)
    if facts.pending:
        found.append(Obstacle.SEARCH_PENDING)
    if facts.undecided:
        found.append(Obstacle.UNDECIDED)
    if facts.unanswered and not unanswered_seen:
        found.append(Obstacle.UNANSWERED_NOT_SEEN)
    if case.representative and not authority_checked:
        found.append(Obstacle.AUTHORITY_NOT_CHECKED)  # UAVG 5, Awb 2:1
    return tuple(dict.fromkeys(found))


def _part_obstacles(part: CasePart, facts: Facts, *, searchable: bool) -> list[Obstacle]:
    if part.outcome is None:
        return [Obstacle.NO_OUTCOME]
    if part.outcome not in outcomes_for(part.right):
        return [Obstacle.OUTCOME_DOES_NOT_FIT]
    found = _ground_obstacles(part, part.outcome, facts)
    if part.right not in COPIES or part.outcome in NOTHING_LOOKED_UP:
        return found
    if searchable and not facts.searches:
        found.append(Obstacle.NOT_SEARCHED)  # AVG 15.1: yes or no needs a look
    if part.outcome is Outcome.GRANTED and facts.left_out:
        found.append(Obstacle.SOMETHING_LEFT_OUT)  # EDPB 01/2022 par. 193
    if part.outcome is Outcome.NOTHING_HELD and facts.included + facts.left_out:
        found.append(Obstacle.SOMETHING_INCLUDED)
    if part.outcome is Outcome.GRANTED and facts.searches and not facts.included:
        found.append(Obstacle.NOTHING_INCLUDED)
    return found


def _ground_obstacles(part: CasePart, outcome: Outcome, facts: Facts) -> list[Obstacle]:
    fitting = {ground.id: ground for ground in grounds_to_refuse(part.right)}
    by_item = outcome is Outcome.PARTLY and part.right in COPIES and facts.left_out > 0
    if part.ground is None:
        required = needs_ground(outcome, part.right) and not by_item  # each item has its own
        return [Obstacle.NO_GROUND] if required else []  # AVG 12.4
    if part.ground not in fitting:
        return [Obstacle.GROUND_DOES_NOT_FIT]
    if len(part.reason) < SHORTEST_REASON:
        return [Obstacle.NO_REASON]  # AVG 12.4
    return []


def propose(
    case: Case,
    facts: Facts,
    *,
    unanswered_seen: bool,
    authority_checked: bool = False,
    searchable: bool = True,
    actor: Actor,
    now: datetime,
) -> None:
    """Put the decision up for approval.

    Parameters:
        unanswered_seen, authority_checked, searchable: as in `obstacles_to_propose`.

    Raises:
        NotReady: something must be done first.
        ActionRefused: the case is not being handled now.
    """
    obstacles = obstacles_to_propose(
        case,
        facts,
        unanswered_seen=unanswered_seen,
        authority_checked=authority_checked,
        searchable=searchable,
    )
    if obstacles:
        raise NotReady(obstacles)
    case.advance(
        Action.PROPOSE,
        actor,
        now,
        outcomes={str(part.id): part.outcome for part in case.parts},
        unanswered=[search.source for search in facts.unanswered],
        **({"authority_checked": True} if case.representative else {}),
    )
    case.proposed_by, case.proposed_at = actor.staff_id, now


def needs_second_person(case: Case, organisation: Organisation) -> bool:
    """Whether somebody else must approve: a setting, and the law's gravest grounds always."""
    grave = any(GROUNDS[part.ground].second_person for part in case.parts if part.ground)
    return organisation.second_approver or grave


def sensitivity_of(case: Case, organisation: Organisation, facts: Facts) -> Sensitivity | None:
    """How sensitive the answer is; None when it gives nothing out (AVG 12.6, 32)."""
    # A refusal may go out just because nobody proved anything (AVG 12.6).
    if all(p.right in NO_PROOF_NEEDED or p.outcome in NOTHING_LOOKED_UP for p in case.parts):
        return None
    if acts_unseen(case, facts):
        return identification.needed(organisation, case)
    named = {each.id: each.sensitivity for each in organisation.activities}
    given = [named[id_] for id_ in facts.activities if id_ in named]
    return max(given, key=BY_SENSITIVITY.index, default=Sensitivity.LOW)


def acts_unseen(case: Case, facts: Facts) -> bool:
    """Whether data nobody looked up would be erased, changed or copied: they may be any data."""
    return not facts.searches and any(
        part.outcome in GIVEN
        if part.right in COPIES
        else part.right in CHANGED_FOR_GOOD and part.outcome not in NOTHING_LOOKED_UP
        for part in case.parts
    )


def identity_suffices(case: Case, organisation: Organisation, facts: Facts) -> bool:
    """Whether the person proved well enough who they are for what they would get."""
    return identity_obstacle(case, organisation, facts) is None


def identity_obstacle(case: Case, organisation: Organisation, facts: Facts) -> Obstacle | None:
    """What the proof of identity lacks for what the person would get; None when nothing."""
    sensitivity = sensitivity_of(case, organisation, facts)
    if sensitivity is None:
        return None
    if case.identity_method not in organisation.methods_for(sensitivity):
        return Obstacle.IDENTITY_TOO_LOW  # AVG 12.6, 32
    if identification.proves_only_mailbox(case, sensitivity) and not facts.address_known:
        return Obstacle.ADDRESS_NOT_KNOWN  # AVG 12.6, 32
    return None


def obstacles_to_approve(
    case: Case, organisation: Organisation, facts: Facts, actor: Actor
) -> tuple[Obstacle, ...]:
    """Why this person cannot approve the proposal now; empty when nothing."""
    searchable = bool(collection.needed_sources(organisation, case))
    found = list(obstacles_to_propose(case, facts, searchable=searchable))
    if (lacking := identity_obstacle(case, organisation, facts)) is not None:
        found.append(lacking)
    if needs_second_person(case, organisation) and case.proposed_by == actor.staff_id:
        found.append(Obstacle.OWN_PROPOSAL)
    return tuple(found)


def approve(
    session: Session,
    case: Case,
    organisation: Organisation,
    facts: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Decide as proposed; the worker makes the report and the letter and tells the citizen.

    Raises:
        NotReady: something stands in the way, such as that it is one's own proposal.
        ActionRefused: nothing is proposed.
    """
    obstacles = obstacles_to_approve(case, organisation, facts, actor)
    if obstacles and case.may(Action.APPROVE):
        raise NotReady(obstacles)
    case.advance(Action.APPROVE, actor, now, proposed_by=case.proposed_by)
    case.approved_by, case.decided_at = actor.staff_id, now
    session.flush()
    enqueue(session, Job.MAKE_ANSWER, case.id)


def send_back(session: Session, case: Case, reason: str, *, actor: Actor, now: datetime) -> None:
    """Return a proposal to its handler, with what must change as a note.

    Raises:
        ActionRefused: nothing is proposed.
    """
    case.advance(Action.RETURN, actor, now, proposed_by=case.proposed_by)
    case.proposed_by, case.proposed_at = None, None
    correspondence.note(session, case, reason, actor=actor, now=now)


def close(case: Case, *, actor: Actor, now: datetime) -> None:
    """Put an answered case away; from now on its retention runs.

    Raises:
        ActionRefused: the answer is not there yet.
    """
    case.advance(Action.CLOSE, actor, now)
    case.closed_at = now
