"""A vault for tests of services."""

from pathlib import Path

from portal.vault import Vault
from tests.vaults import vault_at


def vault_in(folder: Path) -> Vault:
    """The vault beside a folder of sources."""
    return vault_at(folder.parent)
