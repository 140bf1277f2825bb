"""What was found, under lock: each case has a key of its own, and without it all of it is noise.

The bytes of documents are locked in pieces with AES-256-GCM. Each piece is bound to its file, its
case, its place and whether it is the last, so that none can be moved, left out or cut off unseen.
The key of a case lies in the database, locked by a key of the settings: destroying it destroys the
documents, in copies of the files as well. The rows of a case have a key that lies among the files,
locked by that of the case: destroying it destroys the rows, in copies of the database as well.
"""

import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import event, insert, select, update
from sqlalchemy.orm import Session

from portal.models.base import Base
from portal.models.case import Case
from portal.models.exhibit import CaseKey
from portal.models.sealing import empty_all
from portal.rowlock import RowLock

PIECE = 1024 * 1024
AT_HAND = 64
"""Locks of rows that are remembered: each takes a file to open. Who asks shows the key anew."""
_TAG = 16
_HEAD = struct.Struct(">4s16s8s")  # what it is, the name inside the lock, the start of each nonce
_SIGN = b"RLV1"


class VaultShut(Exception):
    """Raised if the key of a case is gone, or locked by a key that the settings do not have."""


class VaultDamaged(Exception):
    """Raised if what lies in the vault is not what was put in."""


class Store(Protocol):
    """Where the locked bytes lie.

    Attributes:
        folder: the folder of all of them.
    """

    folder: Path

    def put(self, content: Iterable[bytes]) -> str:
        """Keep these bytes, piece after piece, and give the key to find them by."""

    def load(self, key: str) -> bytes:
        """The bytes, as they lie there.

        Raises:
            LookupError: there is nothing under this key.
        """

    def delete(self, key: str) -> None:
        """Remove them; no error when they are gone already."""

    def keys_before(self, moment: datetime) -> Iterator[str]:
        """The keys of what was put in before a moment."""

    def remove_torn(self, moment: datetime) -> int:
        """Remove what was left half written before a moment; gives how much."""

    def set_aside(self, key: str, moment: datetime) -> None:
        """Put these bytes where `load` does not find them."""

    def list_aside(self) -> dict[str, datetime]:
        """The keys of what was set aside, and since when."""

    def bring_back(self, key: str) -> None:
        """Put what was set aside where it was."""

    def delete_aside(self, key: str) -> None:
        """Remove what was set aside for good."""


@dataclass(frozen=True, slots=True)
class Locker:
    """What is locked for one case; it needs no database.

    Errors:
        FileMissing: of the store, when there is nothing under a key.
    """

    case_id: int
    _key: bytes = field(repr=False)
    _store: Store = field(repr=False)

    def put(self, content: bytes) -> str:
        """Lock these bytes and give the key to find them by."""
        return self._store.put(_locked(content, self._key, self.case_id))

    def drop(self, *keys: str) -> None:
        """Remove what was put in under these keys; no error for what is gone already."""
        for key in keys:
            self._store.delete(key)

    def read(self, key: str) -> bytes:
        """The bytes that were put in.

        Raises:
            VaultDamaged: they are not, or are those of another case.
        """
        return b"".join(_unlocked(self._store.load(key), self._key, self.case_id))


