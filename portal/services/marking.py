"""Marking what is taken out of the items of a case: by hand, everywhere at once, or as suggested.

Nothing goes by itself: a suggestion counts when a handler accepts it (AVG 15.4).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Unpack

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.law.lifecycle import Action
from portal.law.redaction import normal
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.finding import Finding
from portal.models.redaction import Mark, MarkState, ThirdPerson
from portal.papers.pages import Page
from portal.redaction.familiar import is_name
from portal.redaction.known_names import part_of
from portal.redaction.matching import Finder
from portal.redaction.wordings import ways
from portal.services import passages
from portal.services.marks import HANDLER, Waiting, find_mark, marks_of, suggested, waiting
from portal.services.passages import Pages, PassageUnknown, Place, Where
from portal.services.resting import Why, ground_used, grounds_to_mark, why_of
from portal.services.review import GroundDoesNotFit
from portal.services.thirds import LONGEST

TOLD = 50
"""So many keys stand in the audit at most."""

__all__ = ["HANDLER", "GroundDoesNotFit", "PassageUnknown", "Waiting", "accept", "accept_rule",
           "dismiss", "dismiss_rule", "find_mark", "ground_used", "grounds_to_mark", "mark",
           "mark_all", "marks_of", "unmark", "waiting"]  # fmt: skip


def mark(
    session: Session,
    case: Case,
    finding: Finding,
    *,
    pages: Sequence[Page] = (),
    third: ThirdPerson | None = None,
    ground: str,
    needs: Mapping[str, str],
    actor: Actor,
    now: datetime,
    **where: Unpack[Where],
) -> Mark:
    """Take one passage out of an item: of a field or a page, a drawn region, or a whole page.

    Parameters:
        pages: those of its document.
        third: whose letter comes in its place; None removes it.
        needs: what the ground asks; empty takes what was written for it before in this case.

    Raises:
        PassageUnknown: there is nothing there.
        GroundDoesNotFit: the ground is none of `grounds_to_mark`.
        NotWritten: a field that the ground asks is missing or wrong.
        ActionRefused: the case is not being handled now.
    """
    place = passages.selected(finding.fields, pages, where)
    why = why_of(session, case, ground, needs, now)
    case.advance(Action.REVIEW, actor, now, finding=finding.id, marked=1, ground=ground)
    if place.start is not None or is_name(place.text):
        _name(third, place.text)
    there = marks_of(session, [finding.id]).get(finding.id, ())
    for each in there:
        if each.state is MarkState.SUGGESTED and passages.is_within(each, place):
            session.delete(each)
    own = [each for each in there if each.origin == HANDLER]
    same = next((each for each in own if passages.key_of(each) == place.key), None)
    if same is None:
        same = Mark(case_id=case.id, finding_id=finding.id, origin=HANDLER, made_at=now)
        session.add(same)
    for name, value in place.as_values().items():
        setattr(same, name, value)
    _accept(same, third, why, actor, now)
    session.flush()
    return same


def mark_all(
    session: Session,
    case: Case,
    text: str,
    *,
    only: Finding | None = None,
    parts: Sequence[str] = (),
    pages: Pages,
    third: ThirdPerson | None = None,
    ground: str,
    needs: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> int:
    """Take a text out wherever it stands, however it is written there; raises as `mark`.

    Parameters:
        only: the item to which it is limited.
        parts: of a name those that count as well, unless they are of a longer name there.
        pages: those of every document of the case, or of that item.

    Returns:
        How many passages are marked now that were not.
    """
    why = why_of(session, case, ground, needs, now)
    named = (part_of(text, each) for each in parts)
    finder = Finder([*ways(text), *named])
    rows = [
        {"finding_id": key, **place.as_values()}
        for key, place in _not_gone(session, _found(session, case, finder, only, pages))
    ]
    case.advance(Action.REVIEW, actor, now, marked=len(rows), ground=ground)
    if rows:
        _name(third, text)
        always = {
            "case_id": case.id,
            "state": MarkState.ACCEPTED,
            "origin": HANDLER,
            "ground": why.ground,
            "needs": why.needs,
            "third_id": third.id if third else None,
            "made_by": actor.staff_id,
            "made_at": now,
        }
        session.flush()
        session.execute(insert(Mark), [{**row, **always} for row in rows])
    return len(rows)


def _found(
    session: Session, case: Case, finder: Finder, only: Finding | None, pages: Pages
) -> dict[int, list[Place]]:
    """Where something stands, by the key of the item."""
    query = select(Finding.id, Finding.fields).where(Finding.case_id == case.id)
    if only is not None:
        query = query.where(Finding.id == only.id)
    found = {
        key: passages.places(finder, passages.stretches(fields, pages.get(key, ())))
        for key, fields in session.execute(query)
    }
    return {key: each for key, each in found.items() if each}


def _not_gone(session: Session, found: Mapping[int, list[Place]]) -> Iterator[tuple[int, Place]]:
    """The places that no mark takes out yet; what was suggested there goes up in the new mark."""
    there = marks_of(session, found)
    for key, places in found.items():
        done = there.get(key, ())
        gone = [each for each in done if each.state is MarkState.ACCEPTED]
        for place in places:
            if any(passages.covers(each, place) for each in gone):
                continue
            for each in done:
                if each.state is not MarkState.ACCEPTED and passages.is_within(each, place):
                    session.delete(each)
            yield key, place


def accept(
    session: Session,
    case: Case,
    marks: Sequence[Mark],
    *,
    third: ThirdPerson | None = None,
    ground: str,
    needs: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> int:
    """Carry out suggestions; raises as `mark`.

    Returns:
        How many count now that did not.
    """
    why = why_of(session, case, ground, needs, now)
    waits = [each for each in marks if each.state is not MarkState.ACCEPTED]
    case.advance(Action.REVIEW, actor, now, marks=[each.id for each in waits][:TOLD], ground=ground)
    for each in waits:
        _name(third, each.text)
        _accept(each, third, why, actor, now)
    session.flush()
    return len(waits)


def accept_rule(
    session: Session,
    case: Case,
    origin: str,
    *,
    text: str | None = None,
    third: ThirdPerson | None = None,
    ground: str,
    needs: Mapping[str, str],
    actor: Actor,
    now: datetime,
) -> int:
    """Carry out every suggestion of a rule, or those of it with this text; raises as `mark`."""
    marks = suggested(session, case, origin, text)
    return accept(
        session, case, marks, third=third, ground=ground, needs=needs, actor=actor, now=now
    )


def dismiss(
    session: Session, case: Case, marks: Sequence[Mark], *, actor: Actor, now: datetime
) -> int:
    """Leave what was suggested as it is.

    Returns:
        How many suggestions are gone.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    waits = [each for each in marks if each.state is MarkState.SUGGESTED]
    case.advance(Action.REVIEW, actor, now, dismissed=len(waits))
    for each in waits:
        each.state = MarkState.DISMISSED
        each.made_by, each.made_at = actor.staff_id, now
    session.flush()
    return len(waits)


