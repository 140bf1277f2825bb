"""Source systems that are exported as workbooks: Excel (xlsx, xlsb, xls) and OpenDocument (ods)."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from portal import children
from portal.organisations.organisation import SourceSystem, SourceTable
from portal.sources.connector import (
    Failure,
    Limits,
    Place,
    Record,
    SearchOutcome,
    SourceFailed,
    Subject,
    place_of,
)
from portal.sources.gathering import Gatherer
from portal.sources.matching import Way, make_plan
from portal.sources.records import Cells, columns_of
from portal.sources.sieve import make_sieve

CHILD = Path(__file__).with_name("sheets.py")
MEMORY = 512 * 1024 * 1024
"""Bytes of address space for reading one workbook; a sheet that is full to its last row needs
more, and is better given as CSV."""

_NO_MEMORY = re.compile(rb"MemoryError|memory allocation of \d+ bytes failed")
_TOO_LARGE, _OUT_OF_TIME = 3, -24  # the child's own word, and the signal SIGXCPU


class ExcelConnector:
    """Searches workbooks; `table` is the name of a sheet.

    The location is a workbook, or a folder of them: then `table` is "book.xlsx/sheet".
    """

    id = "excel"

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find every row on a person.

        Raises:
            SourceFailed: the search could not be done to the end.
        """
        path = place_of(system, place.folder)
        plan = make_plan(system, subject)
        records: list[Record] = []
        ends = time.monotonic() + limits.seconds
        for table, found in plan.tables:
            gatherer = Gatherer(table, found, subject, limits, ends)
            gatherer.look_at_clock()
            records += gatherer.take(_rows(path, table, found, limits, ends - time.monotonic()))
        return SearchOutcome(tuple(records), plan.searched_with, plan.not_searched)


def _rows(
    place: Path, table: SourceTable, found: tuple[Way, ...], limits: Limits, seconds: float
) -> Iterator[Cells]:
    path, sheet = _sheet(place, table, limits)
    names = columns_of(table)
    order = {
        "path": str(path),
        "sheet": sheet,
        "columns": names,
        "sieve": [[astuple(clause) for clause in clauses] for clauses in make_sieve(found)],
        "most": limits.total_bytes,
        "memory": MEMORY,
        "seconds": seconds,
    }
    answer = _ask(order, path, seconds)
    if "failure" in answer:
        raise SourceFailed(Failure(answer["failure"]), answer.get("detail", path.name)[:150])
    for row in answer["rows"]:
        yield dict(zip(names, row, strict=True))


def _ask(order: dict[str, Any], path: Path, seconds: float) -> dict[str, Any]:
    try:
        done = children.run(CHILD, json.dumps(order).encode(), folder=path.parent, seconds=seconds)
    except children.ChildTooSlow as error:
        raise SourceFailed(Failure.TOO_SLOW, path.name) from error
    if done.status == 0:
        answer: dict[str, Any] = json.loads(done.output)
        return answer
    if done.status == _OUT_OF_TIME:
        raise SourceFailed(Failure.TOO_SLOW, path.name)
    large = done.status == _TOO_LARGE or _NO_MEMORY.search(done.errors)
    raise SourceFailed(Failure.TOO_LARGE if large else Failure.DAMAGED, path.name)


def _sheet(place: Path, table: SourceTable, limits: Limits) -> tuple[Path, str]:
    """The workbook of a table and the sheet in it."""
    book, _, sheet = table.table.rpartition("/")
    path = place / book if place.is_dir() else place
    try:
        if not path.is_file():
            raise SourceFailed(Failure.MISSING, path.name)
        if not path.resolve().is_relative_to(place):
            raise SourceFailed(Failure.LOCATION, path.name)
        if path.stat().st_size > limits.file_bytes:
            raise SourceFailed(Failure.TOO_LARGE, path.name)
        with path.open("rb"):
            return path, sheet
    except PermissionError as error:
        raise SourceFailed(Failure.UNREADABLE, path.name) from error
    except OSError as error:
        raise SourceFailed(Failure.MISSING, path.name) from error
