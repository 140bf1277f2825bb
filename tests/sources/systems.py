"""Source systems for tests: the same rows behind every connector."""

import csv
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from portal.organisations.organisation import FieldMapping, SourceSystem, SourceTable, Text
from portal.sources.connector import Limits, Place, SearchOutcome, Subject
from portal.sources.registry import CONNECTORS

COLUMNS = ("full_name", "born", "email", "phone", "number", "note", "amount", "kind", "paid")
Rows = Sequence[Sequence[Any]]

ANNA = ("Anna van den Berg", "1980-02-03", "Anna@Post.example", "06-00 12 34 56", "K.100",
        "Belde over Piet.", "12,50", "T", "1")  # fmt: skip
PIET = ("Piet de Vries", "1975-12-31", "piet@post.example", "+31 600 99 88 77", "K-200",
        "Geen bericht.", "7", "M", "0")  # fmt: skip


def text(words: str) -> Text:
    return Text(words, f"{words} (en)")


def table(name: str = "contacts", match: dict[str, str] | None = None) -> SourceTable:
    return SourceTable(
        table=name,
        activity="advice",
        category=text("Contacten"),
        match=tuple((match or {"email": "email"}).items()),
        fields=(
            FieldMapping("full_name", text("Naam")),
            FieldMapping("born", text("Geboren"), kind="date"),
            FieldMapping("note", text("Aantekening"), names_third_person=True),
            FieldMapping("amount", text("Bedrag"), kind="money"),
            FieldMapping(
                "kind", text("Soort"), kind="code",
                codes=(("T", Text("telefoon", "phone")), ("M", Text("e-mail", "e-mail"))),
            ),
            FieldMapping("paid", text("Betaald"), kind="boolean"),
        ),
    )  # fmt: skip


def system(connector: str, *tables: SourceTable, location: str | None = None) -> SourceSystem:
    place = {"sqlite": "contacts.sqlite", "csv": "files"}[connector]
    return SourceSystem("contacts", text("Contacten"), connector, location or place,
                        tables or (table(),))  # fmt: skip


def write_sqlite(folder: Path, rows: Rows, columns: Sequence[str] = COLUMNS) -> Path:
    path = folder / "contacts.sqlite"
    names = ", ".join(f'"{column}"' for column in columns)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE contacts ({names})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO contacts VALUES ({marks})", rows)
    return path


def write_csv(folder: Path, rows: Rows, columns: Sequence[str] = COLUMNS) -> Path:
    path = folder / "files" / "contacts.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(columns)
        writer.writerows(rows)
    return path


WRITERS: dict[str, Callable[..., Path]] = {"sqlite": write_sqlite, "csv": write_csv}


def search(
    source: SourceSystem, folder: Path, subject: Subject, limits: Limits | None = None
) -> SearchOutcome:
    return CONNECTORS[source.connector].search(source, Place(folder), subject, limits or Limits())
