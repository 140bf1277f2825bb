"""Source systems for tests: the same rows behind every connector."""

import csv
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

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
    places = {"sqlite": "contacts.sqlite", "csv": "files", "excel": "contacts.xlsx"}
    place = places[connector]
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


XML = '<?xml version="1.0" encoding="UTF-8"?>'
FORMATS = "openxmlformats.org"
OFFICE = f"http://schemas.{FORMATS}/officeDocument/2006/relationships"
PACKAGE = f"http://schemas.{FORMATS}/package/2006"
SHEET = f"http://schemas.{FORMATS}/spreadsheetml/2006/main"
RELATIONS = f"application/vnd.{FORMATS}-package.relationships+xml"
MAIN = f"application/vnd.{FORMATS}-officedocument.spreadsheetml.sheet.main+xml"
WORKBOOK = {
    "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{RELATIONS}"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="contacts" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}
"""What a workbook with one sheet consists of, but for the sheet."""


def write_excel(folder: Path, rows: Rows, columns: Sequence[str] = COLUMNS) -> Path:
    """Write a workbook sign by sign: a library takes minutes for the largest."""
    path = folder / "contacts.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in WORKBOOK.items():
            package.writestr(name, content)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{XML}<worksheet xmlns="{SHEET}"><sheetData>'.encode())
            known: dict[Any, bytes] = {}
            for row in (tuple(columns), *map(tuple, rows)):
                if row not in known:
                    known[row] = b"<row>" + b"".join(map(_cell, row)) + b"</row>"
                sheet.write(known[row])
            sheet.write(b"</sheetData></worksheet>")
    return path


def _cell(value: object) -> bytes:
    whole = "".join(sign for sign in str(value) if sign in "\t\n" or ord(sign) >= 32)  # else no XML
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(whole)}</t></is></c>'.encode()


def search(
    source: SourceSystem, folder: Path, subject: Subject, limits: Limits | None = None
) -> SearchOutcome:
    return CONNECTORS[source.connector].search(source, Place(folder), subject, limits or Limits())
