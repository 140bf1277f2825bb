"""Finding cases by what people have at hand: a reference, a name, an e-mail address."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Actor
from portal.models.case import PARTICLES, Case, email_key, fold
from portal.models.reference import read_reference
from portal.services import worklist
from portal.services.confidential import visible_to
from portal.services.worklist import Line

MOST = 50
SHORTEST = 2
LONGEST = 200
AFTER_EVERYTHING = "\U0010ffff"


class Kind(StrEnum):
    """What was taken to have been typed."""

    REFERENCE = "reference"
    EMAIL = "email"
    NAME = "name"
    TOO_SHORT = "too_short"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: at most `MOST` lines, and whether there were more."""

    kind: Kind
    lines: tuple[Line, ...]
    more: bool = False


def find_cases(session: Session, typed: str, actor: Actor) -> Found:
    """The cases that belong to what somebody of the staff typed, and that they may know of.

    Names are found by their beginning, in either order, without accents and particles:
    'van den berg', 'Anna van den Berg' and 'berg an' all find Anna van den Berg.
    """
    typed = " ".join(typed.split())[:LONGEST]
    reference = read_reference(typed)
    if reference is not None:
        wanted = worklist.columns().where(
            Case.reference == reference,
            Case.organisation == actor.organisation,
            visible_to(actor),
        )
        return Found(Kind.REFERENCE, worklist.list_lines(session, wanted))
    if len(typed) < SHORTEST:
        return Found(Kind.TOO_SHORT, ())
    if "@" in typed:
        return _list(session, Kind.EMAIL, actor, [email_key(typed)])
    return _list(session, Kind.NAME, actor, _name_prefixes(typed))


def _list(session: Session, kind: Kind, actor: Actor, prefixes: list[str]) -> Found:
    column = Case.email_key if kind is Kind.EMAIL else Case.name_key
    prefixes = [prefix for prefix in prefixes if len(prefix) >= SHORTEST]
    if not prefixes:
        return Found(Kind.TOO_SHORT, ())
    found: dict[int, None] = {}
    for prefix in prefixes:  # one at a time: each is a range of an index
        ids = (
            select(Case.id)
            .where(
                Case.organisation == actor.organisation,
                column >= prefix,
                column < prefix + AFTER_EVERYTHING,
                visible_to(actor),
            )
            .order_by(column, Case.id)
            .limit(MOST + 1)
        )
        found |= dict.fromkeys(session.scalars(ids).all())
    wanted = worklist.columns().where(Case.id.in_(list(found)[:MOST]))
    lines = worklist.list_lines(session, wanted.order_by(Case.legal_due.desc(), Case.id))
    return Found(kind, lines, more=len(found) > MOST)


def _name_prefixes(typed: str) -> list[str]:
    """How the key of this name may begin, whichever word the family name starts with."""
    words = fold(typed.replace(",", " ")).split()[:6]
    prefixes = []
    for start in range(len(words)):
        turned = words[start:] + words[:start]
        while len(turned) > 1 and turned[0] in PARTICLES:
            turned = turned[1:]
        prefix = " ".join(turned)
        if prefix not in prefixes:
            prefixes.append(prefix)
    return prefixes
