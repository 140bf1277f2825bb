"""What follows from a request besides its answer: on the day it comes in, and once decided."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from portal.law.grounds import CASES, Outcome, is_marketing
from portal.law.rights import Right

Answers = Mapping[str, Any]


class Consequence(StrEnum):
    """Something that must be done on account of a request."""

    HOLD = "hold"  # keep what would delete itself before the answer (AVG 15.1, 12.2)
    RESTRICT = "restrict"  # keep, do not use (AVG 18.1)
    STOP_USE = "stop_use"  # at once (AVG 7.3, 21.3)
    SUPPRESS = "suppress"  # remember not to write again (AVG 21.3)
    CHECK_OTHER_GROUND = "check_other_ground"  # before anything goes on (AVG 17.1.b)
    OFFER_ERASURE = "offer_erasure"  # AVG 17.1.b
    ERASE = "erase"  # what may not be used any more (AVG 17.1.c)
    TELL_RECIPIENTS = "tell_recipients"  # AVG 19
    TELL_PUBLISHERS = "tell_publishers"  # who copied what we made public (AVG 17.2)
    ERASE_COPIES = "erase_copies"  # processors and back-ups (AVG 17.1, 28.3)
    KEEP_PROOF = "keep_proof"  # that it was done, without the data (AVG 5.2)
    TELL_BEFORE_LIFTING = "tell_before_lifting"  # AVG 18.3
    OFFER_STATEMENT = "offer_statement"  # beside what stays as it is (AVG 16)
    OFFER_ACCESS = "offer_access"  # when nothing can be taken along (AVG 15)
    FORWARD = "forward"  # to who decides, and say so (Awb 2:3)
    NAME_OTHER_ROAD = "name_other_road"  # the bezwaar against the decision itself (Awb 6:4)
    HIDE = "hide"  # only the FG reads it (UAVG 39)


_LOOKED_UP = frozenset(
    {
        Right.ACCESS,
        Right.PORTABILITY,
        Right.RECTIFICATION,
        Right.RESTRICTION,
        Right.HUMAN_REVIEW,  # what the decision was made of
    }
)
_GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY})
_AFTER: dict[Right, frozenset[Consequence]] = {  # when granted, also in part
    Right.RECTIFICATION: frozenset({Consequence.TELL_RECIPIENTS}),
    Right.ERASURE: frozenset(
        {
            Consequence.TELL_RECIPIENTS,
            Consequence.TELL_PUBLISHERS,
            Consequence.ERASE_COPIES,
            Consequence.KEEP_PROOF,
        }
    ),
    Right.RESTRICTION: frozenset(
        {Consequence.RESTRICT, Consequence.TELL_RECIPIENTS, Consequence.TELL_BEFORE_LIFTING}
    ),
    Right.OBJECTION: frozenset(
        {
            Consequence.ERASE,
            Consequence.TELL_RECIPIENTS,
            Consequence.ERASE_COPIES,
            Consequence.KEEP_PROOF,
        }
    ),
    Right.CONSENT_WITHDRAWAL: frozenset(
        {Consequence.STOP_USE, Consequence.CHECK_OTHER_GROUND, Consequence.OFFER_ERASURE}
    ),
    Right.HUMAN_REVIEW: frozenset({Consequence.NAME_OTHER_ROAD}),
}
_ON_REFUSAL: dict[Right, frozenset[Consequence]] = {  # also for what is refused in part
    Right.RECTIFICATION: frozenset({Consequence.OFFER_STATEMENT}),
    Right.PORTABILITY: frozenset({Consequence.OFFER_ACCESS}),
    Right.HUMAN_REVIEW: frozenset({Consequence.NAME_OTHER_ROAD}),
}


def restriction_at_receipt(right: Right, answers: Answers | None = None) -> str | None:
    """The case of AVG 18.1 under which data may only be kept from the day of receipt, or None.

    Args:
        right: what was asked.
        answers: what was told about it, as stored in the part.
    """
    if right is Right.RECTIFICATION:
        return "18.1.a"  # AVG 18.1.a: until it was checked
    if right is Right.OBJECTION and not is_marketing(right, answers):
        return "18.1.d"  # AVG 18.1.d: until it was weighed
    case = (answers or {}).get("case")
    if right is Right.RESTRICTION and case in ("accuracy", "objection"):
        return CASES[case]  # AVG 18.1.a, 18.1.d: the other two are decided first
    return None


def at_receipt(right: Right, answers: Answers | None = None) -> frozenset[Consequence]:
    """What must be done on the day a request comes in.

    Args:
        right: what was asked.
        answers: what was told about it, as stored in the part.
    """
    found = set()
    if right in _LOOKED_UP:
        found.add(Consequence.HOLD)
    if restriction_at_receipt(right, answers):
        found |= {Consequence.RESTRICT, Consequence.TELL_BEFORE_LIFTING}  # AVG 18.1, 18.3
    if right is Right.CONSENT_WITHDRAWAL:
        found |= {Consequence.STOP_USE, Consequence.CHECK_OTHER_GROUND}  # AVG 7.3
    if is_marketing(right, answers):
        found |= {Consequence.STOP_USE, Consequence.SUPPRESS}  # AVG 21.3
    if right is Right.HUMAN_REVIEW:
        found.add(Consequence.NAME_OTHER_ROAD)  # Awb 6:4: its last day does not wait
    if right is Right.COMPLAINT and (answers or {}).get("to") == "officer":
        found.add(Consequence.HIDE)  # UAVG 39
    return frozenset(found)


def after(right: Right, outcome: Outcome, answers: Answers | None = None) -> frozenset[Consequence]:
    """What must be done once a part is decided.

    Args:
        right: what was asked.
        outcome: how it ended.
        answers: what was told about it, as stored in the part.
    """
    found: frozenset[Consequence] = frozenset()
    if outcome in _GIVEN:
        found = _AFTER.get(right, frozenset())
        if is_marketing(right, answers):
            found = frozenset({Consequence.STOP_USE, Consequence.SUPPRESS})  # AVG 21.3
    if outcome in (Outcome.REFUSED, Outcome.PARTLY):
        found |= _ON_REFUSAL.get(right, frozenset())
    if outcome is Outcome.NOT_OUR_TASK:
        found = frozenset({Consequence.FORWARD})  # Awb 2:3
    return found
