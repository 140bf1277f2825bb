"""Taking a request in: one case for one sending, with its clock.

A complaint to the privacy officer that is sent together with something else becomes a case of its
own, which only the officer sees (UAVG 39); both are made, or neither.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.identity.method import Method
from portal.language.words import local_date
from portal.law.lifecycle import Status
from portal.law.norms import request_due
from portal.law.rights import RULES, ControllerKind, Right
from portal.models.audit import Actor
from portal.models.case import Case, CasePart, Channel, email_key, name_key
from portal.models.reference import new_reference
from portal.organisations.organisation import Organisation
from portal.services import acknowledging
from portal.services.throttle import Limit, Throttle

TRIES = 8
ORDER = tuple(Right)


@dataclass(frozen=True, slots=True)
class Asked:
    """One right asked, with the answers to its own questions (see `portal.language.questions`)."""

    right: Right
    answers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole request as it was filled in.

    Attributes:
        given_name, family_name, birth_date: of the person the data are about.
        email, phone, address: where the answer goes.
        identifiers: numbers by which the organisation finds a person: client_number, bsn, postcode.
        representative: who asks, when that is somebody else (see
            `portal.language.representatives`).
        secret_address: whether the address may stand in no letter.
    """

    parts: tuple[Asked, ...]
    given_name: str
    family_name: str
    birth_date: date | None = None
    email: str = ""
    phone: str = ""
    address: str = ""
    identifiers: dict[str, str] = field(default_factory=dict)
    representative: dict[str, Any] | None = None
    secret_address: bool = False


@dataclass(frozen=True, slots=True)
class Reception:
    """What the intake works with besides the database.

    Attributes:
        methods: the ways to prove who you are.
        throttle: the limits.
        sender: the network address of who sends; only its keyed hash is kept.
        per_hour: how many requests one sender may send in an hour.
    """

    methods: Mapping[str, Method]
    throttle: Throttle
    sender: str
    per_hour: int

    @property
    def limit(self) -> Limit:
        """The limit on requests of one sender."""
        return Limit("intake.sender", self.per_hour, timedelta(hours=1))


def sending_key(draft_key: str) -> str:
    """The idempotency key of the request that a draft becomes: the draft has one such key."""
    return hashlib.sha256(b"intake:" + draft_key.encode()).hexdigest()


def confidential_key(idempotency_key: str) -> str:
    """The idempotency key of the complaint to the officer that was split off from a request."""
    return hashlib.sha256(b"confidential:" + idempotency_key.encode()).hexdigest()


def find_sent(session: Session, organisation: Organisation, idempotency_key: str) -> Case | None:
    """The case that was made by an earlier sending of the same form."""
    return session.scalar(
        select(Case).where(
            Case.idempotency_key == idempotency_key, Case.organisation == organisation.slug
        )
    )


def submit(
    session: Session,
    organisation: Organisation,
    answers: Answers,
    *,
    idempotency_key: str,
    actor: Actor,
    now: datetime,
    language: str = "nl",
    reception: Reception | None = None,
    channel: Channel = Channel.PORTAL,
    received: date | None = None,
    is_demo: bool = False,
) -> Case:
    """Take a request in; sent again with the same key it is the same case, also in a race.

    The clock starts here, not at the proof of identity. Receipt, mails and jobs belong to the
    caller's transaction: all of it happens or nothing. A complaint to the officer that was split
    off is found with `confidential_key`.

    Parameters:
        idempotency_key: made once for a form, at most 64 characters.
        language: of the receipt and the mails.
        reception: for requests through the portal; without it there is no code and no limit.
        channel: how it came in, when staff register it.
        received: the true day of receipt of a letter or call; today when not given.

    Raises:
        LimitReached: this sender sent too many; nothing was stored.
        ValueError: the request asks nothing, or was received in the future.
    """
    earlier = find_sent(session, organisation, idempotency_key)
    if earlier is not None:
        return earlier
    today = local_date(now)
    if received is not None and received > today:
        raise ValueError("a request cannot be received in the future")
    if reception is not None:
        reception.throttle.pass_(session, reception.limit, reception.sender, now)
    made = [_new_case(organisation, each, received or today, now) for each in apart(answers)]
    for case, key in zip(made, (idempotency_key, confidential_key(idempotency_key)), strict=False):
        case.idempotency_key, case.language, case.channel = key, language, channel
        case.is_demo = is_demo or bool(session.info.get("is_demo"))  # all that a demo takes in is
        if not store(session, organisation, case):
            winner = find_sent(session, organisation, key)
            if winner is None:
                raise RuntimeError("no free reference was found")
            return winner
        acknowledging.acknowledge(session, case, organisation, reception, actor, now)
    return made[0]


