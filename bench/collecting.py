"""From a database of somebody else to findings stored, against the least that could be done.

Measured: the job that searches one source: the rows of one person among those of many others, in a
database that is reached by its address; read in human words, stored, and looked through for what
may have to be redacted. Each row holds a story, and in one of ten somebody else is named with a
telephone number. The portal's own database is a file of SQLite, written to the disk.

Reference: the same rows, asked by their e-mail address, stored as they are in the same table.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import psycopg
from sqlalchemy import create_engine, func, insert, select, text

from bench.figure import Figure
from bench.stage import place
from portal.law.lifecycle import Action
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.finding import Finding, SearchResult, SourceSearch
from portal.organisations.organisation import FieldMapping, SourceSystem, SourceTable, Text
from portal.parts import Portal
from portal.queueing import RecordingQueue
from portal.services.intake import Answers, Asked, submit
from portal.services.searching import run_search
from portal.sources.connector import Secret
from portal.sources.places import Places
from portal.sources.secrets import Secrets
from tests import postgres

ORGANISATION, SOURCE = "juridisch-loket", "contacts"
EMAIL = "sanne@voorbeeld.example"
COLUMNS = ("email", "name", "noted_on", "kind", "minutes", "amount", "note", "internal")
STORY = "Belde over de huur van de woning. {}Wij gaven advies en stuurden een brief. "
FIELDS = (
    FieldMapping("name", Text("Naam", "Name")),
    FieldMapping("noted_on", Text("Datum", "Date"), kind="date"),
    FieldMapping(
        "kind", Text("Hoe", "How"), kind="code",
        codes=(("T", Text("telefoon", "phone")), ("D", Text("balie", "desk"))),
    ),
    FieldMapping("minutes", Text("Minuten", "Minutes")),
    FieldMapping("amount", Text("Bedrag", "Amount"), kind="money"),
    FieldMapping("note", Text("Aantekening", "Note"), names_third_person=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A database with the rows; `schema` is where its table is."""

    name: str
    url: str
    schema: str


def run(records: int = 10_000, others: int = 190_000, rounds: int = 3) -> Iterator[Figure]:
    """The figures: so many records of the person among so many rows of others."""
    with place.fresh("collecting") as at, place.opened(at) as portal:
        yield from _figures(portal, _in_a_file(at.folder, records, others), records, rounds)
        cluster = postgres.start()
        try:
            source = _on_a_server(cluster.create("source"), records, others)
            yield from _figures(portal, source, records, rounds)
        finally:
            cluster.stop()


def _figures(portal: Portal, source: Source, records: int, rounds: int) -> Iterator[Figure]:
    ours, theirs = [], []
    for number in range(rounds):
        key = f"{source.name} {number}"
        ours.append(_collect(portal, source, records, f"{key} ours"))
        theirs.append(_least(portal, source, records, f"{key} theirs"))
    name = f"collecting {records:,} records from {source.name}"
    yield Figure(name, median(ours), "s", "stored as they are", median(theirs))


def rows(records: int, others: int) -> Iterator[tuple[str, ...]]:
    """Rows of the person between those of others, in the order of COLUMNS."""
    every = (records + others) // records
    for number in range(records + others):
        mine = number % every == 0 and number // every < records
        talked = number // every % 10 == 0
        named = "Zij sprak met Kees Jansen (06 12 34 56 78). " if talked else ""
        yield (
            EMAIL if mine else f"iemand{number}@elders.example",
            "Sanne de Wit" if mine else f"Iemand {number}",
            date.fromordinal(738_000 + number % 1000).isoformat(),
            "TD"[number % 2],
            str(number % 60),
            f"{number % 100},50",
            STORY.format(named) * 2 + str(number),
            "nobody maps this",
        )


def _in_a_file(folder: Path, records: int, others: int) -> Source:
    file = folder / "source.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"CREATE TABLE contacts ({', '.join(COLUMNS)})")
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO contacts VALUES ({marks})", rows(records, others))
    return Source("SQLite", f"sqlite:///{file}", "main")


def _on_a_server(url: str, records: int, others: int) -> Source:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        columns = ", ".join(f"{column} text" for column in COLUMNS)
        connection.execute(f"CREATE TABLE contacts ({columns})")
        with connection.cursor().copy("COPY contacts FROM STDIN") as copy:
            for row in rows(records, others):
                copy.write_row(row)
    return Source("PostgreSQL", url, "public")


def _collect(portal: Portal, source: Source, records: int, key: str) -> float:
    """The seconds of a search for a new case, from the start of the job to its end."""
    known = portal.organisations[ORGANISATION]
    table = SourceTable(
        SOURCE, known.activities[0].id, Text("Contacten", "Contacts"), (("email", "email"),), FIELDS
    )
    system = SourceSystem(
        SOURCE, Text("Contacten", "Contacts"), "database", source.schema, (table,)
    )
    organisations = {ORGANISATION: replace(known, sources=(system,))}
    secrets = Secrets({(ORGANISATION, SOURCE): Secret(url=source.url)})
    places, search_id = Places(portal.sources, secrets), _search(portal, key)
    return _timed(
        lambda: run_search(
            portal.database, organisations, places, portal.vault, search_id, now=_now()
        ),
        portal,
        search_id,
        records,
    )


def _least(portal: Portal, source: Source, records: int, key: str) -> float:
    """The seconds of storing the rows as they come."""
    search_id, engine = _search(portal, key), create_engine(source.url)

    def store() -> None:
        query = text("SELECT * FROM contacts WHERE email = :email")
        with engine.connect() as connection:
            found = connection.execute(query, {"email": EMAIL}).all()
        with portal.database.transaction() as session:
            case_id = session.get_one(SourceSearch, search_id).case_id
            facts = {"case_id": case_id, "search_id": search_id, "activity": "advice",
                     "category_nl": "Contacten", "category_en": "Contacts"}  # fmt: skip
            session.execute(insert(Finding), [{**facts, "fields": list(row)} for row in found])

    spent = _timed(store, portal, search_id, records)
    engine.dispose()
    return spent


def _timed(action: Callable[[], None], portal: Portal, search_id: int, records: int) -> float:
    begin = time.perf_counter()
    action()
    spent = time.perf_counter() - begin
    with portal.database.transaction(write=False) as session:
        mine = Finding.search_id == search_id
        stored = session.scalar(select(func.count()).select_from(Finding).where(mine))
    if stored != records:
        raise RuntimeError(f"{stored} findings were stored, not {records}")
    return spent


def _search(portal: Portal, key: str) -> int:
    """The key of a search that waits, for a new case of the person."""
    portal.database.info["queue"] = RecordingQueue()
    actor = Actor.portal(ORGANISATION)
    with portal.database.transaction() as session:
        case = submit(
            session,
            portal.organisations[ORGANISATION],
            Answers((Asked(Right.ACCESS, {"scope": "all"}),), "Sanne", "de Wit", email=EMAIL),
            idempotency_key=key,
            actor=Actor.citizen(ORGANISATION),
            now=_now(),
        )
        session.flush()
        case.advance(Action.TAKE, actor, _now())
        search = SourceSearch(
            case_id=case.id, source=SOURCE, result=SearchResult.PENDING, asked_at=_now()
        )
        session.add(search)
        session.flush()
        return search.id


def _now() -> datetime:
    return datetime.now(UTC)
