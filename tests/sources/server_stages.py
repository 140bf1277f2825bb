"""Rows behind a server that does its own searching, for the contract that all connectors share."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import unquote

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.connector import Secret
from portal.sources.matching import same
from tests.ports import free_port
from tests.sources.server import TOKEN, Answering, serving
from tests.sources.stages import Stage
from tests.sources.systems import COLUMNS, Rows

MEANS = {"email": "email", "phone": "phone", "name": "full_name", "birth_date": "born",
         "client_number": "number"}  # fmt: skip


class ServerStage(Stage):
    """Rows that a server keeps; it runs from the first writing until `close`."""

    def __init__(self, folder: Path) -> None:
        """Begin without a server: nobody listens."""
        super().__init__(folder)
        self.rows: list[dict[str, object]] = []
        self._stack = ExitStack()
        self._origin = ""

    @property
    def origin(self) -> str:
        """Where the server is, or where none is."""
        if not self._origin:
            self._origin = f"http://127.0.0.1:{free_port()}"
        return self._origin

    def write(self, rows: Rows, columns: Sequence[str] = COLUMNS) -> None:
        """Have these rows, and no others."""
        self.rows = [dict(zip(columns, row, strict=True)) for row in rows]
        self._origin = self._stack.enter_context(serving(self.answer)).at()

    def answer(self, web: Answering) -> None:
        """Say what is held."""
        raise NotImplementedError

    def secret(self) -> Secret:
        """Its token."""
        return Secret(token=TOKEN)

    def fingerprint(self) -> str:
        """Its rows: nobody can write to them."""
        return json.dumps(self.rows)

    def close(self) -> None:
        """Stop the server."""
        self._stack.close()


class HttpStage(ServerStage):
    """A server that speaks the contract of docs/connectors.md."""

    name = connector = "http"

    def system(self, *tables: SourceTable, location: str | None = None) -> SourceSystem:
        """The source at the address of the server."""
        return super().system(*tables, location=location or f"{self.origin}/api")

    def answer(self, web: Answering) -> None:
        """Look up every way that was asked; an unknown table is not there."""
        told = json.loads(web.question.body)
        found = [row for row in self.rows if any(_fits(row, way) for way in told["ways"])]
        # A server knows its columns when it has no rows for somebody too; this one shows a row of
        # another, which must be left out.
        web.say(200, {"content": {"contacts": found or self.rows[:1]}})


class HelsinkiStage(ServerStage):
    """A service that speaks the Helsinki GDPR API, with the number of the person in its address."""

    name = connector = "helsinki"

    def system(self, *tables: SourceTable, location: str | None = None) -> SourceSystem:
        """The source at the address of the service."""
        place = location or f"{self.origin}/v1/profiles/{{client_number}}"
        return super().system(*tables, location=place)

    def answer(self, web: Answering) -> None:
        """Give the rows under the number as nodes."""
        number = same("client_number", unquote(web.path.rpartition("/")[2]))
        found = [row for row in self.rows if same("client_number", row.get("number")) == number]
        nodes = [
            {
                "key": "CONTACTS",
                "children": [{"key": name.upper(), "value": value} for name, value in row.items()],
            }
            for row in found
        ]
        web.say(*((200, {"key": "USER", "children": nodes}) if nodes else (204,)))


def _fits(row: dict[str, object], way: list[dict[str, str]]) -> bool:
    return all(
        same(each["identifier"], row.get(MEANS[each["identifier"]])) == each["plain"]
        for each in way
    )


SERVER_STAGES: dict[str, type[ServerStage]] = {"http": HttpStage, "helsinki": HelsinkiStage}
