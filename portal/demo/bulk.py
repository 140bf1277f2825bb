"""Many generated cases, to try the size of things: a million in minutes.

They have no texts and no documents, only what lists and counts look at: a person, the rights with
their outcomes, the stored deadline, and the first and last event of their history.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, select

from portal.demo.filling import fill, prepare, take_keys
from portal.demo.lines import Line
from portal.demo.people import SEED, pools
from portal.language.words import HERE, local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import OPEN, Action, Status
from portal.law.norms import request_due
from portal.law.rights import Right
from portal.models.audit import ActorKind, AuditEvent, Role
from portal.models.base import Base, Database
from portal.models.case import Case, CasePart, Channel, email_key, name_key
from portal.models.reference import ALPHABET, spell_reference
from portal.models.staff import Staff
from portal.organisations.organisation import Organisation
from portal.services.clock import warning_stage

BATCH = 5_000
DAYS = 730
NUMBERS = len(ALPHABET) ** 5
STRIDE = 7_368_787  # has no factor in common with NUMBERS: neighbours get references far apart
SECOND_TRY = NUMBERS // 2
WEIGHTS = {
    Right.ACCESS: 55, Right.ERASURE: 16, Right.RECTIFICATION: 10, Right.OBJECTION: 6,
    Right.COMPLAINT: 4, Right.RESTRICTION: 3, Right.CONSENT_WITHDRAWAL: 3, Right.PORTABILITY: 2,
    Right.HUMAN_REVIEW: 2,
}  # fmt: skip
CHANNELS = (
    (Channel.PORTAL,) * 80
    + (Channel.LETTER,) * 9
    + (Channel.PHONE,) * 6
    + (Channel.EMAIL,) * 4
    + (Channel.DESK,)
)
OUTCOMES = (Outcome.GRANTED,) * 7 + (Outcome.NOTHING_HELD,) * 2 + (Outcome.PARTLY,)
# (days since receipt, chances of each status): old cases are closed, new ones wait.
BY_AGE: tuple[tuple[int, dict[Status, int]], ...] = (
    (3, {Status.RECEIVED: 80, Status.IN_TREATMENT: 18, Status.WITHDRAWN: 2}),
    (14, {Status.RECEIVED: 20, Status.IN_TREATMENT: 50, Status.CLARIFICATION_ASKED: 9,
          Status.IDENTITY_ASKED: 5, Status.PROPOSED: 6, Status.DELIVERED: 8, Status.WITHDRAWN: 2}),
    (31, {Status.RECEIVED: 2, Status.IN_TREATMENT: 34, Status.CLARIFICATION_ASKED: 6,
          Status.IDENTITY_ASKED: 4, Status.PROPOSED: 14, Status.DELIVERED: 36,
          Status.WITHDRAWN: 4}),
    (60, {Status.IN_TREATMENT: 4, Status.PROPOSED: 1, Status.DELIVERED: 60, Status.CLOSED: 31,
          Status.WITHDRAWN: 4}),
    (DAYS + 1, {Status.IN_TREATMENT: 1, Status.CLOSED: 945, Status.DELIVERED: 15,
                Status.WITHDRAWN: 39}),
)  # fmt: skip
LAST_ACTION = {
    Status.IN_TREATMENT: Action.TAKE,
    Status.CLARIFICATION_ASKED: Action.ASK_CLARIFICATION,
    Status.IDENTITY_ASKED: Action.ASK_IDENTITY,
    Status.PROPOSED: Action.PROPOSE,
    Status.DELIVERED: Action.DELIVER,
    Status.CLOSED: Action.CLOSE,
    Status.WITHDRAWN: Action.WITHDRAW,
}
BY_CITIZEN = frozenset({Status.WITHDRAWN})
ANSWERED = frozenset({Status.DELIVERED, Status.CLOSED})

CASE_COLUMNS = (
    "id", "organisation", "reference", "is_demo", "status", "is_open", "lead_right", "channel",
    "language", "handler_id", "received_at", "received_date", "target", "legal_due", "deadline",
    "given_name", "family_name", "birth_date", "email", "phone", "address", "identifiers",
    "name_key", "email_key", "identity_method", "identity_level", "identity_at", "proposed_by",
    "proposed_at", "approved_by", "decided_at", "delivered_at", "closed_at", "warned",
)  # fmt: skip
PART_COLUMNS = ("case_id", "right", "answers", "controller_kind", "outcome", "reason")
EVENT_COLUMNS = ("organisation", "case_id", "at", "actor_kind", "staff_id", "action", "detail")


@dataclass(frozen=True, slots=True)
class Town:
    """An organisation with what its cases need."""

    organisation: Organisation
    rights: tuple[Right, ...]
    weights: tuple[int, ...]
    handlers: tuple[int, ...]
    coordinator: int | None


def add_cases(
    database: Database, organisations: Sequence[Organisation], count: int, *, now: datetime
) -> Iterator[Line]:
    """Add generated cases, a transaction for each few thousand.

    Args:
        database: of a demo; up to date.
        organisations: the cases are spread over them.
        count: how many.
        now: the moment, in UTC; requests came in during the two years before it.

    Yields:
        Reference, organisation, right and status of each case, once it is stored.
    """
    with database.transaction(write=False) as session:
        spoken = set(
            session.scalars(select(Case.reference).where(Case.idempotency_key.is_not(None)))
        )
        staff = session.scalars(select(Staff).where(Staff.is_demo)).all()
        towns = [_town(organisation, staff) for organisation in organisations]
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        with database.engine.begin() as connection:
            prepare(connection)
            lines = _add_batch(connection, towns, size, spoken, now)
        yield from lines


def _town(organisation: Organisation, staff: Sequence[Staff]) -> Town:
    rights = tuple(offered.right for offered in organisation.rights)
    own = [each for each in staff if each.organisation == organisation.slug]
    return Town(
        organisation,
        rights,
        tuple(WEIGHTS[right] for right in rights),
        tuple(each.id for each in own if each.role is Role.HANDLER),
        next((each.id for each in own if each.role is Role.COORDINATOR), None),
    )


def _add_batch(
    connection: Connection, towns: Sequence[Town], size: int, spoken: set[str], now: datetime
) -> list[Line]:
    table: Any = Case.__table__
    keys = take_keys(connection, table, size)
    # A later batch, and a later run, goes on where this one ended: no two batches are alike.
    maker = _Maker(random.Random(f"{SEED}:{keys[0]}"), spoken, now)  # noqa: S311 - reproducible
    for key in keys:
        maker.make(key, maker.rng.choice(towns))
    fill(connection, table, CASE_COLUMNS, maker.cases)
    tables: dict[str, Any] = Base.metadata.tables
    fill(connection, tables[CasePart.__tablename__], PART_COLUMNS, maker.parts)
    fill(connection, tables[AuditEvent.__tablename__], EVENT_COLUMNS, maker.events)
    return maker.lines


class _Maker:
    """Makes the rows of one batch."""

    def __init__(self, rng: random.Random, spoken: set[str], now: datetime) -> None:
        self.rng = rng
        self.cases: list[list[Any]] = []
        self.parts: list[list[Any]] = []
        self.events: list[list[Any]] = []
        self.lines: list[Line] = []
        self._spoken = spoken
        self._now = now
        self._today = local_date(now)

    def make(self, key: int, town: Town) -> None:
        """Make the rows of one case."""
        rng, slug = self.rng, town.organisation.slug
        age = int(DAYS * rng.random() ** 1.1)
        received = self._today - timedelta(days=age)
        status = _status(age, rng)
        rights = self._rights(town)
        reference = self._reference(key, town.organisation.reference_prefix, received.year)
        at = min(_moment(received, rng), self._now)
        facts = self._facts(town, status, at)
        deadline, target, due = _deadline(rights, received)
        self.cases.append([
            key, slug, reference, True, status.value, status in OPEN, rights[0].value,
            rng.choice(CHANNELS).value, "en" if rng.random() < 0.06 else "nl", facts["handler"],
            at, received, target, due, deadline, *self._person(key), *facts["identity"],
            *facts["decision"], warning_stage(due, self._today) if status in OPEN else None,
        ])  # fmt: skip
        kind = town.organisation.controller_kind.value
        for right in rights:
            outcome = rng.choice(OUTCOMES).value if status in ANSWERED else None
            self.parts.append([key, right.value, "{}", kind, outcome, ""])
        self._tell(key, slug, status, at, facts)
        self.lines.append(Line(reference, slug, rights[0].value, status.value))

    def _rights(self, town: Town) -> tuple[Right, ...]:
        rights = self.rng.choices(town.rights, town.weights, k=1 if self.rng.random() < 0.9 else 2)
        return tuple(sorted(set(rights), key=_ORDER.__getitem__))

    def _reference(self, key: int, prefix: str, year: int) -> str:
        number = key * STRIDE % NUMBERS
        reference = spell_reference(prefix, year, number)
        if reference in self._spoken:  # a case from elsewhere drew this one
            reference = spell_reference(prefix, year, (number + SECOND_TRY) % NUMBERS)
        return reference

    def _person(self, key: int) -> list[Any]:
        rng, each = self.rng, pools()
        given = rng.choice(each.male if rng.random() < 0.5 else each.female)
        family = rng.choice(each.surnames)
        city, code = rng.choice(each.places)
        mail = f"{_mail_name(given, family)}.{key}@{rng.choice(each.mail_hosts)}"
        address = f"{rng.choice(each.streets)} {key % 190 + 1}\n{code}{key % 88 + 11} AB {city}"
        born = date(1945 + key % 60, key % 12 + 1, key % 28 + 1)
        phone = f"06 00 {key // 10_000 % 100:02d} {key // 100 % 100:02d} {key % 100:02d}"
        return [given, family, born, mail, phone, address, "{}", _name_key(given, family),
                email_key(mail)]  # fmt: skip

    def _facts(self, town: Town, status: Status, at: datetime) -> dict[str, Any]:
        rng = self.rng
        worked = status not in (Status.RECEIVED, Status.WITHDRAWN)
        handler = rng.choice(town.handlers) if worked and town.handlers else None
        days = [at + timedelta(days=day, minutes=rng.randrange(300)) for day in (2, 12, 14, 28)]
        taken, proposed, decided, closed = (min(day, self._now) for day in days)
        proven = rng.random() < 0.85
        answered = status in ANSWERED
        known = answered or status is Status.PROPOSED
        end = closed if status in (Status.CLOSED, Status.WITHDRAWN) else None
        return {
            "handler": handler,
            "last": end or (decided if answered else proposed if known else taken),
            "identity": ["email_code", 1, at] if proven else [None, 0, None],
            "decision": [
                handler if known else None, proposed if known else None,
                town.coordinator if answered else None, decided if answered else None,
                decided if answered else None, end,
            ],
        }  # fmt: skip

    def _tell(
        self, key: int, slug: str, status: Status, at: datetime, facts: dict[str, Any]
    ) -> None:
        citizen, staff, portal = (kind.value for kind in (
            ActorKind.CITIZEN, ActorKind.STAFF, ActorKind.PORTAL))  # fmt: skip
        self.events.append([slug, key, at, citizen, None, "received", '{"channel": "portal"}'])
        action = LAST_ACTION.get(status)
        if action is None:
            return
        handler = facts["handler"]
        by = citizen if status in BY_CITIZEN else staff if handler else portal
        by, who = (portal, None) if action is Action.DELIVER else (by, handler)
        detail = f'{{"status": "{status.value}"}}'
        self.events.append([slug, key, facts["last"], by, who, action.value, detail])


_ORDER = {right: place for place, right in enumerate(Right)}


def _status(age: int, rng: random.Random) -> Status:
    chances = next(chances for days, chances in BY_AGE if age < days)
    return rng.choices(list(chances), list(chances.values()))[0]


def _moment(day: date, rng: random.Random) -> datetime:
    return datetime.combine(day, time(rng.randrange(7, 23), rng.randrange(60)), HERE).astimezone(
        UTC
    )


@cache
def _deadline(rights: tuple[Right, ...], received: date) -> tuple[str, date, date]:
    deadline = request_due(rights, received)
    return json.dumps(deadline.as_dict()), deadline.target, deadline.legal_due


@cache
def _name_key(given: str, family: str) -> str:
    return name_key(given, family)


@cache
def _mail_name(given: str, family: str) -> str:
    return "".join(name_key(given, family).split()).replace("'", "")
