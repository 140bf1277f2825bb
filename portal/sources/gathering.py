"""From the rows of one table to records on the person, within what a search may take."""

import time
from collections.abc import Iterable

from portal.organisations.organisation import SourceTable
from portal.sources.connector import Failure, Limits, Record, SourceFailed, Subject
from portal.sources.matching import Way
from portal.sources.records import Cells, read_row

CLOCK_ROWS = 500  # rows between two looks at the clock


class Gatherer:
    """Gathers the records of one table; rows on others pass by and leave nothing behind."""

    def __init__(
        self,
        table: SourceTable,
        ways: tuple[Way, ...],
        subject: Subject,
        limits: Limits,
        ends: float,
    ) -> None:
        """Take what is looked for.

        Args:
            table: whose rows they are.
            ways: how the person is found in it.
            subject: the person.
            limits: how much it may take.
            ends: when the search must be over, on the monotonic clock.
        """
        self._table = table
        self._ways = ways
        self._subject = subject
        self._limits = limits
        self._ends = ends

    def take(self, rows: Iterable[Cells]) -> list[Record]:
        """The records on the person among these rows.

        Raises:
            SourceFailed: a limit is reached; nothing half is given.
        """
        self.look_at_clock()
        records: list[Record] = []
        size = 0
        for number, row in enumerate(rows, 1):
            if number % CLOCK_ROWS == 0:
                self.look_at_clock()
            record = read_row(self._table, self._ways, self._subject, row)
            if record is None:
                continue
            size += self._size_of(row)
            records.append(record)
            if size > self._limits.total_bytes:
                raise SourceFailed(Failure.TOO_LARGE, self._table.table)
            if len(records) > self._limits.rows:
                raise SourceFailed(Failure.TOO_MANY, self._table.table)
        return records

    def look_at_clock(self) -> None:
        """Stop when time is up.

        Raises:
            SourceFailed: it is.
        """
        if time.monotonic() > self._ends:
            raise SourceFailed(Failure.TOO_SLOW, self._table.table)

    def _size_of(self, row: Cells) -> int:
        sizes = [len(cell) for cell in row.values() if isinstance(cell, str | bytes)]
        if sizes and max(sizes) > self._limits.value_bytes:
            raise SourceFailed(Failure.TOO_LARGE, self._table.table)
        return sum(sizes)
