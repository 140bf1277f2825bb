"""The parts of a running portal, made once by the factory and handed to whoever works with them."""

from dataclasses import dataclass, field
from pathlib import Path

from portal.files import FileStore
from portal.letters.sealing import Sealer
from portal.links import Codes, LinkSigner
from portal.models.base import Database
from portal.organisations.organisation import Organisation
from portal.settings import Settings
from portal.sources.places import Places
from portal.sources.secrets import Secrets
from portal.vault import Vault


@dataclass(frozen=True, slots=True)
class Portal:
    """What pages, jobs and commands share.

    Attributes:
        vault: documents about people, each case under a key of its own.
        links: signs the one-time links in mails.
        codes: makes and checks six-digit codes.
        sealer: seals the documents that are made; without one they go out unsealed.
        secrets: what opens the source systems that are not files.
    """

    settings: Settings
    database: Database
    organisations: dict[str, Organisation]
    files: FileStore
    vault: Vault
    links: LinkSigner
    codes: Codes
    sealer: Sealer | None = None
    secrets: Secrets = field(default_factory=Secrets)

    @property
    def sources(self) -> Path:
        """The folder with the source systems that are files, one folder an organisation."""
        return self.settings.data / "sources"

    @property
    def places(self) -> Places:
        """Where the source systems are, and what opens them."""
        return Places(self.sources, self.secrets)
