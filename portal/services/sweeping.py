"""Removing files that no row of the database names: what a crash left between file and row.

A file is put on the disk before the transaction commits that names it. When that never happens the
file stays, locked or not, and nothing else would ever remove it (AVG 5.1.e).
"""

import os
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.base import Database
from portal.models.document import Document
from portal.models.exhibit import Exhibit
from portal.vault import Store

OLD_ENOUGH = timedelta(days=1)
"""No transaction takes as long, so the row of an older file would be there."""

EVERY = timedelta(hours=12)
STAMP = ".swept"
FEW = 50
SHARE = 0.1
"""More lost files than these, and than this part of all, are no accident: the database is not the
one of these files, but an older copy of it, say. Then nothing is removed."""

log = structlog.get_logger("portal.sweeping")


def sweep(database: Database, files: Store, vault: Store, *, now: datetime) -> int:
    """Remove what nothing names, twice a day; gives how many files.

    Parameters:
        files: with the documents that we made. vault: with those that were found, locked.
    """
    removed = 0
    for store in (files, vault):
        stamp = store.folder / STAMP
        if stamp.exists() and now.timestamp() - stamp.stat().st_mtime < EVERY.total_seconds():
            continue
        stamp.touch()
        os.utime(stamp, (now.timestamp(), now.timestamp()))
        removed += store.remove_torn(now - OLD_ENOUGH)
        keys = set(store.keys_before(now - OLD_ENOUGH))  # first these, then who names them
        with database.transaction(write=False) as session:
            lost = keys - (_documents(session) if store is files else _exhibits(session))
        if len(lost) > max(FEW, SHARE * len(keys)):
            log.error("files are not those of this database", files=len(lost))
            continue
        for key in lost:
            store.delete(key)
        removed += len(lost)
    return removed


def _documents(session: Session) -> set[str]:
    return set(session.scalars(select(Document.key)))


def _exhibits(session: Session) -> set[str]:
    rows = session.execute(select(Exhibit.key, Exhibit.pdf_key, Exhibit.text_key))
    return {key for row in rows for key in row}
