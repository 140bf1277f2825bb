"""Source systems that are a folder of CSV files, or one such file; read line by line."""

import csv
import time
from collections.abc import Iterator
from pathlib import Path

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
from portal.sources.gathering import CLOCK_ROWS, Gatherer
from portal.sources.matching import make_plan
from portal.sources.records import columns_of

SEPARATORS = ";,\t|"


class CsvConnector:
    """Searches CSV files in UTF-8 with a line of column names; `table` is the file's name."""

    id = "csv"

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
        broken = 0
        ends = time.monotonic() + limits.seconds
        for table, found in plan.tables:
            gatherer = Gatherer(table, found, subject, limits, ends)
            reading = _Reading(table, limits, gatherer)
            records += reading.run(path)
            broken += reading.broken
        return SearchOutcome(tuple(records), plan.searched_with, plan.not_searched, broken)


class _Reading:
    """The reading of one file; counts the lines that are no rows."""

    def __init__(self, table: SourceTable, limits: Limits, gatherer: Gatherer) -> None:
        self._table = table
        self._limits = limits
        self._gatherer = gatherer
        self.broken = 0

    def run(self, place: Path) -> list[Record]:
        path = self._file(place)
        try:
            return self._gatherer.take(self._rows(path))
        except UnicodeDecodeError as error:
            raise SourceFailed(Failure.ENCODING, path.name) from error
        except csv.Error as error:
            large = "field larger" in str(error)
            raise SourceFailed(
                Failure.TOO_LARGE if large else Failure.DAMAGED, path.name
            ) from error
        except PermissionError as error:
            raise SourceFailed(Failure.UNREADABLE, path.name) from error
        except OSError as error:
            raise SourceFailed(Failure.MISSING, path.name) from error

    def _file(self, place: Path) -> Path:
        path = place / f"{self._table.table.removesuffix('.csv')}.csv" if place.is_dir() else place
        if not path.is_file():
            raise SourceFailed(Failure.MISSING, path.name)
        if not path.resolve().is_relative_to(place):
            raise SourceFailed(Failure.LOCATION, path.name)
        if path.stat().st_size > self._limits.file_bytes:
            raise SourceFailed(Failure.TOO_LARGE, path.name)
        return path

    def _rows(self, path: Path) -> Iterator[dict[str, str]]:
        csv.field_size_limit(self._limits.value_bytes)
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(self._limits.value_bytes)
            separator = max(SEPARATORS, key=first.count)
            file.seek(0)
            rows = csv.reader(file, delimiter=separator)
            names = [name.strip() for name in next(rows, [])]
            self._check(names)
            for number, row in enumerate(rows):
                if number % CLOCK_ROWS == 0:
                    self._gatherer.look_at_clock()  # lines that are no rows take time too
                if len(row) == len(names):
                    yield dict(zip(names, row, strict=True))
                elif row:
                    self.broken += 1

    def _check(self, names: list[str]) -> None:
        """Refuse a file without a column the profile names: its rows would seem to hold nothing."""
        missing = sorted(set(columns_of(self._table)) - set(names))
        if missing or len(set(names)) != len(names):
            raise SourceFailed(Failure.MAPPING, f"{self._table.table}: {', '.join(missing)}"[:150])
