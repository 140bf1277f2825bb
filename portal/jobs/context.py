"""What a job gets to work with; tests fill it with doubles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.mail import Mailer
from portal.parts import Portal
from portal.queueing import Job


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class JobContext:
    """The portal as a job sees it.

    Attributes:
        portal: its database was opened with `info={"queue": ...}`: jobs ask for further jobs.
        now: the moment, in UTC.
    """

    portal: Portal
    mailer: Mailer
    now: Callable[[], datetime] = _now


JobHandler = Callable[[JobContext, int], None]
"""Does a job for the row with this key. It opens its own transactions and closes them before slow
work; it returns when nothing is left to do, raises to be called again, and may be called twice."""

Handlers = Mapping[Job, JobHandler]
