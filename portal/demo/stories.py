"""The cases of the demo as data: who asks what, how long ago, and how far it has come."""

import random
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from portal.demo.people import SEED, Person
from portal.demo.systems import person_of
from portal.language.words import HERE, local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.law.workdays import working_day_on_or_after
from portal.models.case import Channel
from portal.organisations.organisation import Organisation
from portal.services.intake import Answers, Asked
from portal.services.proposing import PartOutcome

STORIES = Path(__file__).parent / "stories.toml"
# How many days after receipt each thing happens, and at which hour about.
DAYS = {
    "take": 1, "ask": 2, "search": 3, "answer": 5, "review": 6, "propose": 8, "approve": 10,
    "tell": 14, "close": 21,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ending:
    """How one part ends: as filled in, and which of its data stay, by the id of the activity."""

    filled: PartOutcome
    kept: dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Story:
    """One case of the demo.

    Attributes:
        key: makes the case once, however often the demo is loaded.
        until: the status it has reached.
        identity: how the person proved who they are: email, desk, or nothing.
        parent: whether a parent asks for the person.
        fails: ids of sources that do not answer.
        outcomes: how each part ends; computed from what was found for access and portability.
    """

    key: str
    organisation: Organisation
    person: Person
    received: int
    until: Status
    asks: tuple[Asked, ...]
    channel: Channel
    identity: str
    language: str
    search: bool
    parent: bool
    fails: tuple[str, ...]
    outcomes: tuple[Ending, ...]
    question: str
    note: str

    def at(self, step: str, now: datetime) -> datetime:
        """When a step was taken: on a working day, in office hours, never in the future."""
        rng = random.Random(f"{SEED}:{self.key}:{step}")  # noqa: S311 - reproducible, not secret
        day = local_date(now) - timedelta(days=self.received) + timedelta(days=DAYS.get(step, 0))
        if step in DAYS:
            day = working_day_on_or_after(day)
        hour = time(9 + list(DAYS).index(step) if step in DAYS else 8, rng.randrange(60))
        moment = datetime.combine(day, hour, HERE)
        return min(moment, now)

    def answers(self) -> Answers:
        """The request as it was filled in."""
        who = self.person
        mother = who.circle["mother"].split(" ", 1)
        asking = {"whom": "child", "kind": "parent", "name": " ".join(mother)}
        identifiers = {"client_number": who.client_number, "postcode": who.postcode}
        if self.organisation.may_ask_bsn:  # UAVG 46
            identifiers = {"bsn": who.bsn, "postcode": who.postcode}
        return Answers(
            parts=self.asks,
            given_name=who.given_name,
            family_name=who.family_name,
            birth_date=who.birth_date,
            email=f"{mother[0].lower()}.{who.email}" if self.parent else who.email,
            phone="" if self.parent else who.phone,
            address=f"{who.street}\n{who.postcode} {who.city}",
            identifiers=identifiers,
            representative=asking if self.parent else None,
        )


def list_stories(organisations: Iterable[Organisation]) -> list[Story]:
    """List the stories of these organisations; one without stories of its own gets two."""
    told = tomllib.loads(STORIES.read_text(encoding="utf-8"))
    return [
        _story(organisation, number, row)
        for organisation in organisations
        for number, row in enumerate(told.get(organisation.slug, FOR_OTHERS))
    ]


FOR_OTHERS: list[dict[str, Any]] = [
    {"person": 0, "received": 2, "until": "received", "asks": [{"right": "access"}]},
    {"person": 1, "received": 20, "until": "in_treatment", "search": True, "identity": "email",
     "asks": [{"right": "access", "scope": "all"}]},
]  # fmt: skip


def _story(organisation: Organisation, number: int, row: dict[str, Any]) -> Story:
    asks = [dict(each) for each in row["asks"]]
    return Story(
        key=f"demo:{organisation.slug}:{number}",
        organisation=organisation,
        person=person_of(organisation, row["person"]),
        received=row["received"],
        until=Status(row["until"]),
        asks=tuple(Asked(Right(each.pop("right")), each) for each in asks),
        channel=Channel(row.get("channel", "portal")),
        identity=row.get("identity", ""),
        language=row.get("language", "nl"),
        search=row.get("search", False),
        parent=row.get("parent", False),
        fails=tuple(row.get("fails", ())),
        outcomes=tuple(_ending(each) for each in row.get("outcomes", ())),
        question=row.get("question", ""),
        note=row.get("note", ""),
    )


def _ending(row: dict[str, Any]) -> Ending:
    filled = PartOutcome(
        Outcome(row["outcome"]),
        row.get("ground"),
        row.get("reason", ""),
        row.get("basis"),
        row.get("needs", {}),
    )
    return Ending(filled, row.get("kept", {}))
