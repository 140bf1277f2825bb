"""What must be written down with an outcome: by the ground it rests on, and by the right itself.

A part of a request, an item of it and a finding keep what was written under these keys in `needs`.
Days stand there as ISO text. `portal.language.particulars` has the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from portal.language import reasons
from portal.language.particulars import TOLD_AS
from portal.language.words import Words
from portal.law.grounds import GROUNDS, Ground, Need, Outcome
from portal.law.retention import destruction_due
from portal.law.rights import ControllerKind, Right
from portal.law.withdrawal import OF_A_REQUEST

SHORTEST = 10
SHORTEST_PROOF = 50


class Shape(StrEnum):
    """What kind of field it is."""

    TEXT = "text"
    LINE = "line"
    DAY = "day"
    CHOICE = "choice"


class Fault(StrEnum):
    """What is wrong with a field."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    NO_DAY = "no_day"
    NOT_YET = "not_yet"
    BEFORE_RECEIPT = "before_receipt"
    TOO_LATE = "too_late"
    NO_MESSAGE = "no_message"


class NotWritten(Exception):
    """Raised if a field that a ground asks is missing or wrong; `faults` says which and why."""

    def __init__(self, faults: dict[str, Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Particular:
    """One field.

    Attributes:
        told: whether the person reads it in the letter as a reason.
        past: for a day, whether it must have been reached.
    """

    key: str
    shape: Shape = Shape.TEXT
    shortest: int = SHORTEST
    required: bool = True
    told: bool = True
    past: bool = False
    choices: tuple[str, ...] = ()


OFFERED, NO_OPINION = "offered", "no_opinion"
YES, NO = "yes", "no"

_BY_NEED: dict[Need, Particular] = {
    Need.PROOF: Particular(Need.PROOF, shortest=SHORTEST_PROOF),  # CJEU C-526/24
    Need.WHEN_ASKED: Particular(Need.WHEN_ASKED, Shape.DAY, past=True),
    Need.WHO_IS: Particular(Need.WHO_IS, Shape.LINE, shortest=2),
    Need.WHICH_LAW: Particular(Need.WHICH_LAW, Shape.LINE, shortest=5),
    Need.MAY_BE_TOLD: Particular(
        Need.MAY_BE_TOLD, Shape.CHOICE, told=False, choices=(YES, NO)
    ),  # UAVG 41.2.h
    Need.STATEMENT_OFFERED: Particular(
        Need.STATEMENT_OFFERED, Shape.CHOICE, told=False, choices=(OFFERED, NO_OPINION)
    ),  # Jeugdwet 7.3.8.2, BW 7:454.2
}

STOPPED_ON, DONE_ON, FORWARDED_TO = "stopped_on", "done_on", "forwarded_to"
TAKEN_BACK_ON, TAKEN_BACK_BY = "taken_back_on", "taken_back_by"
_STOPPED = Particular(STOPPED_ON, Shape.DAY, past=True, told=False)
_DONE = Particular(DONE_ON, Shape.DAY, told=False)
_TAKEN_BACK = (
    Particular(TAKEN_BACK_ON, Shape.DAY, past=True, told=False),
    Particular(TAKEN_BACK_BY, Shape.CHOICE, told=False, choices=tuple(OF_A_REQUEST)),
)
_TRANSFERRED = Particular("transferred", told=False)  # AVG 20.2

_WHEN_GIVEN: dict[Right, tuple[Particular, ...]] = {
    Right.RECTIFICATION: (Particular("corrected", shortest=1, told=False), _DONE),  # AVG 16
    Right.ERASURE: (_DONE,),
    Right.OBJECTION: (_STOPPED,),
    Right.CONSENT_WITHDRAWAL: (
        _STOPPED,  # AVG 7.3
        Particular("other_ground", required=False, told=False),
    ),
    Right.HUMAN_REVIEW: (
        Particular("who_looked", Shape.LINE, shortest=2, told=False),
        Particular("look_outcome", told=False),
    ),  # AVG 22.3
}


def of_ground(ground: Ground) -> tuple[Particular, ...]:
    """What a ground makes staff write down."""
    return tuple(_BY_NEED.get(need) or Particular(need) for need in ground.needs)


def of_outcome(
    right: Right, outcome: Outcome | None, answers: Mapping[str, Any], kind: ControllerKind
) -> tuple[Particular, ...]:
    """What an outcome makes staff write down, whatever its ground."""
    if outcome is Outcome.NOT_OUR_TASK:
        public = kind is ControllerKind.PUBLIC
        return (Particular(FORWARDED_TO, required=public, told=False),)  # Awb 2:3
    if outcome is Outcome.WITHDRAWN:
        return _TAKEN_BACK  # AVG 5.2: it can be shown that the person did so
    if outcome not in (Outcome.GRANTED, Outcome.PARTLY):
        return ()
    if right is Right.PORTABILITY and answers.get("to") == "organisation":
        return (_TRANSFERRED,)
    return _WHEN_GIVEN.get(right, ())


def faults(
    wanted: tuple[Particular, ...], written: Mapping[str, Any], received: date, today: date
) -> Iterator[tuple[str, Fault]]:
    """What is missing or wrong in what was written: the key of each field, and why.

    Parameters:
        received: the day of the request; nothing was done on it before.
    """
    for each in wanted:
        text = str(written.get(each.key) or "").strip()
        fault = _fault(each, text, received, today)
        if fault is not None:
            yield each.key, fault


def demanded(
    ground: Ground, written: Mapping[str, Any], received: date, today: date
) -> dict[str, str]:
    """What was written for a ground, and nothing else of it.

    Raises:
        NotWritten: a field is missing or wrong.
    """
    wanted = of_ground(ground)
    found = dict(faults(wanted, written, received, today))
    if found:
        raise NotWritten(found)  # AVG 12.4
    return {each.key: str(written.get(each.key) or "").strip() for each in wanted}


def _fault(wanted: Particular, text: str, received: date, today: date) -> Fault | None:
    if not text:
        return Fault.EMPTY if wanted.required else None
    if wanted.shape is Shape.CHOICE:
        return None if text in wanted.choices else Fault.EMPTY
    if wanted.shape is not Shape.DAY:
        return Fault.TOO_SHORT if len(text) < wanted.shortest else None
    day = _day(text)
    if day is None:
        return Fault.NO_DAY
    if day < received:
        return Fault.BEFORE_RECEIPT
    if wanted.past and day > today:
        return Fault.NOT_YET
    # Nobody plans for later than three months, but who is late tells what was done by now.
    latest = max(destruction_due(received).legal_due, today)  # AVG 12.3; Jeugdwet 7.3.9
    return Fault.TOO_LATE if day > latest else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def motive(words: Words, ground_id: str | None, needs: Mapping[str, Any], reason: str) -> str:
    """The reasons that the person reads for a ground: what it made staff write, then the rest."""
    ground = GROUNDS.get(ground_id or "")
    told = [
        sentence
        for each in (of_ground(ground) if ground else ())
        if each.told and (sentence := _sentence(words, each, str(needs.get(each.key) or "")))
    ]
    return " ".join(_ended(text) for text in (*told, reason.strip()) if text)


def _sentence(words: Words, particular: Particular, text: str) -> str:
    """What was written, with its label where it is no sentence by itself."""
    text = text.strip()
    if not text or particular.key not in TOLD_AS:
        return text
    day = _day(text) if particular.shape is Shape.DAY else None
    return words.gettext(TOLD_AS[particular.key], what=words.date(day) if day else text)


def _ended(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."


@dataclass(frozen=True, slots=True)
class Told:
    """A ground as the person reads it: what it is, its article, the reasons."""

    name: str
    article: str
    reason: str


def is_unsaid(needs: Mapping[str, Any]) -> bool:
    """Whether the person may not hear why (UAVG 41.2.h)."""
    return needs.get(Need.MAY_BE_TOLD) == NO


def told(words: Words, right: Right, ground_id: str, needs: Mapping[str, Any], reason: str) -> Told:
    """A ground with its reasons; without them where the law says that they stay unsaid.

    Letters, reports and the data in them all tell a ground through this function.
    """
    if is_unsaid(needs):
        name = words.gettext("A law limits your right here")
        unsaid = words.gettext("We may not tell you more about the reason.")
        return Told(name, "UAVG 41", unsaid)  # AVG 23.2.h, UAVG 41.2.h
    article = GROUNDS[ground_id].article_for(right)
    return Told(reasons.ground(words, ground_id), article, motive(words, ground_id, needs, reason))