def dismiss_rule(
    session: Session,
    case: Case,
    origin: str,
    *,
    text: str | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """Leave every suggestion of a rule as it is, or those of it with this text."""
    marks = suggested(session, case, origin, text)
    return dismiss(session, case, marks, actor=actor, now=now)


def unmark(
    session: Session, case: Case, marks: Sequence[Mark], *, actor: Actor, now: datetime
) -> int:
    """Take marks back: what a rule suggested is a suggestion again, what a handler marked is gone.

    Returns:
        How many.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    case.advance(Action.REVIEW, actor, now, unmarked=len(marks))
    for each in marks:
        if each.origin == HANDLER:
            session.delete(each)
            continue
        each.state = MarkState.SUGGESTED
        each.ground, each.needs, each.third_id, each.made_by = None, {}, None, None
    session.flush()
    return len(marks)


def _accept(mark: Mark, third: ThirdPerson | None, why: Why, actor: Actor, now: datetime) -> None:
    mark.state, mark.ground, mark.needs = MarkState.ACCEPTED, why.ground, why.needs
    mark.third_id = third.id if third else None
    mark.made_by, mark.made_at = actor.staff_id, now


def _name(third: ThirdPerson | None, text: str) -> None:
    """Remember that somebody is written so in the data."""
    name = " ".join(text.split())
    known = {normal(str(each)) for each in third.names} if third else set()
    if third and name and len(name) <= LONGEST and normal(name) not in known:
        third.names = [*third.names, name]
