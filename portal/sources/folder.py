"""Source systems that are a folder of documents: the path says whose a document is.

Each file is a record of its own, with the document. Nothing outside the folder is ever opened: a
link that leads there, and what is no file, is counted and left alone.
"""

import time
from pathlib import Path

from portal.organisations.organisation import SourceSystem
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
from portal.sources.copying import Copier
from portal.sources.patterns import read_pattern, ways_to
from portal.sources.walking import Walk

MOST = 2_000
"""Documents of one person in one table; more can only be a pattern that is wrong."""

COPYING = 10.0
"""Times the seconds of a search that copying what it found may take."""


class FolderConnector:
    """Searches a folder; `table` is a pattern of paths with identifiers in braces.

    The columns of a file are `file_name`, `changed_on` and `folder`: where in the source it is.
    """

    id = "folder"

    def search(
        self, system: SourceSystem, place: Place, subject: Subject, limits: Limits
    ) -> SearchOutcome:
        """Find every file of a person, and leave a copy in the scratch folder.

        Raises:
            SourceFailed: the search could not be done to the end.
        """
        root = place_of(system, place.folder)
        walk = Walk(root, time.monotonic() + limits.seconds)
        planned = [(table, ways_to(table.table, subject)) for table in system.tables]
        found = []
        for table, ways in planned:
            files: dict[Path, list[str]] = {}
            for way in ways:
                wanted = {each.identifier: each.value for each in way.conditions}
                for path in walk.files(read_pattern(table.table), wanted):
                    files.setdefault(path, []).append(way.name)
                    if len(files) > min(MOST, limits.rows):
                        raise SourceFailed(Failure.TOO_MANY, table.table)
            found.append((table, files))
        copier = Copier(root, place.scratch, limits, time.monotonic() + COPYING * limits.seconds)
        records: list[Record] = []
        for table, files in found:
            records += [
                copier.record(table, path, tuple(dict.fromkeys(names)))
                for path, names in sorted(files.items())
            ]
        return SearchOutcome(
            tuple(records),
            tuple(dict.fromkeys(way.name for _, ways in planned for way in ways)),
            tuple(table for table, ways in planned if not ways),
            len(walk.strange),
        )
