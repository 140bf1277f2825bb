"""What the check before sending found again: it stops the answer until somebody judged it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.language import redaction
from portal.language.words import Words
from portal.law.lifecycle import Action
from portal.law.redaction import normal
from portal.models.audit import Actor, record
from portal.models.case import Case
from portal.models.redaction import Leak, Mark, MarkState
from portal.redaction.familiar import parts_of
from portal.redaction.found import Hit
from portal.services import excerpts, suggestions
from portal.services.obstacles import Obstacle

SHORTEST_REASON = 10
LONGEST_PLACE = 200
MOST = 25  # places of one text that are shown at a time
NEAR = 2  # so many pages does a find move when something else changes
EVERYWHERE = "everywhere"
Sign = tuple[str, str, str]
_PAGE = re.compile(r"\b(?<=page:)\d+|(?<=earlier:)\d+")
_RECORD = re.compile(r"(?<=\bdata:)\d+")


class NoReason(Exception):
    """Raised if nobody wrote why a text may stay."""


def note(session: Session, case: Case, hits: Iterable[Hit], *, now: datetime) -> int:
    """Keep what a check found; what an earlier check found and this one did not is gone.

    What somebody cleared stays cleared at its place. Pages shift when something else changes: a
    find is the same one on a page nearby only if it is gone from the page where it was cleared,
    and nothing else can be it. What may stay everywhere may do so in the words that were seen.

    Returns:
        How many stop the answer.
    """
    listed = list_leaks(session, case)
    seen = _may_stay(listed)
    found = [hit for hit in dict.fromkeys(hits) if not _says_no_more(hit, seen)]
    open_ = _not_cleared(found, listed)
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


def _may_stay(listed: Iterable[Leak]) -> dict[str, frozenset[str]]:
    """By text the words of it that may stay everywhere: the whole, or parts of a name."""
    seen: dict[str, frozenset[str]] = {}
    for each in listed:
        if each.place == EVERYWHERE:
            key = normal(each.text)
            seen[key] = seen.get(key, frozenset()) | excerpts.seen(each)
    return seen


def _says_no_more(found: Hit | Leak, seen: Mapping[str, frozenset[str]]) -> bool:
    """Whether a find says no other words than those: 'de Koning' may be no 'Demi de Koning'."""
    words = seen.get(normal(found.text))
    return words is not None and excerpts.said(found.text, found.around) <= words


def _not_cleared(found: Sequence[Hit], listed: Sequence[Leak]) -> list[Hit]:
    """The finds that nobody judged; what was cleared moves along with the page it stands on."""
    cleared: dict[Sign, list[Leak]] = {}
    for leak in listed:
        if leak.cleared_at is not None:
            cleared.setdefault(_sign(leak), []).append(leak)
    waiting_ = {_sign(each) for each in listed if each.cleared_at is None}
    new = []
    for hit in found:
        here = cleared.get(_sign(hit))
        if here:
            here.pop()
        else:
            new.append(hit)
    gone = [leak for here in cleared.values() for leak in here]
    moved = _moved([hit for hit in new if _sign(hit) not in waiting_], gone)
    for hit, leak in moved.items():
        leak.place = hit.place[:LONGEST_PLACE]
    return [hit for hit in new if hit not in moved]


def _moved(new: Iterable[Hit], gone: Iterable[Leak]) -> dict[Hit, Leak]:
    """Which new find can only be one that is gone from a page nearby, and the other way round.

    In a table the same words stand around many finds: another record is another find.
    """
    between: dict[Sign, list[Leak]] = {}
    for leak in gone:
        between.setdefault(_sign_anywhere(leak), []).append(leak)
    may_be = {
        hit: [leak for leak in between.get(_sign_anywhere(hit), ()) if _are_near(hit, leak)]
        for hit in new
    }
    claims = Counter(id(leak) for leaks in may_be.values() for leak in leaks)
    return {
        hit: leaks[0]
        for hit, leaks in may_be.items()
        if len(leaks) == 1 and claims[id(leaks[0])] == 1
    }


def _are_near(hit: Hit, leak: Leak) -> bool:
    """Whether the pages of two places that are the same but for those are a few pages apart."""
    pages = zip(_PAGE.findall(hit.place), _PAGE.findall(leak.place), strict=False)
    return all(abs(int(one) - int(other)) <= NEAR for one, other in pages)


def _sign_anywhere(found: Hit | Leak) -> Sign:
    text, place, around = _sign(found)
    return text, _PAGE.sub("", place), around


def _sign(found: Hit | Leak) -> Sign:
    """What makes two finds the same: what, where and between which words.

    Of data it is the record as it is, whatever number it has now.
    """
    place = _RECORD.sub("", found.place[:LONGEST_PLACE])
    return normal(found.text), place, normal(found.around)


def list_leaks(session: Session, case: Case) -> Sequence[Leak]:
    """What was found, what stops the answer first."""
    query = select(Leak).where(Leak.case_id == case.id)
    found = session.scalars(query.order_by(Leak.id)).all()
    return sorted(found, key=lambda each: (each.cleared_at is not None, each.id))


def redacted_since(session: Session, leaks: Sequence[Leak]) -> frozenset[int]:
    """Of which a text or a part of that name was redacted after it was found, by key.

    They stop nothing: what is left of them is found again before anything goes.
    """
    open_ = [each for each in leaks if each.cleared_at is None]
    if not open_:
        return frozenset()
    query = select(Mark.text).where(
        Mark.case_id == open_[0].case_id,
        Mark.state == MarkState.ACCEPTED,
        Mark.made_at > min(each.found_at for each in open_),  # one check found them all
    )
    gone = {normal(text) for text in session.scalars(query)}
    return frozenset(
        each.id
        for each in open_
        if gone & {normal(way) for way in (each.text, *parts_of(each.text))}
    )


def waiting(session: Session, case: Case) -> list[Leak]:
    """What nobody judged yet: neither cleared, nor redacted since."""
    found = [each for each in list_leaks(session, case) if each.cleared_at is None]
    gone = redacted_since(session, found)
    return [each for each in found if each.id not in gone]


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
        everywhere: whether it may stay wherever it stands in this answer in the same words, or
            in fewer: not the whole name where only a part of it was seen.

    Raises:
        NoReason: nothing was written.
        ActionRefused: the case is not being handled now.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise NoReason
    case.advance(Action.REVIEW, actor, now, leak=leak.id, everywhere=everywhere)
    cleared = [leak]
    if everywhere:
        seen = {normal(leak.text): excerpts.seen(leak)}
        for each in list_leaks(session, case):
            if each.cleared_at is None and each is not leak and _says_no_more(each, seen):
                cleared.append(each)
        stays = Leak(
            case_id=case.id,
            text=leak.text,
            place=EVERYWHERE,
            around=leak.around,
            found_at=leak.found_at,
        )
        session.add(stays)
        cleared.append(stays)
    for each in cleared:
        each.cleared_at, each.cleared_by, each.reason = now, actor.staff_id, reason.strip()
    session.flush()


def obstacles(session: Session, case: Case) -> Iterator[Obstacle]:
    """What must be judged before the answer can be proposed."""
    if suggestions.stop_the_answer(session, case):
        yield Obstacle.SUGGESTIONS_OPEN  # AVG 15.4
    if waiting(session, case):
        yield Obstacle.LEAKS_OPEN  # AVG 15.4


def place_of(words: Words, leak: Leak) -> str:
    """Where it was found, in words."""
    return redaction.place(words, leak.place)
