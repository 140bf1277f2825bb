"""How one part of a request may end, and what its outcome still lacks."""

from collections.abc import Iterator
from datetime import date

from portal.law import objections
from portal.law.checklists import Check, checks_for, checks_on_bezwaar
from portal.law.grounds import (
    GROUNDS,
    Basis,
    Ground,
    Outcome,
    Scope,
    bases_for,
    grounds_for,
    needs_ground,
)
from portal.law.grounds import outcomes_for as outcomes_in_law
from portal.law.rights import Right
from portal.law.withdrawal import Way
from portal.models.case import CasePart, Procedure
from portal.organisations.organisation import Organisation
from portal.services import asked, contesting, correspondence, identification, items, particulars
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.particulars import (
    TAKEN_BACK_BY,
    TAKEN_BACK_ON,
    Fault,
    Particular,
)
from portal.services.review import COPIES, Facts

SHORTEST_REASON = 20
GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})
LIMITED = frozenset({Outcome.REFUSED, Outcome.PARTLY, Outcome.NOT_OUR_TASK})
NOTHING_LOOKED_UP = frozenset({Outcome.REFUSED, Outcome.NOT_OUR_TASK})
NOT_WEIGHED = frozenset({Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN})
SAYS_NOTHING_OF_THE_DATA = frozenset(
    {"unfounded_excessive", "cannot_identify", "identity_doubt_unresolved"}
)


def is_bezwaar(part: CasePart) -> bool:
    """Whether an earlier answer is contested: nothing is looked up again (Awb 7:11)."""
    return part.case.procedure is Procedure.BEZWAAR


def choices(part: CasePart) -> tuple[Outcome, ...]:
    """The outcomes to choose from; one who takes back everything does so on the status page."""
    several = len(part.case.parts) > 1
    offered: tuple[Outcome, ...] = objections.OUTCOMES
    if not is_bezwaar(part):
        offered = outcomes_in_law(part.right, part.answers)
    return tuple(each for each in offered if several or each is not Outcome.WITHDRAWN)


def grounds(
    part: CasePart, organisation: Organisation, outcome: Outcome | None
) -> tuple[Ground, ...]:
    """The grounds on which this part may end so; those made for the right first."""
    if outcome is None or outcome not in LIMITED:
        return ()
    if is_bezwaar(part):
        fitting = objections.grounds_on_bezwaar(outcome)  # Awb 6:6, 7:11
        in_time = not contesting.came_late(part.case)
        return tuple(each for each in fitting if not (in_time and each.id == "bezwaar_late"))
    wanted = asked.chosen_activities(organisation, part)
    fitting = grounds_for(
        part.right,
        Scope.REQUEST,
        part.answers,
        part.controller_kind,
        outcome=outcome,
        legal_bases=[a.basis_article for a in organisation.activities if a.id in wanted],
    )
    return tuple(sorted(fitting, key=lambda ground: len(ground.rights)))


def bases(part: CasePart, outcome: Outcome | None) -> tuple[Basis, ...]:
    """What granting this part may rest on, where the law has several."""
    if outcome not in GIVEN or is_bezwaar(part):
        return ()
    offered = bases_for(part.right, part.answers)
    return offered if len(offered) > 1 else ()


def checks(
    part: CasePart, organisation: Organisation, outcome: Outcome | None, ground_id: str | None
) -> tuple[Check, ...]:
    """What must have been looked at before this part ends so."""
    if is_bezwaar(part):
        return checks_on_bezwaar(outcome, ground_id)
    if outcome in NOT_WEIGHED or ground_id in SAYS_NOTHING_OF_THE_DATA:
        return ()
    found = [each.basis_article for each in asked.concerned(organisation, part)]
    return checks_for(part.right, part.answers, outcome, legal_bases=found)


