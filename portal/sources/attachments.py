"""The documents that a server names beside its rows: fetched from that server and no other."""

import time
from pathlib import Path
from typing import Any

from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.connector import (
    Failure,
    FoundDocument,
    Limits,
    Place,
    Record,
    SourceFailed,
)
from portal.sources.fetching import Elsewhere, Server
from portal.sources.values import clean, translate

TABLE = "attachments"
"""The table of a profile that says how a document is shown; without it the first one does."""

MOST = 300
TOGETHER_SECONDS = 10.0  # times the seconds of one question
PAUSES = (0.2, 1.0)  # seconds before a second and a third try
COMES_BACK = frozenset({Failure.UNREACHABLE, Failure.BUSY, Failure.TOO_SLOW})


class Attachments:
    """The documents of one search. One that cannot be fetched is named with its problem."""

    def __init__(self, server: Server, system: SourceSystem, place: Place, limits: Limits) -> None:
        """Take where they are and where they are left."""
        self._server, self._system, self._place = server, system, place
        self._limits = limits
        self._ends = time.monotonic() + limits.seconds * TOGETHER_SECONDS
        self._number, self._bytes = 0, 0
        self._seen: list[str] = []  # several questions may bring the same documents

    def records(self, told: Any, ways: tuple[str, ...]) -> list[Record]:
        """A record for each document that an answer names.

        Parameters:
            told: the whole answer.
            ways: how the person was named to the server; it vouches for what it gives with it.

        Raises:
            SourceFailed: what it says of its documents cannot be read.
        """
        given = told.get(TABLE) if isinstance(told, dict) else None
        if given is None:
            return []
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise SourceFailed(Failure.UNCLEAR, TABLE)
        new = [each for each in given if each.get("url") not in self._seen]
        if self._number + len(new) > MOST:
            raise SourceFailed(Failure.TOO_MANY, TABLE)
        self._seen += [each["url"] for each in new if isinstance(each.get("url"), str)]
        return [self._record(each, ways) for each in new]

    def _record(self, given: dict[str, Any], ways: tuple[str, ...]) -> Record:
        table = self._table()
        cells = {name: value for name, value in given.items() if isinstance(value, str)}
        mapped = table.fields if table.table == TABLE else ()
        fields = (translate(each, cells.get(each.column)) for each in mapped)
        name = clean(cells.get("filename") or cells.get("name") or "").strip()[:200]
        path = self._place.scratch / f"attachment-{self._number}"
        self._number += 1
        document = FoundDocument(
            name=name or f"{TABLE}-{self._number}",
            path=path,
            media_type=clean(cells.get("contentType") or "")[:100],
            problem=self._fetch(given.get("url"), path),
        )
        return Record(table, tuple(each for each in fields if each), ways, document=document)

    def _table(self) -> SourceTable:
        tables = self._system.tables
        return next((each for each in tables if each.table == TABLE), tables[0])

    def _fetch(self, address: Any, path: Path) -> str:
        """Fetch one document; gives what went wrong, and nothing when it is there."""
        if not isinstance(address, str) or not address:
            return Failure.UNCLEAR.value
        for pause in (*PAUSES, None):
            left = min(self._limits.document_bytes, self._limits.documents_bytes - self._bytes)
            if left <= 0 or time.monotonic() > self._ends:
                return Failure.TOO_LARGE.value
            try:
                self._bytes += self._server.fetch(address, path, left)
            except Elsewhere:
                return Failure.LOCATION.value
            except SourceFailed as failed:
                path.unlink(missing_ok=True)
                if pause is None or failed.failure not in COMES_BACK:
                    return failed.failure.value
                time.sleep(pause)
            else:
                return ""
        return Failure.UNREACHABLE.value
