"""Dividing the work: several cases to one colleague at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.law.lifecycle import Action
from portal.models.audit import Actor
from portal.models.staff import Staff
from portal.services import cases, triage

MOST = 100


class NothingChosen(Exception):
    """Raised if no case was chosen."""


@dataclass(frozen=True, slots=True)
class Divided:
    """Who got cases, how many, and which could not be given to anybody now."""

    member: Staff
    given: int
    left: tuple[str, ...]


def assign(
    session: Session, references: Iterable[str], staff_id: int, *, actor: Actor, now: datetime
) -> Divided:
    """Make a colleague the handler of these cases; one that has ended meanwhile stays as it is.

    Parameters:
        references: those the reader may not know of, or that do not exist, are passed over.

    Raises:
        NothingChosen: none of them is a case.
        WrongAssignee: no open account of this organisation that may handle cases.
    """
    wanted = list(dict.fromkeys(references))[:MOST]
    found = [case for each in wanted if (case := cases.find_visible(session, each, actor))]
    if not found:
        raise NothingChosen
    member = triage.find_handler(session, actor.organisation, staff_id)
    given, left = 0, []
    for case in sorted(found, key=lambda case: case.id):  # always in one order: no deadlock
        session.refresh(case, with_for_update=True)
        if case.may(Action.ASSIGN):
            triage.assign(session, case, staff_id, actor=actor, now=now)
            given += 1
        else:
            left.append(case.reference)
    return Divided(member, given, tuple(left))