class Vault:
    """The keys of all cases and the files behind them."""

    def __init__(self, keys: Sequence[str], store: Store) -> None:
        """Takes the keys of the settings, the one to lock with first.

        Raises:
            ValueError: there is none, or one is not 32 bytes in URL-safe base64.
        """
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self.store = store
        self._unlocked = lru_cache(maxsize=AT_HAND)(self._unlock)

    def locker(self, session: Session, case_id: int, *, now: datetime) -> Locker:
        """The locker of a case, with a new key when it has none.

        Raises:
            VaultShut: its key was destroyed, or cannot be unlocked.
        """
        return self._opened(case_id, self._found_or_made(session, case_id, now).wrapped)

    def opener(self, session: Session, case_id: int) -> Locker:
        """The locker of a case that has one.

        Raises:
            VaultShut: its key was destroyed, or cannot be unlocked.
        """
        found = session.get(CaseKey, case_id)
        return self._opened(case_id, found.wrapped if found is not None else "")

    def rows_of(self, session: Session, case_id: int) -> RowLock:
        """The lock of the rows of a case, with a new key when they have none.

        It may be called within a flush: what it stores is written at once.

        Raises:
            VaultShut: the key of the case was destroyed, or cannot be unlocked.
        """
        found = session.get(CaseKey, case_id)
        if found is None or not found.rows:
            session.get(Case, case_id, with_for_update=True)  # as in _found_or_made
            found = self._found_or_made(session, case_id, datetime.now(UTC))
            session.refresh(found)
        if not found.rows:
            rows = self.new_rows(case_id, found.wrapped)
            session.execute(update(CaseKey).where(CaseKey.case_id == case_id).values(rows=rows))
            session.refresh(found)
        return self.unlock(case_id, found.wrapped, found.rows)

    def unlock(self, case_id: int, wrapped: str, rows: str) -> RowLock:
        """The lock of the rows of a case by what `CaseKey` holds.

        Raises:
            VaultShut: the key was destroyed, or cannot be unlocked.
        """
        return self._unlocked(case_id, wrapped, rows)

    def new_wrapped(self) -> str:
        """A key for a case, locked as `CaseKey` holds it."""
        return self._fernet.encrypt(AESGCM.generate_key(256)).decode()

    def new_rows(self, case_id: int, wrapped: str) -> str:
        """A key for the rows of a case, put among its documents; gives what finds it there."""
        return self._opened(case_id, wrapped).put(RowLock.new_key())

    def destroy(self, session: Session, case_id: int, *, now: datetime) -> bool:
        """Destroy the key of a case, and empty its rows; tells whether there was one.

        The file with the key of its rows opens nothing from then on, but with a copy of the
        database from before: `CaseKey.rows` names it until it is removed as well.
        """
        found = session.get(CaseKey, case_id)
        if found is None or not found.wrapped:
            return False
        found.wrapped, found.destroyed_at = "", now
        session.flush()
        empty_all(session, Base, case_id)
        self._unlocked.cache_clear()
        return True

    def discard(self, session: Session, keys: Iterable[str]) -> None:
        """Remove files once the transaction that forgets them is committed, and not before."""
        gone = [key for key in keys if key]

        def remove(_session: Session) -> None:
            if session.in_nested_transaction():  # a part of it went well; all may still be undone
                return
            while gone:
                self.store.delete(gone.pop())

        def keep(_session: Session) -> None:
            gone.clear()

        event.listen(session, "after_commit", remove)
        event.listen(session, "after_rollback", keep)

    def rotate(self, session: Session) -> int:
        """Lock the key of each case anew with the first key of the settings; gives how many.

        Raises:
            VaultShut: one is locked by a key that the settings do not have any more.
        """
        number = 0
        locked = select(CaseKey).where(CaseKey.wrapped != "").with_for_update()
        for found in session.scalars(locked):
            try:
                found.wrapped = self._fernet.rotate(found.wrapped.encode()).decode()
            except InvalidToken:
                raise VaultShut(found.case_id) from None
            number += 1
        return number

    def _found_or_made(self, session: Session, case_id: int, now: datetime) -> CaseKey:
        found = session.get(CaseKey, case_id)
        if found is None:  # of two that come first, one waits here and finds the other's key
            session.get(Case, case_id, with_for_update=True)
            found = session.get(CaseKey, case_id, populate_existing=True)
        if found is None:
            new = {"case_id": case_id, "wrapped": self.new_wrapped(), "made_at": now}
            session.execute(insert(CaseKey), [new])  # at once, also where all is being written
            found = session.get_one(CaseKey, case_id)
        return found

    def _opened(self, case_id: int, wrapped: str) -> Locker:
        try:
            key = self._fernet.decrypt(wrapped.encode())
        except InvalidToken:
            raise VaultShut(case_id) from None
        return Locker(case_id, key, self.store)

    def _unlock(self, case_id: int, wrapped: str, rows: str) -> RowLock:
        try:
            return RowLock.of(case_id, self._opened(case_id, wrapped).read(rows))
        except LookupError:
            raise VaultShut(case_id) from None


def new_key() -> str:
    """A key for the settings."""
    return Fernet.generate_key().decode()


def _locked(content: bytes, key: bytes, case_id: int) -> Iterator[bytes]:
    cipher = AESGCM(key)
    name, start = secrets.token_bytes(16), os.urandom(8)
    yield _HEAD.pack(_SIGN, name, start)
    view = memoryview(content)
    pieces = max(-(-len(view) // PIECE), 1)
    for number in range(pieces):
        piece = view[number * PIECE : (number + 1) * PIECE]
        about = _about(name, case_id, last=number == pieces - 1)
        yield cipher.encrypt(start + struct.pack(">I", number), piece, about)


def _unlocked(content: bytes, key: bytes, case_id: int) -> Iterator[bytes]:
    if len(content) < _HEAD.size + _TAG or not content.startswith(_SIGN):
        raise VaultDamaged(case_id)
    cipher = AESGCM(key)
    _, name, start = _HEAD.unpack_from(content)
    view = memoryview(content)[_HEAD.size :]
    pieces = -(-len(view) // (PIECE + _TAG))
    for number in range(pieces):
        piece = view[number * (PIECE + _TAG) : (number + 1) * (PIECE + _TAG)]
        about = _about(name, case_id, last=number == pieces - 1)
        try:
            yield cipher.decrypt(start + struct.pack(">I", number), piece, about)
        except InvalidTag:
            raise VaultDamaged(case_id) from None


def _about(name: bytes, case_id: int, *, last: bool) -> bytes:
    return name + struct.pack(">Q?", case_id, last)
