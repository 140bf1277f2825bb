"""Copying the documents that were found in a folder, each as far as it can be."""

import errno
import mimetypes
import os
import stat
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from portal.language.words import local_date
from portal.organisations.organisation import SourceTable
from portal.sources.connector import Failure, FoundDocument, Limits, Record, SourceFailed
from portal.sources.values import clean, translate

PIECE = 1024 * 1024  # bytes copied at once
NAME = 200
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
OUR_DISK = (errno.ENOSPC, errno.EDQUOT)  # says nothing of the document


class Copier:
    """Copies documents of one search. What cannot be copied is a record with its problem."""

    def __init__(self, root: Path, scratch: Path, limits: Limits, ends: float) -> None:
        """Take from where and whereto; `ends` is on the monotonic clock."""
        self._root = root
        self._scratch = scratch
        self._limits = limits
        self._ends = ends
        self._number = 0
        self._left = limits.documents_bytes

    def record(self, table: SourceTable, path: Path, matched_by: tuple[str, ...]) -> Record:
        """A file as a record with its document.

        Raises:
            SourceFailed: time is up.
        """
        self._number += 1
        target = self._scratch / f"document-{self._number}"
        changed, problem = self._copy(path, target)
        cells = {
            "file_name": path.name,
            "folder": path.parent.relative_to(self._root).as_posix().removeprefix("."),
            "changed_on": local_date(changed).isoformat() if changed else "",
        }
        fields = (translate(each, cells.get(each.column)) for each in table.fields)
        media_type, _ = mimetypes.guess_type(path.name)
        document = FoundDocument(clean(path.name)[:NAME], target, media_type or "", problem)
        return Record(table, tuple(each for each in fields if each), matched_by, document=document)

    def _copy(self, path: Path, target: Path) -> tuple[datetime | None, str]:
        """When the file was changed, and what is wrong with it."""
        changed, problem = None, ""
        try:
            real = path.resolve()
            if not real.is_relative_to(self._root):
                return None, Failure.LOCATION.value
            with os.fdopen(os.open(real, FLAGS), "rb") as opened:
                facts = os.fstat(opened.fileno())
                changed = _moment(facts.st_mtime)
                if not stat.S_ISREG(facts.st_mode):
                    return changed, Failure.LOCATION.value
                problem = self._pour(opened, target)
        except PermissionError:
            problem = Failure.UNREADABLE.value
        except FileNotFoundError:
            problem = Failure.MISSING.value
        except OSError as error:
            if error.errno in OUR_DISK:
                raise
            problem = Failure.DAMAGED.value
        return changed, problem

    def _pour(self, opened: BinaryIO, target: Path) -> str:
        left = min(self._limits.document_bytes, self._left)
        with target.open("wb") as copy:
            while piece := opened.read(PIECE):
                left -= len(piece)
                if left < 0:
                    target.unlink()
                    return Failure.TOO_LARGE.value
                copy.write(piece)
                self._left -= len(piece)
                if time.monotonic() > self._ends:
                    raise SourceFailed(Failure.TOO_SLOW, self._root.name)
        return ""


def _moment(seconds: float) -> datetime | None:
    """When that was; None when no calendar has it."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
