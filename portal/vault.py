"""Documents under lock: each case has a key of its own, and without it they are noise.

The bytes are locked in pieces with AES-256-GCM. Each piece is bound to its file, its case, its
place and whether it is the last, so that none can be moved, left out or cut off unseen. The key of
a case lies in the database, locked by a key of the settings: destroying it destroys the documents,
in copies of the files as well.
"""

import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.exhibit import CaseKey

PIECE = 1024 * 1024
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
        """The bytes, as they lie there."""

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

    def locker(self, session: Session, case_id: int, *, now: datetime) -> Locker:
        """The locker of a case, with a new key when it has none."""
        found = session.get(CaseKey, case_id)
        if found is None:  # of two that come first, one waits here and finds the other's key
            session.get(Case, case_id, with_for_update=True)
            found = session.get(CaseKey, case_id, populate_existing=True)
        if found is not None:
            return self._opened(found)
        key = AESGCM.generate_key(256)
        session.add(
            CaseKey(case_id=case_id, wrapped=self._fernet.encrypt(key).decode(), made_at=now)
        )
        session.flush()
        return Locker(case_id, key, self.store)

    def opener(self, session: Session, case_id: int) -> Locker:
        """The locker of a case that has one.

        Raises:
            VaultShut: its key was destroyed, or cannot be unlocked.
        """
        found = session.get(CaseKey, case_id)
        if found is None:
            raise VaultShut(case_id)
        return self._opened(found)

    def destroy(self, session: Session, case_id: int) -> bool:
        """Destroy the key of a case; tells whether there was one."""
        found = session.get(CaseKey, case_id)
        if found is not None:
            session.delete(found)
            session.flush()
        return found is not None

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
        for found in session.scalars(select(CaseKey).with_for_update()):
            try:
                found.wrapped = self._fernet.rotate(found.wrapped.encode()).decode()
            except InvalidToken:
                raise VaultShut(found.case_id) from None
            number += 1
        return number

    def _opened(self, found: CaseKey) -> Locker:
        try:
            key = self._fernet.decrypt(found.wrapped.encode())
        except InvalidToken:
            raise VaultShut(found.case_id) from None
        return Locker(found.case_id, key, self.store)


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
