"""Setting aside files that no row of the database names, and removing them a month later.

A file is put on the disk before the transaction commits that names it. When that never happens the
file stays, locked or not, and nothing else would ever remove it (AVG 5.1.e). Nothing is removed at
once: with an older copy of the database, or another one, files that are needed seem to be lost.
"""

import os
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.base import Database
from portal.models.document import Document
from portal.models.exhibit import CaseKey, Exhibit
from portal.vault import Store

OLD_ENOUGH = timedelta(days=1)
"""No transaction takes as long, so the row of an older file would be there."""

EVERY = timedelta(hours=12)
STAMP = ".swept"
KEPT = timedelta(days=30)
"""How long a file waits aside. What a row names again by then comes back."""

SHARE = 0.1
"""More than one lost file, and more than this part of all, are no accident: the database is not
the one of these files. Then nothing is touched, nor when it knows none of them."""

log = structlog.get_logger("portal.sweeping")


def sweep(database: Database, files: Store, vault: Store, *, now: datetime) -> int:
    """Set aside what nothing names, twice a day; gives how many files, half written ones too.

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
            named = _documents(session) if store is files else _locked(session)
        for key in store.list_aside().keys() & named:
            store.bring_back(key)
        lost = keys - named
        if _is_strange(lost, keys):
            log.error("files are not those of this database", files=len(lost))
            continue
        for key, since in store.list_aside().items():
            if since < now - KEPT:
                store.delete_aside(key)
        for key in lost:
            store.set_aside(key, now)
        removed += len(lost)
    return removed


def _is_strange(lost: set[str], keys: set[str]) -> bool:
    """Whether so many are lost that the database must be another one."""
    return bool(keys) and (lost == keys or len(lost) > max(1, SHARE * len(keys)))


def _documents(session: Session) -> set[str]:
    return set(session.scalars(select(Document.key)))


def _locked(session: Session) -> set[str]:
    rows = session.execute(select(Exhibit.key, Exhibit.pdf_key, Exhibit.text_key))
    return {key for row in rows for key in row}.union(session.scalars(select(CaseKey.rows)))
