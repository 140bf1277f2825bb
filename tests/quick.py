"""What is done quickly in tests where its cost is not the point: passwords, printing, the disk."""

import io
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.orm import Session

from portal.models import base, sealing
from portal.models.sealing import RowLock, RowLocks

SYNCHRONOUS = base.SYNCHRONOUS  # as it is outside tests
HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Hashes passwords quickly: how slowly it is really done is tested with the service."""


class Printer:
    """Prints every kind of letter at once: a page with nothing on it."""

    def __init__(self, **_given: object) -> None:
        """Take what a real one is made with."""

    def __getattr__(self, kind: str) -> Callable[..., bytes]:
        """What prints letters of this kind."""
        return lambda *_letter, **_more: empty_page()


@cache
def empty_page() -> bytes:
    """A PDF that can be opened, for what is sent is looked through first."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, static_id=True)
    return made.getvalue()


def hash_quickly(patch: pytest.MonkeyPatch) -> None:
    """Hash passwords quickly until the patch is undone, and for nobody's password too."""
    from portal.services import passwords

    patch.setattr(passwords, "_hasher", HASHER)
    passwords._nobodys_hash.cache_clear()  # it remembers what it was made with


def print_quickly(patch: pytest.MonkeyPatch) -> None:
    """Let the demo print quickly until the patch is undone."""
    from portal.demo import history

    patch.setattr(history, "Printer", Printer)


def use_databases_quickly() -> None:
    """Let the databases of this process not begin anew for each test.

    Nothing waits for the disk: nobody pulls the plug on a test. And statements are compiled once
    for all databases of a kind, as they are for the one database of a portal.
    """
    base.SYNCHRONOUS = "OFF"
    os.fsync = lambda _file: None
    if not isinstance(sealing._locks, _Together):
        sealing._locks = _Together(sealing._locks.values())
    base.create_engine = _engine_that_knows


def migrate(url: str) -> None:
    """Make all tables in an empty database that others are copied from."""
    from portal.cli.migrate import upgrade

    use_databases_quickly()
    database = base.Database(url)
    upgrade(database)
    remember(database.engine)
    database.close()


def remember(engine: Engine) -> None:
    """Let later engines of its kind share what this one, which was connected, has compiled."""
    _known.setdefault(engine.dialect.name, engine)


_known: dict[str, Engine] = {}


class _Together:
    """The locks of all databases of a kind, for here they share what reading knows them by."""

    def __init__(self, locks: Iterable[RowLocks]) -> None:
        self._all = list(locks)
        self._found: dict[tuple[int, str, str], RowLocks] = {}

    def __setitem__(self, _dialect: Dialect, locks: RowLocks) -> None:
        """Remember the locks of one more database."""
        self._all.append(locks)

    def get(self, _dialect: Dialect) -> "_Together":
        """The locks of a database."""
        return self

    def rows_of(self, _session: Session, _case_id: int) -> RowLock:
        """Nothing is locked by all."""
        raise NotImplementedError

    def unlock(self, *key: Any) -> RowLock:
        """The lock of a case, from the newest that has its key."""
        from portal.vault import VaultShut

        if key in self._found:
            return self._found[key].unlock(*key)
        for locks in reversed(self._all):
            with suppress(VaultShut):
                found = locks.unlock(*key)
                self._found[key] = locks
                return found
        raise VaultShut(key[0])


def _engine_that_knows(url: str, **options: Any) -> Engine:
    engine = create_engine(url, **options)
    known = _known.get(engine.dialect.name)
    if known is not None:
        engine.dialect = engine.pool._dialect = known.dialect
        engine._compiled_cache = known._compiled_cache
    return engine
