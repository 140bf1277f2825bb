"""A vault for tests."""

from functools import cache
from pathlib import Path

from portal.files import FileStore
from portal.vault import Vault, new_key

KEY = new_key()


@cache
def vault_in(folder: Path) -> Vault:
    """The vault beside a folder of sources."""
    return Vault([KEY], FileStore(folder.with_name("vault")))