def fields(
    part: CasePart, outcome: Outcome | None, ground_id: str | None
) -> tuple[Particular, ...]:
    """What must be written down when this part ends so."""
    ground = GROUNDS.get(ground_id or "") if outcome in LIMITED else None
    needed = particulars.of_ground(ground) if ground else ()
    if is_bezwaar(part):
        return needed
    own = particulars.of_outcome(part.right, outcome, part.answers, part.controller_kind)
    return (*needed, *own)


def lacking(
    part: CasePart, organisation: Organisation, facts: Facts, today: date, *, searchable: bool
) -> Iterator[Hindrance]:
    """What must be done before this part can be decided as was filled in.

    Parameters:
        today: the day in the Netherlands.
        searchable: whether a system holds what was asked about; paper is looked up by hand.
    """
    if part.outcome is None:
        yield from _before_the_outcome(part, organisation, facts, searchable=searchable)
        return
    if part.outcome not in choices(part):
        yield Hindrance(Obstacle.OUTCOME_DOES_NOT_FIT, part.id)
        return
    yield from _unticked(part, organisation)
    for obstacle in (
        *_of_ground(part, organisation, part.outcome, facts),
        *_contradicted(part, organisation, facts),
        *_of_basis(part, part.outcome),
        *items.lacking(part),
    ):
        yield Hindrance(obstacle, part.id)
    wanted = fields(part, part.outcome, part.ground)
    for key, fault in particulars.faults(wanted, part.needs, part.case.received_date, today):
        yield Hindrance(Obstacle.FIELD, part.id, key, fault)
    if part.outcome is Outcome.WITHDRAWN and not _message_is_there(part):
        yield Hindrance(Obstacle.FIELD, part.id, TAKEN_BACK_BY, Fault.NO_MESSAGE)
    if searchable and not facts.searches and _must_look(part):
        yield Hindrance(Obstacle.NOT_SEARCHED, part.id)  # AVG 5.2, 15.1: who says so has looked
    for obstacle in untrue(part, organisation, facts).get(part.outcome, ()):
        yield Hindrance(obstacle, part.id)


def untrue(
    part: CasePart, organisation: Organisation, facts: Facts
) -> dict[Outcome, tuple[Obstacle, ...]]:
    """The outcomes that would not be true of what was found and of what is given, and why not."""
    if is_bezwaar(part):
        return {}
    if part.right in COPIES:
        granted, nothing = tuple(_not_granted(facts)), facts.included + facts.left_out
    else:
        granted, nothing = (), _found_in_question(part, organisation, facts)
    found: dict[Outcome, tuple[Obstacle, ...]] = {Outcome.GRANTED: granted}
    if nothing:
        found[Outcome.NOTHING_HELD] = (Obstacle.SOMETHING_INCLUDED,)  # AVG 15.1
    return {outcome: why for outcome, why in found.items() if why}


def _not_granted(facts: Facts) -> Iterator[Obstacle]:
    """Why a copy is not all that was asked: a partial refusal is a refusal (AVG 12.4)."""
    if facts.left_out:
        yield Obstacle.SOMETHING_LEFT_OUT  # EDPB 01/2022 par. 193
    if facts.redacted:
        yield Obstacle.SOMETHING_REDACTED  # AVG 12.4, 15.4; EDPB 01/2022 par. 193
    if facts.searches and not facts.pending and not facts.undecided and not facts.included:
        yield Obstacle.NOTHING_INCLUDED


def _found_in_question(part: CasePart, organisation: Organisation, facts: Facts) -> bool:
    """Whether something about the person was found in what this part asks about."""
    about_person = facts.found - facts.not_mentioned
    return bool(about_person and facts.found_in & asked.chosen_activities(organisation, part))


def _must_look(part: CasePart) -> bool:
    return gives_copy(part) or (part.outcome is Outcome.NOTHING_HELD and not is_bezwaar(part))


