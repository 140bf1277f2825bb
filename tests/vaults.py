"""A vault for tests, and databases whose rows it locks."""

from functools import cache
from pathlib import Path

from portal.files import FileStore
from portal.models.base import Database
from portal.queueing import Queue
from portal.vault import Vault, new_key

KEY = new_key()


A_KEY = 28 + 32 + 16
"""The size of the file with the key of the rows of a case: a head, the key, a tag."""


def documents_in(folder: Path) -> int:
    """How many documents lie in a vault, without the keys of rows."""
    return sum(path.is_file() and path.stat().st_size != A_KEY for path in folder.rglob("*"))


@cache
def vault_at(folder: Path) -> Vault:
    """The vault of a test whose temporary folder this is."""
    return Vault([KEY], FileStore(folder / "vault"))


def open_with_vault(url: str, queue: Queue, folder: Path) -> Database:
    """A database whose rows are locked by the vault of a test."""
    return Database(url, info={"queue": queue}, locks=vault_at(folder))
