"""How a request can end, and what it rests on: the grounds to refuse and the bases to grant.

What makes no sense for a request cannot be chosen: which outcomes, grounds and bases fit depends
on the right, on what was asked, and on who decides.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.law.limits import GROUNDS, UAVG41_LETTERS, Ground, Need, Scope
from portal.law.rights import RULES, ControllerKind, Right

__all__ = [
    "GROUNDS",
    "UAVG41_LETTERS",
    "Basis",
    "Ground",
    "Need",
    "Outcome",
    "Scope",
    "bases_for",
    "grounds_for",
    "is_decision",
    "needs_ground",
    "outcomes_for",
]

Answers = Mapping[str, Any]


class Outcome(StrEnum):
    """How a part of a request ends."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NOTHING_HELD = "nothing_held"  # a full answer, and a decision too (AVG 15.1)
    NOT_OUR_TASK = "not_our_task"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a granted request rests on.

    Attributes:
        id: stable key, stored with a decision.
        article: where it stands.
    """

    id: str
    article: str


_LIMITED = frozenset({Outcome.REFUSED, Outcome.PARTLY})
_NEVER: dict[Right, frozenset[Outcome]] = {  # manifest nonsense
    Right.CONSENT_WITHDRAWAL: _LIMITED,  # AVG 7.3: it works on receipt, nothing is weighed
    Right.HUMAN_REVIEW: frozenset({Outcome.PARTLY, Outcome.NOTHING_HELD}),  # AVG 22.3: is it done
    Right.COMPLAINT: frozenset({Outcome.NOTHING_HELD}),
}
_MARKETING = (Outcome.GRANTED, Outcome.WITHDRAWN)

_ROUTED = frozenset({"not_controller", "other_regime"})
_ONLY_PARTLY = frozenset({"transfer_not_feasible"})
_ONLY_PUBLIC = frozenset({"archive"})  # UAVG 45.1: records kept under the archives act
_WITHDRAWS_WITH: dict[str, frozenset[str]] = {  # useless when each use rests on one of these
    "wrong_ground": frozenset("ab"),  # AVG 20.1.a
    "ground_not_e_or_f": frozenset("ef"),  # AVG 21.1
}
_RESTS_ON: dict[str, frozenset[str]] = {  # possible only when some use rests on one of these
    "public_task": frozenset("ce"),  # AVG 20.3
    "compelling_grounds": frozenset("ef"),  # AVG 21.1
}
_LETTER = re.compile(r"6\.1\.([a-f])")

_BASES: dict[Right, tuple[Basis, ...]] = {
    Right.RECTIFICATION: (
        Basis("16.inaccurate", "AVG 16"),
        Basis("16.incomplete", "AVG 16"),
    ),  # AVG 16
    Right.ERASURE: tuple(Basis(f"17.1.{each}", f"AVG 17.1.{each}") for each in "abcdef"),
    Right.RESTRICTION: tuple(Basis(f"18.1.{each}", f"AVG 18.1.{each}") for each in "abcd"),
    Right.OBJECTION: (Basis("21.1", "AVG 21.1"), Basis("21.6", "AVG 21.6")),
    Right.HUMAN_REVIEW: (Basis("22.3", "AVG 22.3"),),
}
_BASIS_MARKETING = (Basis("21.2", "AVG 21.2, 21.3"),)
CASES = {"accuracy": "18.1.a", "unlawful": "18.1.b", "claims": "18.1.c", "objection": "18.1.d"}
_ASKED = {("case", case): basis for case, basis in CASES.items()} | {
    ("kind", "wrong"): "16.inaccurate",
    ("kind", "missing"): "16.incomplete",
    ("because", "consent_withdrawn"): "17.1.b",
}


def is_marketing(right: Right, answers: Answers | None) -> bool:
    """Whether it is an objection to direct marketing, which nothing can stand against."""
    return right is Right.OBJECTION and (answers or {}).get("kind") == "marketing"  # AVG 21.2, 21.3


def outcomes_for(right: Right, answers: Answers | None = None) -> tuple[Outcome, ...]:
    """The ways in which a request for this right can end.

    Args:
        right: what was asked.
        answers: what was told about it, as stored in the part.
    """
    if is_marketing(right, answers):
        return _MARKETING  # AVG 21.3
    return tuple(each for each in Outcome if each not in _NEVER.get(right, frozenset()))


def grounds_for(
    right: Right,
    scope: Scope,
    answers: Answers | None = None,
    controller: ControllerKind | None = None,
    *,
    outcome: Outcome | None = None,
    legal_bases: Iterable[str] = (),
) -> tuple[Ground, ...]:
    """The grounds that can limit this right, for a request or for one item found.

    Empty for withdrawal of consent (nothing can stand against it, AVG 7.3), for complaints, and
    for an objection to direct marketing (AVG 21.3).

    Args:
        right: what was asked.
        scope: the request, or one item.
        answers: what was told about it, as stored in the part; None when that is not known.
        controller: who decides; None for both.
        outcome: how it is to end; None for any way.
        legal_bases: the articles on which the register says the data are used, such as "AVG 6.1.f";
            empty when that is not known.
    """
    told = answers or {}
    letters = frozenset(letter for text in legal_bases for letter in _LETTER.findall(text))
    return tuple(
        ground
        for ground in GROUNDS.values()
        if right in ground.rights
        and scope in ground.scopes
        and not is_marketing(right, answers)
        and _fits_question(ground, right, told)
        and not (controller is ControllerKind.PRIVATE and ground.id in _ONLY_PUBLIC)
        and _fits_outcome(ground, outcome)
        and (not letters or _fits_basis(ground, letters))
    )


def _fits_question(ground: Ground, right: Right, answers: Answers) -> bool:
    if ground.id == "archive" and right is Right.RESTRICTION:
        return bool(
            answers.get("case", "accuracy") == "accuracy"
        )  # UAVG 45.1: only 18.1.a falls away
    if ground.id == "transfer_not_feasible":
        return bool(answers.get("to", "organisation") == "organisation")  # AVG 20.2
    return True


def _fits_outcome(ground: Ground, outcome: Outcome | None) -> bool:
    if outcome is Outcome.NOT_OUR_TASK:
        return ground.id in _ROUTED  # Awb 2:3
    if outcome is Outcome.REFUSED:
        return ground.id not in _ROUTED | _ONLY_PARTLY
    return outcome in (None, Outcome.PARTLY)


def _fits_basis(ground: Ground, letters: frozenset[str]) -> bool:
    if ground.id in _WITHDRAWS_WITH:
        return not letters <= _WITHDRAWS_WITH[ground.id]
    if ground.id in _RESTS_ON:
        return bool(letters & _RESTS_ON[ground.id])
    return True


def bases_for(right: Right, answers: Answers | None = None) -> tuple[Basis, ...]:
    """What a granted request can rest on, the one that was asked first; empty where it is plain.

    Args:
        right: what was asked.
        answers: what was told about it, as stored in the part.
    """
    if is_marketing(right, answers):
        return _BASIS_MARKETING
    asked = {_ASKED.get((key, str(value))) for key, value in (answers or {}).items()}
    return tuple(sorted(_BASES.get(right, ()), key=lambda basis: basis.id not in asked))


def needs_ground(outcome: Outcome, right: Right | None = None) -> bool:
    """Whether a part that ends so must name a ground, with its reasons (AVG 12.4).

    Args:
        outcome: how it ends.
        right: what was asked; never true for a right without grounds, such as a complaint, whose
            answer explains itself in its text.
    """
    if right is not None and not grounds_for(right, Scope.REQUEST):
        return False
    return outcome in (Outcome.REFUSED, Outcome.PARTLY, Outcome.NOT_OUR_TASK)  # AVG 12.4


def is_decision(right: Right, outcome: Outcome | None = None) -> bool:
    """Whether the answer is a decision with a remedy in law.

    Args:
        right: what was asked.
        outcome: how it ended; None while that is open. A request taken back gets no decision.
    """
    return RULES[right].is_decision and outcome is not Outcome.WITHDRAWN  # UAVG 34, 35.1
