"""An organisation whose sources can be told what was decided, and cases that end so."""

import dataclasses
from datetime import date

from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case, PartItem
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.models.instruction import Instruction
from portal.organisations.organisation import (
    Contact,
    FieldMapping,
    Organisation,
    SourceSystem,
    SourceTable,
    Text,
)
from portal.services import instructing
from tests.services import stories

SLUG = "juridisch-loket"
STAFF = Actor(ActorKind.STAFF, SLUG, None, "Anna", Role.HANDLER)
TRIED = "2026-03-02: asked for client K-1, whose data were still there"
OWNER = Contact(name=Text("Archief", "Archive"), email="archief@loket.example")


def text(words: str) -> Text:
    return Text(words, f"{words} (en)")


def table(name: str, activity: str) -> SourceTable:
    return SourceTable(
        name,
        activity,
        text(name),
        (("client_number", "number"), ("email", "email")),
        (FieldMapping("surname", Text("Achternaam", "Surname")),),
    )


def system(name: str, connector: str, location: str, *activities: str, **more) -> SourceSystem:
    tables = tuple(table(f"{name}_{activity}", activity) for activity in activities)
    return SourceSystem(name, text(name), connector, location, tables, **more)


def organisation(at: str = "http://127.0.0.1:9", *sources: SourceSystem) -> Organisation:
    """Two systems that can be told, one that is only read and has an owner, and something on paper.

    Parameters:
        at: where the servers are.
        sources: others than these.
    """
    here = stories.organisation(SLUG)
    erases = {"carries_out": (Effect.ERASE,), "dry_run": TRIED}
    usual = (
        system(
            "register", "http", f"{at}/register", "advice", carries_out=tuple(Effect), dry_run=TRIED
        ),
        system("profile", "helsinki", f"{at}/profile/{{client_number}}", "advice", **erases),
        system("archive", "sqlite", "archive.sqlite", "calls", owner=OWNER),
    )
    kept = sources or usual
    first = next(each for each in here.activities if each.id == "advice")
    lines = tuple(
        dataclasses.replace(
            first,
            id=name,
            name=text(name),
            source_systems=tuple(
                each.id for each in kept if name in {table.activity for table in each.tables}
            ),
        )
        for name in ("advice", "calls", "paper")
    )
    return dataclasses.replace(here, activities=lines, sources=kept)


def case_of(
    session,
    right: Right = Right.ERASURE,
    *,
    items: dict[str, Outcome | None] | None = None,
    answers: dict[str, object] | None = None,
    key: str = "key",
) -> Case:
    """A case of somebody with a client number; the items by activity, an empty one has none."""
    case = stories.ask(session, SLUG, right=right, answers=answers, key=key)
    case.identifiers, case.birth_date = {"client_number": "K-100"}, date(1980, 2, 3)
    given = {"advice": Outcome.GRANTED} if items is None and right is Right.ERASURE else items
    part = case.parts[0]
    part.items = [
        PartItem(activity=name, label_nl=f"{name} nl", label_en=f"{name} en", outcome=outcome)
        for name, outcome in (given or {}).items()
    ]
    session.flush()
    return case


def searched(
    session,
    case: Case,
    source: str,
    result: SearchResult = SearchResult.HELD,
    activity: str = "advice",
    ground: str | None = None,
) -> None:
    """A search that ended so, with one item when something is held; once more adds an item."""
    search = session.query(SourceSearch).filter_by(case_id=case.id, source=source).one_or_none()
    if search is None:
        search = SourceSearch(case_id=case.id, source=source, result=result, asked_at=stories.NOW)
        session.add(search)
        session.flush()
    if result is SearchResult.HELD:
        session.add(
            Finding(
                case_id=case.id,
                search_id=search.id,
                activity=activity,
                category_nl="x",
                category_en="x",
                fields=[["Naam", "Name", "x"]],
                review=Review.LEAVE_OUT if ground else Review.INCLUDE,
                ground=ground,
            )
        )
        session.flush()


def deliver(
    session, case: Case, here: Organisation, outcome: Outcome = Outcome.GRANTED
) -> list[Instruction]:
    """Decide and deliver; gives what the sources are told."""
    stories.decide(session, case, outcome)
    case.decided_at = case.delivered_at = stories.NOW
    case.advance(Action.DELIVER, Actor.portal(SLUG), stories.NOW)
    instructing.at_delivery(session, case, here, stories.NOW)
    session.flush()
    return list(session.query(Instruction).order_by(Instruction.id))
