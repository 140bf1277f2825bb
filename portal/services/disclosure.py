"""Whether a person proved well enough who they are for what the answer would give them."""

from portal.law.rights import Right
from portal.models.case import Case, Procedure
from portal.organisations.organisation import Organisation, Sensitivity
from portal.services import identification
from portal.services.obstacles import Obstacle
from portal.services.outcomes import GIVEN, NOT_WEIGHED, NOTHING_LOOKED_UP
from portal.services.review import COPIES, Facts

BY_SENSITIVITY = (Sensitivity.LOW, Sensitivity.ORDINARY, Sensitivity.HIGH)
CHANGED_FOR_GOOD = frozenset({Right.RECTIFICATION, Right.ERASURE})


def sensitivity_of(case: Case, organisation: Organisation, facts: Facts) -> Sensitivity | None:
    """How sensitive the answer is; None when it gives nothing out (AVG 12.6, 32)."""
    if case.procedure is Procedure.BEZWAAR:
        return None  # it is judged what was answered; nothing more is given with it
    # A refusal may go out just because nobody proved anything (AVG 12.6).
    if all(
        identification.hands_nothing_over(part.right, part.answers)
        or part.outcome in NOTHING_LOOKED_UP | NOT_WEIGHED
        for part in case.parts
    ):
        return None
    if acts_unseen(case, facts):
        return identification.needed(organisation, case)
    named = {each.id: each.sensitivity for each in organisation.activities}
    changed = any(p.right in CHANGED_FOR_GOOD and p.outcome in GIVEN for p in case.parts)
    touched = facts.activities | (facts.found_in if changed else frozenset())
    given = [named[id_] for id_ in touched if id_ in named]
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