def _message_is_there(part: CasePart) -> bool:
    """Whether the message in which this part was taken back, if it was one, is in the file."""
    day = str(part.needs.get(TAKEN_BACK_ON) or "")
    if part.needs.get(TAKEN_BACK_BY) != Way.MESSAGE or not day:
        return True
    return correspondence.wrote_on(part.case, date.fromisoformat(day))


def _before_the_outcome(
    part: CasePart, organisation: Organisation, facts: Facts, *, searchable: bool
) -> Iterator[Hindrance]:
    """What can be done already, in the order of the work."""
    if gives_copy(part) and searchable and not facts.searches:
        yield Hindrance(Obstacle.NOT_SEARCHED, part.id)
    yield from _unticked(part, organisation)
    if items.must_list(part):
        yield Hindrance(Obstacle.NO_ITEMS, part.id)
    yield Hindrance(Obstacle.NO_OUTCOME, part.id)


def _unticked(part: CasePart, organisation: Organisation) -> Iterator[Hindrance]:
    for check in checks(part, organisation, part.outcome, part.ground):
        if check.id not in part.checks:
            yield Hindrance(Obstacle.NOT_CHECKED, part.id, check.id)


def gives_copy(part: CasePart) -> bool:
    """Whether the answer depends on what the systems hold."""
    looked_up = part.outcome not in NOTHING_LOOKED_UP | NOT_WEIGHED
    return part.right in COPIES and looked_up and not is_bezwaar(part)


def _of_ground(
    part: CasePart, organisation: Organisation, outcome: Outcome, facts: Facts
) -> Iterator[Obstacle]:
    needed = not grounded_by_item(part, facts) and (
        bool(grounds(part, organisation, outcome))
        if is_bezwaar(part)
        else needs_ground(outcome, part.right)
    )
    if part.ground is None and needed:
        yield Obstacle.NO_GROUND  # AVG 12.4
        return
    fitting = {ground.id for ground in grounds(part, organisation, outcome)}
    if part.ground is not None and part.ground not in fitting:
        yield Obstacle.GROUND_DOES_NOT_FIT
        return
    if not explains_itself(part, outcome, part.ground) and len(part.reason) < SHORTEST_REASON:
        yield Obstacle.NO_REASON  # AVG 12.4; Awb 7:12, 9:12


def _contradicted(part: CasePart, organisation: Organisation, facts: Facts) -> Iterator[Obstacle]:
    """What makes the ground untrue: the data were found, or we know who asks."""
    about_person = facts.found - facts.not_mentioned
    if part.ground == "cannot_identify" and part.outcome is Outcome.REFUSED and about_person:
        yield Obstacle.DATA_FOUND  # AVG 11.2
    if part.ground == "identity_doubt_unresolved" and identification.is_enough(
        organisation, part.case, address_known=facts.address_known
    ):
        yield Obstacle.IDENTITY_PROVEN  # AVG 12.6


def explains_itself(part: CasePart, outcome: Outcome | None, ground_id: str | None) -> bool:
    """Whether the letter says why without a text of its own for this part."""
    ground = GROUNDS.get(ground_id or "")
    if ground is not None:
        return bool(ground.needs)
    own_text = part.right is Right.COMPLAINT or is_bezwaar(part)
    return not own_text or outcome in NOT_WEIGHED


def grounded_by_item(part: CasePart, facts: Facts) -> bool:
    """Whether each item that is not given has its ground, so that the part needs none."""
    if gives_copy(part):
        return part.outcome is Outcome.PARTLY and facts.left_out + facts.redacted > 0
    return bool(part.items) and items.outcome_of(part) is part.outcome


def _of_basis(part: CasePart, outcome: Outcome) -> Iterator[Obstacle]:
    offered = {basis.id for basis in bases(part, outcome)}
    if not offered:
        return
    if part.basis is None:
        yield Obstacle.NO_BASIS
    elif part.basis not in offered:
        yield Obstacle.BASIS_DOES_NOT_FIT
