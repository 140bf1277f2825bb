"""How one part of a request may end, and what its outcome still lacks."""

from collections.abc import Iterator

from portal.law.grounds import Ground, Outcome, Scope, grounds_for, needs_ground
from portal.law.grounds import outcomes_for as outcomes_in_law
from portal.models.case import CasePart
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.review import COPIES, Facts

SHORTEST_REASON = 20
GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})
NOTHING_LOOKED_UP = frozenset({Outcome.REFUSED, Outcome.NOT_OUR_TASK})


def choices(part: CasePart) -> tuple[Outcome, ...]:
    """The outcomes to choose from; withdrawing is what the citizen does."""
    offered = outcomes_in_law(part.right)
    return tuple(each for each in offered if each is not Outcome.WITHDRAWN)


def grounds(part: CasePart) -> tuple[Ground, ...]:
    """The grounds on which this part may be refused or limited."""
    return grounds_for(part.right, Scope.REQUEST)


def lacking(part: CasePart, facts: Facts, *, searchable: bool) -> Iterator[Hindrance]:
    """What must be done before this part can be decided as was filled in.

    Parameters:
        searchable: whether a system holds what was asked about; paper is looked up by hand.
    """
    for obstacle in _obstacles(part, facts, searchable=searchable):
        yield Hindrance(obstacle, part.id)


def _obstacles(part: CasePart, facts: Facts, *, searchable: bool) -> Iterator[Obstacle]:
    if part.outcome is None:
        yield Obstacle.NO_OUTCOME
    elif part.outcome not in choices(part):
        yield Obstacle.OUTCOME_DOES_NOT_FIT
    else:
        yield from _of_ground(part, part.outcome, facts)
        if part.right in COPIES and part.outcome not in NOTHING_LOOKED_UP:
            yield from _of_copy(part.outcome, facts, searchable=searchable)


def _of_copy(outcome: Outcome, facts: Facts, *, searchable: bool) -> Iterator[Obstacle]:
    if searchable and not facts.searches:
        yield Obstacle.NOT_SEARCHED  # AVG 15.1: yes or no needs a look
    if outcome is Outcome.GRANTED and facts.left_out:
        yield Obstacle.SOMETHING_LEFT_OUT  # EDPB 01/2022 par. 193
    if outcome is Outcome.NOTHING_HELD and facts.included + facts.left_out:
        yield Obstacle.SOMETHING_INCLUDED
    if outcome is Outcome.GRANTED and facts.searches and not facts.included:
        yield Obstacle.NOTHING_INCLUDED


def _of_ground(part: CasePart, outcome: Outcome, facts: Facts) -> Iterator[Obstacle]:
    by_item = outcome is Outcome.PARTLY and part.right in COPIES and facts.left_out > 0
    if part.ground is None:
        if needs_ground(outcome, part.right) and not by_item:  # each item has its own
            yield Obstacle.NO_GROUND  # AVG 12.4
    elif part.ground not in {ground.id for ground in grounds(part)}:
        yield Obstacle.GROUND_DOES_NOT_FIT
    elif len(part.reason) < SHORTEST_REASON:
        yield Obstacle.NO_REASON  # AVG 12.4
