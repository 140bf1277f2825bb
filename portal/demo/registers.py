"""Systems of the demo that are asked over the network, and that do what they are told.

They speak the contract of docs/connectors.md, each over the database file that the demo wrote. So
everybody who tries the portal sees what it does with a decision: a dry run, the real thing, and a
system that refuses, as this one does for rows of the last two weeks.
"""

import dataclasses
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from portal.law.effects import Effect
from portal.organisations.organisation import Organisation, SourceSystem, SourceTable
from portal.parts import Portal
from portal.sources.connector import Secret
from portal.sources.matching import same
from portal.sources.records import columns_of
from portal.sources.secrets import Secrets

SERVED = (("bijstand-in-jeugdzorg", "consents"), ("juridisch-loket", "complaints"))
YOUNG = timedelta(days=14)
BUSY = {"nl": "Hier werken wij nog aan.", "en": "We are still working on this."}
TRIED = "2026-03-02: asked to erase somebody of the demo, who was still there afterwards"
FOUND, NOTHING, NOT_BY_THIS, NOT_YOU = 200, 204, 209, 401


class Register:
    """One system: a file, and what its profile says of it."""

    def __init__(self, system: SourceSystem, file: Path, today: date) -> None:
        """Take the system as its profile has it, where its rows are, and which day it is."""
        self._system, self._file, self._today = system, file, today

    def search(self, asked: dict[str, Any]) -> tuple[int, Any]:
        """What it holds on somebody: a status, and the body."""
        if not any(_usable(table, asked["ways"]) for table in self._system.tables):
            return NOT_BY_THIS, None
        content = {
            table.table: [row for _, row in self._rows(table, asked["ways"])]
            for table in self._system.tables
        }
        return (FOUND, {"content": content}) if any(content.values()) else (NOTHING, None)

    def instruct(self, told: dict[str, Any]) -> tuple[int, Any]:
        """Do what it is told, or say what it would do, row by row."""
        items = []
        for table in self._system.tables:
            if table.table not in told["tables"]:
                continue
            for number, row in list(self._rows(table, told["ways"])):
                items.append(self._do(table, number, row, told))
        return FOUND, {"dry_run": told["dry_run"], "items": items}

    def _do(
        self, table: SourceTable, number: int, row: dict[str, Any], told: dict[str, Any]
    ) -> dict[str, Any]:
        day = _day_of(table, row)
        what = f"Regel van {day:%d-%m-%Y}" if day else f"Regel {number}"
        if told["effect"] == Effect.ERASE and day and self._today - day < YOUNG:
            return {"what": what, "result": "refused", "reason": BUSY}
        if told["dry_run"]:
            return {"what": what, "result": "possible"}
        with closing(sqlite3.connect(self._file)) as connection, connection:
            for statement, values in _statements(table, number, told):
                connection.execute(statement, values)
        return {"what": what, "result": "done"}

    def _rows(
        self, table: SourceTable, ways: list[list[dict[str, str]]]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        names = columns_of(table)
        columns = ", ".join(f'"{name}"' for name in names)
        query = f'SELECT rowid, {columns} FROM "{table.table}"'  # noqa: S608 - of our own profile
        with closing(sqlite3.connect(self._file)) as connection:
            found = connection.execute(query).fetchall()
        for number, *cells in found:
            row = dict(zip(names, cells, strict=True))
            if any(_fits(row, way) for way in _usable(table, ways)):
                yield number, row


def _usable(
    table: SourceTable, ways: list[list[dict[str, str]]]
) -> list[tuple[tuple[str, str, str], ...]]:
    """The ways that a table can be searched by: (identifier, column, plain form) each."""
    columns = [dict(way) for way in table.ways()]
    return [
        tuple((each["identifier"], own[each["identifier"]], each["plain"]) for each in way)
        for way in ways
        for own in columns
        if {each["identifier"] for each in way} == own.keys()
    ]


def _fits(row: dict[str, Any], way: tuple[tuple[str, str, str], ...]) -> bool:
    return all(same(identifier, row[column]) == plain for identifier, column, plain in way)


def _day_of(table: SourceTable, row: dict[str, Any]) -> date | None:
    days = (row[each.column] for each in table.fields if each.kind in ("date", "datetime"))
    return next((date.fromisoformat(str(day)[:10]) for day in days if day), None)


def _statements(
    table: SourceTable, number: int, told: dict[str, Any]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What one order does to one row; the names are of our own profiles."""
    if told["effect"] == Effect.ERASE:
        yield f'DELETE FROM "{table.table}" WHERE rowid = ?', (number,)  # noqa: S608
    elif told["effect"] == Effect.RECTIFY:
        for each in told["change"]["columns"]:
            if each["table"] == table.table and each["column"] in columns_of(table):
                query = f'UPDATE "{table.table}" SET "{each["column"]}" = ? WHERE rowid = ?'  # noqa: S608
                yield query, (told["change"]["new"], number)
    else:
        yield "CREATE TABLE IF NOT EXISTS resting (name TEXT, row INTEGER)", ()
        yield "DELETE FROM resting WHERE name = ? AND row = ?", (table.table, number)
        if told["effect"] == Effect.RESTRICT:
            yield "INSERT INTO resting VALUES (?, ?)", (table.table, number)


class _Door(BaseHTTPRequestHandler):
    """Lets in who has the token, and has the register answer."""

    registers: dict[str, Register]
    token: str

    def do_POST(self) -> None:
        """Answer a search or an instruction."""
        asked = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        name, _, what = self.path.strip("/").partition("/")
        register = self.registers.get(name)
        if self.headers.get("Authorization") != f"Bearer {self.token}" or register is None:
            self._say(NOT_YOU, None)
        else:
            answer = register.search if what == "search" else register.instruct
            self._say(*answer(json.loads(asked)))

    def _say(self, status: int, body: Any) -> None:
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != NOTHING:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing: the portal tells what it asked."""


def stand(portal: Portal, *, today: date) -> Portal:
    """Put these systems behind a server on this machine alone, for as long as we run.

    Returns:
        The portal that asks them there, in place of opening their files.
    """
    token = secrets.token_urlsafe(24)
    served = [
        (portal.organisations[slug], portal.organisations[slug].source(name))
        for slug, name in SERVED
        if slug in portal.organisations
    ]
    registers = {
        system.id: Register(system, portal.sources / here.slug / system.location, today)
        for here, system in served
    }
    door = type("Door", (_Door,), {"registers": registers, "token": token})
    server = ThreadingHTTPServer(("127.0.0.1", 0), door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    opened = dict(portal.secrets.known)
    organisations = dict(portal.organisations)
    for here, system in served:
        moved = dataclasses.replace(
            system,
            connector="http",
            location=f"http://127.0.0.1:{server.server_port}/{system.id}",
            carries_out=tuple(Effect),
            dry_run=TRIED,
        )
        organisations[here.slug] = _with(here, moved)
        opened[here.slug, system.id] = Secret(token=token)
    return dataclasses.replace(portal, organisations=organisations, secrets=Secrets(opened))


def _with(here: Organisation, moved: SourceSystem) -> Organisation:
    sources = tuple(moved if each.id == moved.id else each for each in here.sources)
    return dataclasses.replace(here, sources=sources)
