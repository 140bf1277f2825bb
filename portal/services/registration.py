"""Requests that came in by letter, phone, desk or e-mail: the same case, the true date."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.models.audit import Actor
from portal.models.case import Case, Channel
from portal.organisations.organisation import Organisation
from portal.services import correspondence, intake
from portal.services.intake import Answers

CHANNELS = (Channel.LETTER, Channel.EMAIL, Channel.PHONE, Channel.DESK)
A_YEAR = timedelta(days=365)
TEN_YEARS = timedelta(days=3653)
SHORTEST_REASON = 10


class ReceivedInFuture(Exception):
    """Raised if a request is said to have come in after today."""


class ReceivedTooLongAgo(Exception):
    """Raised if a request is said to have come in before the law that it rests on."""


class ReasonNeeded(Exception):
    """Raised if a request came in over a year ago and nobody says why it is registered now."""


def register(
    session: Session,
    organisation: Organisation,
    answers: Answers,
    *,
    idempotency_key: str,
    channel: Channel,
    received: date,
    late_reason: str,
    language: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """Take a request in that did not come through the portal; its clock began on receipt.

    Parameters:
        received: the day it reached the organisation, by any official channel (EDPB 01/2022, 159).
        late_reason: why it is registered only now; needed when that was over a year ago.

    Raises:
        ReceivedInFuture: `received` is after today.
        ReceivedTooLongAgo: `received` is over ten years ago.
        ReasonNeeded: `received` is over a year ago and there is no reason.
    """
    age = local_date(now) - received
    if age < timedelta(0):
        raise ReceivedInFuture
    if age > TEN_YEARS:
        raise ReceivedTooLongAgo
    if age > A_YEAR and len(late_reason.strip()) < SHORTEST_REASON:
        raise ReasonNeeded
    case = intake.submit(
        session,
        organisation,
        answers,
        idempotency_key=idempotency_key,
        actor=actor,
        now=now,
        language=language,
        channel=channel,
        received=received,
    )
    if late_reason.strip():
        correspondence.note(session, case, late_reason.strip(), actor=actor, now=now)
    return case
