"""What a job gets to work with; tests fill it with doubles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from portal.files import FileStore
from portal.letters.sealing import Sealer
from portal.links import Codes, LinkSigner
from portal.mail import Mailer
from portal.models.base import Database
from portal.organisations.organisation import Organisation
from portal.queueing import Job


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class JobContext:
    """The portal as a job sees it.

    Attributes:
        database: opened with `info={"queue": ...}`, because jobs put further jobs in the queue.
        organisations: by slug.
        sources: the folder of the embedded source systems.
        sealer: seals what is printed, if anybody does.
        now: the moment, in UTC.
    """

    database: Database
    mailer: Mailer
    files: FileStore
    organisations: Mapping[str, Organisation]
    links: LinkSigner
    codes: Codes
    sources: Path
    sealer: Sealer | None = None
    now: Callable[[], datetime] = _now


JobHandler = Callable[[JobContext, int], None]
"""Does a job for the row with this key. It opens its own transactions and closes them before slow
work; it returns when nothing is left to do, raises to be called again, and may be called twice."""

Handlers = Mapping[Job, JobHandler]
