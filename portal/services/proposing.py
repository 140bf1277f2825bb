"""Proposing: an outcome for each part, put up for approval when nothing stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import collection, outcomes
from portal.services.obstacles import Hindrance, NotReady, Obstacle
from portal.services.review import Facts


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """How one part is to end, as filled in."""

    outcome: Outcome | None
    ground: str | None = None
    reason: str = ""


def fill_in(
    case: Case,
    given: Mapping[int, PartOutcome],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was filled in for each part; it may still be incomplete.

    Parameters:
        given: by the key of the part.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, parts=sorted(given))
    for part in case.parts:
        filled = given.get(part.id)
        if filled is not None:
            part.outcome, part.reason = filled.outcome, filled.reason.strip()
            part.ground = filled.ground if filled.outcome is not Outcome.GRANTED else None


def hindrances(
    case: Case,
    organisation: Organisation,
    facts: Facts,
    *,
    unanswered_seen: bool = True,
    authority_checked: bool = True,
) -> tuple[Hindrance, ...]:
    """What must be done before this decision can be proposed; empty when nothing.

    Parameters:
        unanswered_seen: whether the handler said to know that some sources gave no answer.
        authority_checked: whether the handler said that who asks for another may act for them.
    """
    searchable = bool(collection.needed_sources(organisation, case))
    found: list[Hindrance] = []
    for part in case.parts:
        found += outcomes.lacking(part, facts, searchable=searchable)
    if facts.pending:
        found.append(Hindrance(Obstacle.SEARCH_PENDING))
    if facts.undecided:
        found.append(Hindrance(Obstacle.UNDECIDED))
    if facts.unanswered and not unanswered_seen:
        found.append(Hindrance(Obstacle.UNANSWERED_NOT_SEEN))
    if case.representative and not authority_checked:
        found.append(Hindrance(Obstacle.AUTHORITY_NOT_CHECKED))  # UAVG 5, Awb 2:1
    return tuple(found)


def propose(
    case: Case,
    organisation: Organisation,
    facts: Facts,
    *,
    unanswered_seen: bool,
    authority_checked: bool = False,
    actor: Actor,
    now: datetime,
) -> None:
    """Put the decision up for approval.

    Parameters:
        unanswered_seen, authority_checked: as in `hindrances`.

    Raises:
        NotReady: something must be done first.
        ActionRefused: the case is not being handled now.
    """
    found = hindrances(
        case,
        organisation,
        facts,
        unanswered_seen=unanswered_seen,
        authority_checked=authority_checked,
    )
    if found:
        raise NotReady(found)
    case.advance(
        Action.PROPOSE,
        actor,
        now,
        outcomes={str(part.id): part.outcome for part in case.parts},
        unanswered=[search.source for search in facts.unanswered],
        **({"authority_checked": True} if case.representative else {}),
    )
    case.proposed_by, case.proposed_at = actor.staff_id, now
