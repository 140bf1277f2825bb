"""A case whose lock does not open: the file with the key of its rows is lost, or was changed."""

from pathlib import Path

from portal.files import FileStore
from portal.models.base import Database
from portal.models.exhibit import CaseKey
from portal.vault import Vault


def lose_key(database: Database, case_id: int) -> None:
    """Let the files be a copy from before this case."""
    vault, rows = _key_of(database, case_id)
    vault.store.delete(rows)


def damage_key(database: Database, case_id: int) -> None:
    """Let the disk have changed the key."""
    vault, rows = _key_of(database, case_id)
    (path,) = (each for each in Path(vault.store.folder).rglob("*") if rows in each.name)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def _key_of(database: Database, case_id: int) -> tuple[Vault, str]:
    vault = database.locks
    assert isinstance(vault, Vault)
    assert isinstance(vault.store, FileStore)
    with database.transaction(write=False) as session:
        rows = session.get_one(CaseKey, case_id).rows
    vault._unlocked.cache_clear()
    return vault, rows
