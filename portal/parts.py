"""The parts of a running portal, made once by the factory and handed to whoever works with them."""

from dataclasses import dataclass
from pathlib import Path

from portal.files import FileStore
from portal.letters.sealing import Sealer
from portal.links import Codes, LinkSigner
from portal.models.base import Database
from portal.organisations.organisation import Organisation
from portal.settings import Settings


@dataclass(frozen=True, slots=True)
class Portal:
    """What pages, jobs and commands share.

    Attributes:
        links: signs the one-time links in mails.
        codes: makes and checks six-digit codes.
        sealer: seals the documents that are made; without one they go out unsealed.
    """

    settings: Settings
    database: Database
    organisations: dict[str, Organisation]
    files: FileStore
    links: LinkSigner
    codes: Codes
    sealer: Sealer | None = None

    @property
    def sources(self) -> Path:
        """The folder with the source systems that are files, one folder an organisation."""
        return self.settings.data / "sources"
