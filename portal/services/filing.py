"""Documents that a source gave: into the vault before the transaction that stores their records.

Locking a thick file takes a second, and nobody should wait for it with the database in hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select

from portal.models.base import Database
from portal.models.exhibit import Exhibit
from portal.papers.limits import FILE
from portal.papers.problems import Problem
from portal.services.exhibits import Document, Kept, keep
from portal.sources.connector import FoundDocument, Record
from portal.vault import Vault


@contextmanager
def filed(
    database: Database, vault: Vault, case_id: int, records: Sequence[Record], *, now: datetime
) -> Iterator[Mapping[int, Kept]]:
    """The documents of these records in the vault, by the place of their record.

    Afterwards those that no item refers to are taken out again.
    """
    documents = {place: each.document for place, each in enumerate(records) if each.document}
    if not documents:
        yield {}
        return
    with database.transaction(write=True) as session:
        locker = vault.locker(session, case_id, now=now)
    kept: dict[int, Kept] = {}
    try:
        for place, found in documents.items():
            kept[place] = keep(locker, _read(found))
        yield kept
    finally:
        keys = {each.key for each in kept.values() if each.key}
        with database.transaction(write=False) as session:
            used = select(Exhibit.key).where(Exhibit.case_id == case_id)
            keys -= set(session.scalars(used))
        locker.drop(*keys)


def _read(found: FoundDocument) -> Document:
    problem, content = found.problem, b""
    try:
        if not problem and found.path.stat().st_size > FILE:
            problem = Problem.TOO_LARGE.value
        if not problem:
            content = found.path.read_bytes()
    except OSError:
        problem = Problem.LOST.value
    return Document(found.name, content, found.media_type, problem)
