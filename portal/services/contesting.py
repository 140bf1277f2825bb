"""What bezwaar can be made against, and whether one that came in can be true and came in time.

Only against an answer that is a decision of a public body (UAVG 34); a late one is taken in too.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.language.words import local_date
from portal.law.deadlines import objection_due
from portal.law.derivation import Deadline
from portal.law.grounds import is_decision
from portal.law.lifecycle import Action
from portal.law.objections import decision_due, still_in_post
from portal.law.rights import ControllerKind
from portal.models.case import Case, CasePart, Channel, Procedure
from portal.services import posting

PERSON = (  # what a case knows of who asks, and how they proved it
    "language",
    "given_name",
    "family_name",
    "birth_date",
    "email",
    "phone",
    "address",
    "identifiers",
    "representative",
    "authority",
    "secret_address",
    "name_key",
    "email_key",
    "identity_method",
    "identity_level",
    "identity_at",
)


class Refusal(StrEnum):
    """Why no bezwaar can be registered against a case."""

    NO_ANSWER = "no_answer"
    PRIVATE = "private"
    NO_DECISION = "no_decision"
    IS_BEZWAAR = "is_bezwaar"


class Timely(StrEnum):
    """Whether a bezwaar came in time."""

    YES = "yes"
    POSTED = "posted"  # posted before the end, and in within a week after it (Awb 6:9.2)
    LATE = "late"


class CannotRegister(Exception):
    """Raised if no bezwaar is possible; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class ReceivedInFuture(Exception):
    """Raised if a bezwaar is said to have come in after today."""


class ReceivedBeforeDecision(Exception):
    """Raised if a bezwaar is said to have come in before the decision was sent."""


class PostedAfterReceipt(Exception):
    """Raised if a bezwaar is said to have been posted after it came in."""


class NothingContested(Exception):
    """Raised if a bezwaar contests no part that is a decision of a public body."""


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """What came in.

    Attributes:
        received: the day it reached us.
        part_ids: the parts of the answer it is about.
        words: its text, or what it comes down to.
        posted: the day on the postmark, when it came late by post.
        committee: whether an advisory committee hears the person (Awb 7:13).
    """

    received: date
    part_ids: frozenset[int]
    words: str
    channel: Channel
    posted: date | None = None
    committee: bool = False


def contestable(case: Case) -> tuple[CasePart, ...]:
    """The parts whose answer is a decision of a public body (UAVG 34)."""
    return tuple(
        part
        for part in case.parts
        if part.controller_kind is ControllerKind.PUBLIC and is_decision(part.right, part.outcome)
    )


def why_not(case: Case) -> Refusal | None:
    """What stands in the way of registering a bezwaar, for button and guard; None: nothing."""
    if case.procedure is Procedure.BEZWAAR:
        return Refusal.IS_BEZWAAR  # against that decision there is appeal to the court: Awb 8:1
    if not contestable(case):
        private = any(is_decision(part.right, part.outcome) for part in case.parts)
        return Refusal.PRIVATE if private else Refusal.NO_DECISION  # UAVG 35
    if case.delivered_at is None or not case.may(Action.REGISTER_BEZWAAR):
        return Refusal.NO_ANSWER
    return None


def last_day(origin: Case) -> date:
    """The last day to make bezwaar against an answer that was given."""
    sent = posting.counts_from(origin)
    if sent is None:
        raise ValueError("bezwaar is made against an answer that was given")
    return objection_due(sent).legal_due  # Awb 6:7, 6:8.1


def timely(origin: Case, received: date, posted: date | None) -> Timely:
    """Whether a bezwaar came in time; also a late one is taken in and decided (Awb 6:11)."""
    end = last_day(origin)
    if received <= end:
        return Timely.YES
    in_post = posted is not None and posted <= end and received <= still_in_post(end)
    return Timely.POSTED if in_post else Timely.LATE  # Awb 6:9.2


def came_late(case: Case) -> bool:
    """Whether this bezwaar came in after the last day, also for what came by post."""
    if case.origin is None:
        raise ValueError("only a bezwaar can come in late")
    return timely(case.origin, case.received_date, case.posted_on) is Timely.LATE


def decision_day(origin: Case, *, committee: bool) -> Deadline:
    """The term to decide on a bezwaar, from the end of the term to make one (Awb 7:10)."""
    return decision_due(last_day(origin), committee=committee, extended=False)


def check(origin: Case, bezwaar: Bezwaar, *, today: date) -> None:
    """Judge what was filled in before anything is stored.

    Raises:
        CannotRegister: no bezwaar is possible against this case.
        ReceivedInFuture: the day is yet to come.
        ReceivedBeforeDecision: the decision had not been sent on that day.
        PostedAfterReceipt: the postmark is later than the receipt.
        NothingContested: no part was chosen, or one that is no decision.
    """
    refusal = why_not(origin)
    if refusal is not None or origin.delivered_at is None:
        raise CannotRegister(refusal or Refusal.NO_ANSWER)
    if bezwaar.received > today:
        raise ReceivedInFuture
    if bezwaar.received < local_date(origin.delivered_at):
        raise ReceivedBeforeDecision
    if bezwaar.posted is not None and bezwaar.posted > bezwaar.received:
        raise PostedAfterReceipt
    if not bezwaar.part_ids or bezwaar.part_ids - {part.id for part in contestable(origin)}:
        raise NothingContested
