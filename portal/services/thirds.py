"""Who else is in the data of a case: each gets a letter, and is 'derde A' everywhere (AVG 15.4)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal.language import redaction
from portal.language.words import Words
from portal.law.lifecycle import Action
from portal.law.redaction import letter, normal
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.redaction import Mark, MarkState, ThirdPerson
from portal.redaction.familiar import PARTICLES, TITLES, words_of

LONGEST = 120


class NameTaken(Exception):
    """Raised if somebody else in this case is called so already."""


class LastName(Exception):
    """Raised if the only name of somebody would go to somebody else."""


def third_for(
    session: Session, case: Case, name: str, *, actor: Actor, now: datetime
) -> ThirdPerson:
    """Who is called so: somebody who has a letter already, or else somebody new.

    'Peters' is 'Jan Peters' as long as nobody else in the case is called Peters.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    name = " ".join(name.split())[:LONGEST]
    there = _locked(session, case)
    found = _called(there, name)
    if found is not None:
        _also_called(found, name)
        return found
    case.advance(Action.REVIEW, actor, now, third_persons=len(there) + 1)
    return _new(session, case, there, [name], now)


def list_thirds(session: Session, case: Case) -> tuple[tuple[ThirdPerson, int], ...]:
    """Everybody else in a case, each with the number of marks that carry their letter."""
    count = (
        select(Mark.third_id, func.count().label("number"))
        .where(Mark.case_id == case.id, Mark.state == MarkState.ACCEPTED)
        .group_by(Mark.third_id)
    )
    numbers = {row.third_id: row.number for row in session.execute(count)}
    return tuple((third, numbers.get(third.id, 0)) for third in _of(session, case))


def find_third(session: Session, case: Case, third_id: int) -> ThirdPerson | None:
    """The one with this key, when it belongs to this case."""
    third = session.get(ThirdPerson, third_id)
    return third if third is not None and third.case_id == case.id else None


def only_one_of(session: Session, case: Case, names: Sequence[str]) -> str:
    """The name of the one who is called by all of these; empty when they may be of more people."""
    there = _of(session, case)
    found = [_called(there, name) for name in names]
    fullest = max(names, key=lambda name: len(_said(name)))
    if all(found):
        return fullest if len({third.id for third in found if third}) == 1 else ""
    return fullest if all(_said(name) <= _said(fullest) for name in names) else ""


def called(words: Words, third: ThirdPerson) -> str:
    """What stands in the place of the name: 'derde A'."""
    return redaction.called(words, third.letter)


def add_name(
    session: Session, case: Case, third: ThirdPerson, name: str, *, actor: Actor, now: datetime
) -> None:
    """Say that somebody is written in another way as well.

    Raises:
        NameTaken: somebody else in this case is called so.
        ActionRefused: the case is not being handled now.
    """
    name = " ".join(name.split())[:LONGEST]
    if any(_has(other, name) for other in _locked(session, case) if other.id != third.id):
        raise NameTaken
    case.advance(Action.REVIEW, actor, now, third_person=third.id)
    _also_called(third, name)


def merge(
    session: Session,
    case: Case,
    keep: ThirdPerson,
    gone: ThirdPerson,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Two are one person: the marks and names of the second go to the first.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    if keep.id == gone.id:
        return
    case.advance(Action.REVIEW, actor, now, third_person=keep.id, same_as=gone.id)
    session.execute(update(Mark).where(Mark.third_id == gone.id).values(third_id=keep.id))
    for name in gone.names:
        _also_called(keep, str(name))
    session.flush()
    session.delete(gone)
    session.flush()


def split_off(
    session: Session, case: Case, third: ThirdPerson, name: str, *, actor: Actor, now: datetime
) -> ThirdPerson:
    """One name is of somebody else after all, who gets a letter and the marks with that name.

    Raises:
        LastName: it is the only name there is.
        ActionRefused: the case is not being handled now.
    """
    rest = [each for each in third.names if normal(str(each)) != normal(name)]
    if not rest or len(rest) == len(third.names):
        raise LastName
    there = _locked(session, case)
    case.advance(Action.REVIEW, actor, now, third_person=third.id, split=True)
    third.names = rest
    other = _new(session, case, there, [" ".join(name.split())], now)
    marks = session.scalars(select(Mark).where(Mark.third_id == third.id))
    for mark in marks:
        if normal(mark.text) == normal(name):
            mark.third_id = other.id
    return other


def _of(session: Session, case: Case) -> Sequence[ThirdPerson]:
    query = select(ThirdPerson).where(ThirdPerson.case_id == case.id).order_by(ThirdPerson.id)
    return session.scalars(query).all()


def _locked(session: Session, case: Case) -> Sequence[ThirdPerson]:
    """Everybody else in the case, while nobody but us can give out a letter."""
    session.get(Case, case.id, with_for_update=True)
    return _of(session, case)


def _new(
    session: Session, case: Case, there: Sequence[ThirdPerson], names: list[str], now: datetime
) -> ThirdPerson:
    taken = {each.letter for each in there}
    number = len(there)
    while letter(number) in taken:
        number += 1
    third = ThirdPerson(case_id=case.id, letter=letter(number), names=names, made_at=now)
    session.add(third)
    session.flush()
    return third


def _called(there: Sequence[ThirdPerson], name: str) -> ThirdPerson | None:
    exact = [each for each in there if _has(each, name)]
    fitting = exact or [each for each in there if _may_be(each, name)]
    return fitting[0] if len(fitting) == 1 or exact else None


def _has(third: ThirdPerson, name: str) -> bool:
    return normal(name) in {normal(str(each)) for each in third.names}


def _may_be(third: ThirdPerson, name: str) -> bool:
    """Whether nothing in a name says that it is somebody else's."""
    new = _telling(name)
    old = [_telling(str(each)) for each in third.names]
    return bool(new) and (
        any(new <= each for each in old if each) or all(each <= new for each in old if each)
    )


def _telling(name: str) -> set[str]:
    return {word for word in _said(name) if len(word) > 1}


def _said(name: str) -> set[str]:
    """The words of a name, and its initials."""
    return {normal(word) for word in words_of(name)} - PARTICLES - TITLES


def _also_called(third: ThirdPerson, name: str) -> None:
    if name and not _has(third, name):
        third.names = [*third.names, name]
