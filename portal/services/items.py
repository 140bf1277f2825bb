"""Deciding item by item what is erased, corrected or restricted, and what stays (AVG 16 to 18).

The register proposes the items, a category of each processing activity at a time; a handler adds
documents. Each is done, or kept with its ground and until when.
"""

from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime

from portal.language.words import local_date
from portal.law.grounds import Ground, Outcome, Scope, grounds_for
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Case, CasePart, PartItem, Procedure
from portal.organisations.organisation import Activity, Organisation
from portal.services import asked, particulars
from portal.services.obstacles import Obstacle
from portal.services.review import Facts

BY_ITEM = frozenset({Right.ERASURE, Right.RECTIFICATION, Right.RESTRICTION})
ALWAYS_BY_ITEM = frozenset({Right.ERASURE})  # AVG 17: each category has its own purpose and term
OWN_WORDS = {Right.ERASURE: "what", Right.RECTIFICATION: "field", Right.RESTRICTION: "explanation"}
GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})
LABEL = 300
MOST = 200


class TooMany(Exception):
    """Raised if there would be more items than anybody can look at."""


class GroundDoesNotFit(Exception):
    """Raised if a ground cannot keep an item of this right."""


class KeptWithoutTerm(Exception):
    """Raised if nobody says until when an item is kept, or if that day has passed."""


def start(
    case: Case,
    part: CasePart,
    organisation: Organisation,
    facts: Facts,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """List what was asked in the person's own words, and what the register says of it.

    What is listed already stays. After a search the systems in which nothing was found are left
    out; what is in no system is listed, for nobody looked there yet.

    Returns:
        how many items were added.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    known = {(item.activity, item.label_nl) for item in part.items}
    new = [
        item
        for item in _proposed(part, organisation, facts)
        if (item.activity, item.label_nl) not in known
    ]
    case.advance(Action.REVIEW, actor, now, part=part.id, items=len(new))
    part.items.extend(new)
    return len(new)


def _proposed(part: CasePart, organisation: Organisation, facts: Facts) -> Iterator[PartItem]:
    own_words = part.answers.get(OWN_WORDS[part.right])
    if own_words:
        yield PartItem(label_nl=own_words[:LABEL], label_en=own_words[:LABEL])
        if not part.answers.get("activities"):
            return
    wanted = asked.chosen_activities(organisation, part)
    searched = bool(facts.searches) and not facts.pending
    for activity in organisation.activities:
        empty = searched and activity.source_systems and activity.id not in facts.found_in
        if activity.id in wanted and not empty:
            for category in activity.categories:
                yield PartItem(
                    activity=activity.id,
                    label_nl=f"{activity.name.nl}: {category.nl}"[:LABEL],
                    label_en=f"{activity.name.en}: {category.en}"[:LABEL],
                )


def add(case: Case, part: CasePart, label: str, *, actor: Actor, now: datetime) -> PartItem:
    """Add a document or other data that the register does not list by itself.

    Raises:
        TooMany: there are enough.
        ActionRefused: the case is not being handled now.
    """
    if len(part.items) >= MOST:
        raise TooMany
    case.advance(Action.REVIEW, actor, now, part=part.id, items=1)
    item = PartItem(label_nl=label[:LABEL], label_en=label[:LABEL])
    part.items.append(item)
    return item


def remove(case: Case, item: PartItem, part: CasePart, *, actor: Actor, now: datetime) -> None:
    """Take an item off the list: it is not about what was asked, or nothing of it is held.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, part=part.id, item_removed=item.id)
    part.items.remove(item)


def find(part: CasePart, item_id: int) -> PartItem | None:
    """The item with this key, when it belongs to this part."""
    return next((item for item in part.items if item.id == item_id), None)


