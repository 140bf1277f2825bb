"""The same rows behind every kind of source, so that one contract can be tried on all of them."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import psycopg

from portal.organisations.organisation import FieldMapping, SourceSystem, SourceTable
from portal.sources.connector import Limits, Place, SearchOutcome, Secret, Subject
from portal.sources.registry import CONNECTORS
from tests.sources.systems import (
    COLUMNS,
    Rows,
    table,
    text,
    write_csv,
    write_excel,
    write_sqlite,
)


class Stage:
    """One kind of source.

    Attributes:
        path: what holds the rows, where that is a file.
    """

    connector = ""
    location = ""
    name = ""

    def __init__(self, folder: Path) -> None:
        """Take the folder of sources; it must be there."""
        self.folder = folder
        self.scratch = folder.with_name("scratch")

    @property
    def path(self) -> Path:
        """Where the source is."""
        return self.folder / self.location

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        raise NotImplementedError

    def system(self, *tables: SourceTable, location: str | None = None) -> SourceSystem:
        """The source as a profile tells of it."""
        place = self.location if location is None else location
        return SourceSystem(
            "contacts", text("Contacten"), self.connector, place, tables or (table(),)
        )

    def secret(self) -> Secret:
        """What opens it."""
        return Secret()

    def search(
        self,
        subject: Subject,
        source: SourceSystem | None = None,
        limits: Limits | None = None,
        *,
        folder: Path | None = None,
    ) -> SearchOutcome:
        """Search it, or another source with the same connector."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir()
        place = Place(folder or self.folder, self.secret(), self.scratch)
        connector = CONNECTORS[self.connector]
        return connector.search(source or self.system(), place, subject, limits or Limits())

    def fingerprint(self) -> str:
        """What changes when somebody writes to the source."""
        files = [self.path] if self.path.is_file() else sorted(self.path.rglob("*"))
        whole = b"".join(each.read_bytes() for each in files if each.is_file())
        return hashlib.sha256(whole).hexdigest()


class SqliteStage(Stage):
    """A file of SQLite."""

    name = connector = "sqlite"
    location = "contacts.sqlite"

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        self.path.unlink(missing_ok=True)
        write_sqlite(self.folder, rows, columns)


class CsvStage(Stage):
    """A folder of CSV files."""

    name = connector = "csv"
    location = "files"

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        write_csv(self.folder, rows, columns)


class ExcelStage(Stage):
    """A workbook."""

    name = connector = "excel"
    location = "contacts.xlsx"

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        write_excel(self.folder, rows, columns)


class DatabaseStage(Stage):
    """A database that is reached by its address; here a file of SQLite."""

    name = "database_sqlite"
    connector = "database"
    location = "main"

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        (self.folder / "contacts.sqlite").unlink(missing_ok=True)
        write_sqlite(self.folder, rows, columns)

    def secret(self) -> Secret:
        """The address."""
        return Secret(url=f"sqlite:///{self.folder}/contacts.sqlite")

    def fingerprint(self) -> str:
        """What changes when somebody writes to it."""
        return hashlib.sha256((self.folder / "contacts.sqlite").read_bytes()).hexdigest()


class PostgresqlStage(Stage):
    """A schema in PostgreSQL."""

    name = "database_postgresql"
    connector = "database"
    location = "Klanten"  # a name that only counts when it is quoted

    def __init__(self, folder: Path, url: str) -> None:
        """Take the address of a database of the tests as well."""
        super().__init__(folder)
        self.url = url
        self.run(f'DROP SCHEMA IF EXISTS "{self.location}" CASCADE')

    def run(self, statements: str) -> None:
        """Do something in the database, as its owner."""
        with psycopg.connect(self.url.replace("+psycopg", "")) as connection:
            connection.execute(statements)

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        names = ", ".join(f'"{column}" text' for column in columns)
        name = f'"{self.location}".contacts'
        self.run(
            f'DROP SCHEMA IF EXISTS "{self.location}" CASCADE; CREATE SCHEMA "{self.location}"'
        )
        self.run(f"CREATE TABLE {name} ({names})")
        with (
            psycopg.connect(self.url.replace("+psycopg", "")) as connection,
            connection.cursor().copy(f"COPY {name} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row([str(cell).replace("\x00", "") for cell in row])

    def secret(self) -> Secret:
        """The address."""
        return Secret(url=self.url)

    def fingerprint(self) -> str:
        """What changes when somebody writes to it."""
        with psycopg.connect(self.url.replace("+psycopg", "")) as connection:
            name = f'"{self.location}".contacts'
            return str(
                connection.execute(f"SELECT md5(string_agg(t::text, '')) FROM {name} t").fetchone()
            )


class FolderStage(Stage):
    """A folder of documents: each row is a file in the folder of its number."""

    name = connector = "folder"
    location = "dossiers"

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        shutil.rmtree(self.path, ignore_errors=True)
        for number, row in enumerate(rows):
            cells = dict(zip(COLUMNS, row, strict=True))
            file = self.path / (cells["number"] or "zonder") / f"{number}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{cells['full_name']}: {cells['note']}")

    def system(self, *tables: SourceTable, location: str | None = None) -> SourceSystem:
        """The source as a profile tells of it; a table that is no pattern becomes one."""
        files = SourceTable(
            "{client_number}/**",
            "advice",
            text("Stukken"),
            fields=(
                FieldMapping("file_name", text("Document")),
                FieldMapping("changed_on", text("Gewijzigd"), kind="date"),
                FieldMapping("folder", text("Map")),
            ),
        )
        shown = (
            replace(files, table=each.table) if "{" in each.table else files for each in tables
        )
        return super().system(*(tuple(shown) or (files,)), location=location)


ROW_STAGES: dict[str, type[Stage]] = {
    kind.name: kind for kind in (SqliteStage, CsvStage, ExcelStage, DatabaseStage)
}
"""Kinds with rows that need no server."""

ON_A_SERVER: dict[str, Callable[[Path, str], Stage]] = {PostgresqlStage.name: PostgresqlStage}
"""Kinds with rows in a database of the tests."""
