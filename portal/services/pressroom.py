"""The room in which a large report is printed: what is done already, and how far it is.

What was printed stays in the room until the report is stored. A worker that takes over a job after
a kill finds it there, and goes on where the other stopped.
"""

import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.models.base import Database
from portal.models.document import Printing

EVERY = 1.0  # seconds between two times that it is told how far it is


def room(files: FileStore, case_id: int) -> Path:
    """The folder for the report of a case; it may not be there yet."""
    return files.folder / "printing" / str(case_id)


def teller(database: Database, case_id: int, now: datetime) -> Callable[[int, int], None]:
    """What is called with how many records are printed and how many there are.

    Parameters:
        now: when printing began.
    """
    told = 0.0

    def tell(done: int, expected: int) -> None:
        nonlocal told
        if done and time.monotonic() - told < EVERY:
            return
        told = time.monotonic()
        with database.transaction() as session:
            session.merge(Printing(case_id=case_id, done=done, expected=expected, at=now))

    return tell


def progress(session: Session, case_id: int) -> Printing | None:
    """How far the report of a case is, when it is being printed."""
    return session.get(Printing, case_id)


def leave(session: Session, files: FileStore, case_id: int) -> None:
    """Clear the room: the report is stored, or not wanted any more."""
    session.execute(delete(Printing).where(Printing.case_id == case_id))
    shutil.rmtree(room(files, case_id), ignore_errors=True)
