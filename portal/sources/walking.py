"""Walking through a folder along a pattern, and never out of it."""

import os
import time
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.sources.connector import Failure, SourceFailed
from portal.sources.patterns import Step

CLOCK_NAMES = 500  # names between two looks at the clock
DEEPEST = 40  # folders in folders
LEFT_BY_PROGRAMS = frozenset({"thumbs.db", "desktop.ini"})

Entry = os.DirEntry[str]


class Walk:
    """A walk through one folder.

    Attributes:
        strange: what fits and was left alone: links to elsewhere, and what is no file or folder.
    """

    def __init__(self, root: Path, ends: float) -> None:
        """Take the folder, and when the walk must be over, on the monotonic clock."""
        self._root = root
        self._ends = ends
        self._seen = 0
        self.strange: set[str] = set()

    def files(self, steps: tuple[Step, ...], wanted: Mapping[str, str]) -> Iterator[Path]:
        """Every file along these steps, with these identifiers in its path; some come twice.

        Raises:
            SourceFailed: the folder, or one on the way, cannot be read to the end.
        """
        try:
            yield from self._along(self._root, steps, wanted, 0)
        except PermissionError as error:
            raise SourceFailed(Failure.UNREADABLE, self._root.name) from error
        except OSError as error:
            raise SourceFailed(Failure.MISSING, self._root.name) from error

    def _along(
        self, folder: Path, steps: tuple[Step, ...], wanted: Mapping[str, str], depth: int
    ) -> Iterator[Path]:
        if depth > DEEPEST:
            self.strange.add(str(folder))
            return
        step, rest = steps[0], steps[1:]
        if step.is_any:
            yield from self._along(folder, rest, wanted, depth)
        for entry in self._entries(folder):
            path = folder / entry.name
            if step.is_any:
                if self._is_folder(entry):
                    yield from self._along(path, steps, wanted, depth + 1)
            elif not step.fits(unicodedata.normalize("NFC", entry.name), wanted):
                continue
            elif not rest:
                if self._is_file(entry):
                    yield path
            elif self._is_folder(entry):
                yield from self._along(path, rest, wanted, depth + 1)

    def _entries(self, folder: Path) -> Iterator[Entry]:
        with os.scandir(folder) as entries:
            for entry in entries:
                self._seen += 1
                if self._seen % CLOCK_NAMES == 1 and time.monotonic() > self._ends:
                    raise SourceFailed(Failure.TOO_SLOW, self._root.name)
                hidden = entry.name.startswith((".", "~$"))
                if not hidden and entry.name.casefold() not in LEFT_BY_PROGRAMS:
                    yield entry

    def _is_folder(self, entry: Entry) -> bool:
        if entry.is_symlink() and entry.is_dir():
            self.strange.add(entry.path)  # also one within: it may lead round in a circle
            return False
        return entry.is_dir(follow_symlinks=False)

    def _is_file(self, entry: Entry) -> bool:
        if entry.is_dir(follow_symlinks=False):
            return False
        inside = Path(entry.path).resolve().is_relative_to(self._root)
        if inside and entry.is_file():
            return True
        self.strange.add(entry.path)
        return False
