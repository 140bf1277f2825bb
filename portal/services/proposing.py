"""Proposing: an outcome for each part, put up for approval when nothing stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from portal.language.words import local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.case import Case, CasePart
from portal.organisations.organisation import Organisation
from portal.services import authority, collection, outcomes, review
from portal.services.obstacles import Hindrance, NotReady, Obstacle
from portal.services.particulars import STOPPED_ON
from portal.services.review import Facts


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """How one part is to end, as filled in.

    Attributes:
        basis: what granting it rests on.
        needs: what was written down, by the key of the field.
        checks: what the handler has looked at.
    """

    outcome: Outcome | None
    ground: str | None = None
    reason: str = ""
    basis: str | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()


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
            _fill(part, filled)


def _fill(part: CasePart, filled: PartOutcome) -> None:
    part.outcome, part.reason = filled.outcome, filled.reason.strip()
    part.ground = filled.ground if filled.outcome in outcomes.LIMITED else None
    part.basis = filled.basis if filled.outcome in outcomes.GIVEN else None
    written = {**part.needs, **{key: text.strip() for key, text in filled.needs.items()}}
    part.needs = {key: text for key, text in written.items() if text}
    part.checks = list(filled.checks)


def hindrances(
    case: Case,
    organisation: Organisation,
    facts: Facts,
    today: date,
    *,
    unanswered_seen: bool = True,
) -> tuple[Hindrance, ...]:
    """What must be done before this decision can be proposed; empty when nothing.

    Parameters:
        today: the day in the Netherlands.
        unanswered_seen: whether the handler said to know that some sources gave no answer.
    """
    searchable = bool(collection.needed_sources(organisation, case))
    found: list[Hindrance] = []
    for part in case.parts:
        found += outcomes.lacking(part, organisation, facts, today, searchable=searchable)
    taken_back = [part for part in case.parts if part.outcome is Outcome.WITHDRAWN]
    if len(taken_back) == len(case.parts) > 1:
        found.append(Hindrance(Obstacle.ALL_TAKEN_BACK))
    if facts.pending:
        found.append(Hindrance(Obstacle.SEARCH_PENDING))
    if facts.undecided and review.must_review(case):
        found.append(Hindrance(Obstacle.UNDECIDED))
    found += [Hindrance(each) for each in facts.stopped_by]
    if facts.unanswered and not unanswered_seen:
        found.append(Hindrance(Obstacle.UNANSWERED_NOT_SEEN))
    for each in authority.obstacles(case, organisation):
        found.append(Hindrance(Obstacle(each.value)))  # UAVG 5, Awb 2:1
    return tuple(found)


def propose(
    case: Case,
    organisation: Organisation,
    facts: Facts,
    *,
    unanswered_seen: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Put the decision up for approval.

    Parameters:
        unanswered_seen: as in `hindrances`.

    Raises:
        NotReady: something must be done first.
        ActionRefused: the case is not being handled now.
    """
    today = local_date(now)
    found = hindrances(case, organisation, facts, today, unanswered_seen=unanswered_seen)
    if found and case.may(Action.PROPOSE):
        raise NotReady(found)
    case.advance(
        Action.PROPOSE,
        actor,
        now,
        outcomes={str(part.id): part.outcome for part in case.parts},
        unanswered=[search.source for search in facts.unanswered],
    )
    for part in case.parts:
        _forget_what_was_not_used(part)
    case.proposed_by, case.proposed_at = actor.staff_id, now


def _forget_what_was_not_used(part: CasePart) -> None:
    """Leave out what was written for another outcome or ground (AVG 5.1.c)."""
    wanted = {each.key for each in outcomes.fields(part, part.outcome, part.ground)}
    part.needs = {k: v for k, v in part.needs.items() if k in wanted or k == STOPPED_ON}