def apart(answers: Answers) -> tuple[Answers, ...]:
    """The requests in one sending: a complaint to the officer stands by itself, last (UAVG 39)."""
    hidden = tuple(asked for asked in answers.parts if is_confidential([asked]))
    rest = tuple(asked for asked in answers.parts if asked not in hidden)
    if not hidden or not rest:
        return (answers,)
    return (replace(answers, parts=rest), replace(answers, parts=hidden))


def is_confidential(parts: Iterable[Asked]) -> bool:
    """Whether only the privacy officer may see this: a complaint to the officer (UAVG 39)."""
    return all(
        asked.right is Right.COMPLAINT and asked.answers.get("to") == "officer" for asked in parts
    )


def _new_case(organisation: Organisation, answers: Answers, received: date, now: datetime) -> Case:
    rights = [asked.right for asked in answers.parts]
    deadline = request_due(rights, received)
    return Case(
        organisation=organisation.slug,
        reference="",
        status=Status.RECEIVED,
        is_open=True,
        lead_right=min(rights, key=ORDER.index),
        received_at=now,
        received_date=received,
        target=deadline.target,
        legal_due=deadline.legal_due,
        deadline=deadline.as_dict(),
        given_name=answers.given_name,
        family_name=answers.family_name,
        birth_date=answers.birth_date,
        email=answers.email,
        phone=answers.phone,
        address=answers.address,
        identifiers=dict(answers.identifiers),
        representative=answers.representative,
        secret_address=answers.secret_address,
        fg_only=is_confidential(answers.parts),
        name_key=name_key(answers.given_name, answers.family_name),
        email_key=email_key(answers.email),
        parts=[
            CasePart(
                right=asked.right,
                answers=asked.answers,
                controller_kind=controller_kind(organisation, asked),
            )
            for asked in sorted(answers.parts, key=lambda asked: ORDER.index(asked.right))
        ],
    )


def controller_kind(organisation: Organisation, asked: Asked) -> ControllerKind:
    """Who decides on a part, by the tasks it is about; else by the organisation.

    A fact per task, because it decides the remedy (Awb 1:1.1.b; UAVG 34, 35). When it is about
    tasks of both kinds it is a decision of a public body, and the letter names both remedies.
    """
    chosen = asked.answers.get("activities") or [each.id for each in organisation.activities]
    tasks = [each for each in organisation.activities if each.id in chosen]
    offered = [each for each in tasks if asked.right in each.rights]
    kinds = {each.controller_kind for each in offered or tasks}
    if len(kinds) == 1:
        return kinds.pop()
    if RULES[asked.right].is_decision:
        return ControllerKind.PUBLIC  # UAVG 34
    return organisation.controller_kind


def store(session: Session, organisation: Organisation, case: Case) -> bool:
    """Store the case under a free reference; False when the same form was just stored."""
    for _ in range(TRIES):
        case.reference = new_reference(organisation.reference_prefix, case.received_date.year)
        try:
            with session.begin_nested():
                session.add(case)
                session.flush()
        except IntegrityError:
            if find_sent(session, organisation, case.idempotency_key or "") is not None:
                return False
            continue
        return True
    return False