def give(case: Case, item: PartItem, *, actor: Actor, now: datetime) -> None:
    """Erase, correct or restrict this item.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, item=item.id, outcome=Outcome.GRANTED.value)
    _give(item)


def give_rest(
    case: Case, part: CasePart, *, spared: Container[int] = (), actor: Actor, now: datetime
) -> int:
    """Do so with every item that nobody decided about.

    Parameters:
        spared: the keys of items that are decided one by one, such as those a law makes us keep.

    Returns:
        how many.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    rest = [item for item in part.items if item.outcome is None and item.id not in spared]
    case.advance(Action.REVIEW, actor, now, part=part.id, given=len(rest))
    for item in rest:
        _give(item)
    return len(rest)


def _give(item: PartItem) -> None:
    item.outcome, item.ground, item.needs = Outcome.GRANTED, None, {}
    item.keep_until, item.keep_rule = None, ""


def keep(
    case: Case,
    part: CasePart,
    item: PartItem,
    ground_id: str,
    needs: Mapping[str, str],
    *,
    until: date | None,
    rule: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Let this item stay as it is.

    Parameters:
        needs: what the ground asks, by key.
        until: the last day, where it is known.
        rule: else in words until when, such as '15 years after the last change'.

    Raises:
        GroundDoesNotFit: the ground is none of `grounds`.
        NotWritten: a field of the ground is missing or wrong.
        KeptWithoutTerm: an item that is not erased has no last day and no rule.
        ActionRefused: the case is not being handled now.
    """
    ground = next((each for each in grounds(part) if each.id == ground_id), None)
    if ground is None:
        raise GroundDoesNotFit(ground_id)
    today = local_date(now)
    written = particulars.demanded(ground, needs, case.received_date, today)
    if part.right is Right.ERASURE and not (rule.strip() if until is None else until > today):
        raise KeptWithoutTerm  # AVG 5.1.e
    case.advance(
        Action.REVIEW, actor, now, item=item.id, outcome=Outcome.REFUSED.value, ground=ground_id
    )
    item.outcome, item.ground = Outcome.REFUSED, ground_id
    item.needs = written
    item.keep_until, item.keep_rule = until, "" if until else rule.strip()[:LABEL]


def grounds(part: CasePart) -> tuple[Ground, ...]:
    """The grounds on which one item may stay, those made for this right first."""
    fitting = grounds_for(part.right, Scope.FINDING, part.answers, part.controller_kind)
    return tuple(sorted(fitting, key=lambda ground: len(ground.rights)))


def outcome_of(part: CasePart) -> Outcome | None:
    """How the part ends as its items say; None when there are none, or some are undecided."""
    found = {item.outcome for item in part.items}
    if not found or None in found:
        return None
    if len(found) > 1:
        return Outcome.PARTLY
    return found.pop()


def must_list(part: CasePart) -> bool:
    """Whether nothing can be given before the items are listed, and none is."""
    bezwaar = part.case.procedure is Procedure.BEZWAAR
    return part.right in ALWAYS_BY_ITEM and not bezwaar and not part.items


def lacking(part: CasePart) -> Iterator[Obstacle]:
    """What the items lack for the outcome that was chosen."""
    whole = part.outcome not in (*GIVEN, Outcome.REFUSED)
    if whole or part.right not in BY_ITEM or part.case.procedure is Procedure.BEZWAAR:
        return
    if not part.items:
        if must_list(part) and part.outcome in GIVEN:
            yield Obstacle.NO_ITEMS  # AVG 17, 12.4: what stays is told one by one
        return
    if part.outcome is Outcome.REFUSED and part.ground is not None:
        return  # refused as a whole, such as when nobody knows who asks
    found = outcome_of(part)
    if found is None:
        yield Obstacle.ITEMS_UNDECIDED
    elif found is not part.outcome:
        yield Obstacle.ITEMS_SAY_OTHERWISE


def usual_term(activity: Activity | None, language: str) -> str:
    """Until when the register says that an activity keeps its data; empty when it is unknown."""
    rules = activity.retention if activity else ()
    return "; ".join(
        f"{each.period.in_(language)}, {each.trigger.in_(language)}" for each in rules
    )[:LABEL]
