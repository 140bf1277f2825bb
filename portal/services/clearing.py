"""What the check before sending found again: it stops the answer until somebody judged it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.language import redaction
from portal.language.words import Words
from portal.law.lifecycle import Action
from portal.law.redaction import normal
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.redaction import Leak
from portal.redaction.found import Hit
from portal.services import suggestions
from portal.services.obstacles import Obstacle

SHORTEST_REASON = 10
LONGEST_PLACE = 200
MOST = 25  # places of one text that are shown at a time
EVERYWHERE = "everywhere"


class NoReason(Exception):
    """Raised if nobody wrote why a text may stay."""


def note(session: Session, case: Case, hits: Iterable[Hit], *, now: datetime) -> int:
    """Keep what a check found; what an earlier check found and this one did not is gone.

    What somebody cleared stays cleared, on whatever page it stands now.

    Returns:
        How many stop the answer.
    """
    cleared = [each for each in list_leaks(session, case) if each.cleared_at is not None]
    known = {_sign(each.text, each.place, each.around) for each in cleared}
    everywhere = {normal(each.text) for each in cleared if each.place == EVERYWHERE}
    open_ = [
        hit
        for hit in dict.fromkeys(hits)
        if normal(hit.text) not in everywhere
        and _sign(hit.text, hit.place, hit.around) not in known
    ]
    session.execute(delete(Leak).where(Leak.case_id == case.id, Leak.cleared_at.is_(None)))
    shown: Counter[str] = Counter()
    for hit in open_:
        shown[hit.text] += 1
        if shown[hit.text] > MOST:  # the others come when these are cleared
            continue
        place = hit.place[:LONGEST_PLACE]
        session.add(
            Leak(case_id=case.id, text=hit.text, place=place, around=hit.around, found_at=now)
        )
    actor = Actor.portal(case.organisation)
    session.add(record(actor, "checked", now, case_id=case.id, leaks=len(open_)))
    session.flush()
    return len(open_)


def _sign(text: str, place: str, around: str) -> tuple[str, str, str]:
    """What makes two finds the same; pages shift when something else changes."""
    spot = place.partition(":")[0] if place.startswith(("page:", "earlier:")) else place
    return normal(text), spot, normal(around)


def list_leaks(session: Session, case: Case) -> Sequence[Leak]:
    """What was found, what stops the answer first."""
    query = select(Leak).where(Leak.case_id == case.id)
    found = session.scalars(query.order_by(Leak.id)).all()
    return sorted(found, key=lambda each: (each.cleared_at is not None, each.id))


def find_leak(session: Session, case: Case, leak_id: int) -> Leak | None:
    """The one with this key, when it belongs to this case."""
    leak = session.get(Leak, leak_id)
    return leak if leak is not None and leak.case_id == case.id else None


def clear(
    session: Session,
    case: Case,
    leak: Leak,
    reason: str,
    *,
    everywhere: bool = False,
    actor: Actor,
    now: datetime,
) -> None:
    """Say why a text may stay where it was found: it is about the person, or says something else.

    Parameters:
        everywhere: whether it may stay wherever it stands in this answer.

    Raises:
        NoReason: nothing was written.
        ActionRefused: the case is not being handled now.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason
    case.advance(Action.REVIEW, actor, now, leak=leak.id, everywhere=everywhere)
    cleared = [leak]
    if everywhere:
        same = (each for each in list_leaks(session, case) if each.cleared_at is None)
        cleared += [
            each for each in same if normal(each.text) == normal(leak.text) and each is not leak
        ]
        cleared.append(
            Leak(case_id=case.id, text=leak.text, place=EVERYWHERE, found_at=leak.found_at)
        )
        session.add(cleared[-1])
    for each in cleared:
        each.cleared_at, each.cleared_by, each.reason = now, actor.staff_id, reason.strip()
    session.flush()


def obstacles(session: Session, case: Case) -> Iterator[Obstacle]:
    """What must be judged before the answer can be proposed."""
    if suggestions.stop_the_answer(session, case):
        yield Obstacle.SUGGESTIONS_OPEN  # AVG 15.4
    open_ = select(Leak.id).where(Leak.case_id == case.id, Leak.cleared_at.is_(None))
    if session.scalar(open_.limit(1)) is not None:
        yield Obstacle.LEAKS_OPEN  # AVG 15.4


def place_of(words: Words, leak: Leak) -> str:
    """Where it was found, in words."""
    return redaction.place(words, leak.place)
