"""Work that must happen later, put in the queue in the same transaction as its cause."""

import logging
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from dbos import DBOS, DBOSClient, EnqueueOptions
from dbos._serialization import DBOSPortableJSON  # the package exports only its format's name
from sqlalchemy import event, make_url
from sqlalchemy.orm import Session

APPLICATION = "rechtenloket"
VERSION = "1"
"""Constant on purpose: with a version per release a deploy would strand the jobs under way."""

SCHEMA = "dbos"
"""Where PostgreSQL keeps the queue; SQLite has no schemas and keeps it among our tables."""


class Job(StrEnum):
    """What the worker can do; the subject is the key of one row."""

    SEND_MAIL = "send_mail"
    MAKE_RECEIPT = "make_receipt"
    SEARCH_SOURCE = "search_source"
    MAKE_ANSWER = "make_answer"
    MAKE_LETTER = "make_letter"
    CARRY_OUT = "carry_out"
    LET_REST = "let_rest"
    READ_EXHIBIT = "read_exhibit"
    READ_SCAN = "read_scan"
    SUGGEST_NAMES = "suggest_names"


class Line(StrEnum):
    """A line of waiting jobs of its own: what hangs, such as a mail server, holds up no others."""

    POST = "post"
    PAPER = "paper"
    WORK = "work"
    READING = "reading"
    SCANS = "scans"


LINES = {
    Job.SEND_MAIL: Line.POST,
    Job.MAKE_RECEIPT: Line.PAPER,
    Job.SEARCH_SOURCE: Line.WORK,
    Job.MAKE_ANSWER: Line.PAPER,
    Job.MAKE_LETTER: Line.PAPER,
    Job.CARRY_OUT: Line.WORK,
    Job.LET_REST: Line.WORK,
    Job.READ_EXHIBIT: Line.READING,
    Job.READ_SCAN: Line.SCANS,
    Job.SUGGEST_NAMES: Line.READING,
}

ONCE = frozenset({Job.SEND_MAIL, Job.MAKE_RECEIPT, Job.MAKE_LETTER})
"""Jobs done once for each subject: enqueued again they stay one job. A search, an answer or the
reading of a document may be asked for again, so those get a new job each time."""


class Queue(Protocol):
    """Takes a job that starts when the session commits, and never when it rolls back."""

    def enqueue(self, session: Session, job: Job, subject_id: int) -> None:
        """Put the job for the row with this key in the queue."""

    def at_the_back(self) -> "Queue":
        """The same queue for jobs that nobody waits for: all others in their line go first."""


def enqueue(session: Session, job: Job, subject_id: int) -> None:
    """Put a job in the queue this session was opened with.

    Parameters:
        session: the transaction of the cause; the job exists when it commits.
        job: what to do.
        subject_id: the key of the row it is about; flush first to have one.

    Errors:
        KeyError: the session was opened by a Database without a queue.
    """
    queue: Queue = session.info["queue"]
    queue.enqueue(session, job, subject_id)


class DbosQueue:
    """The durable queue in the application's own database."""

    def __init__(self, url: str) -> None:
        """Nothing is connected until it is used, so a server may fork after this.

        Parameters:
            url: the database of the application; `prepare` must have been called on it once.
        """
        quieten()
        self._client = DBOSClient(
            system_database_url=url,
            dbos_system_schema=SCHEMA,
            serializer=DBOSPortableJSON,
            application_name=APPLICATION,
            system_database_pool_size=1,
            lazy=True,
        )
        self._priority = 0  # the lower, the sooner

    def enqueue(self, session: Session, job: Job, subject_id: int) -> None:
        """Put the job for the row with this key in the queue, as part of the transaction."""
        options = EnqueueOptions(
            workflow_name=job.value, queue_name=LINES[job].value, app_version=VERSION
        )
        if self._priority:
            options["priority"] = self._priority
        if job in ONCE:
            options["workflow_id"] = f"{job.value}:{subject_id}"
        self._client.enqueue_in_transaction(session, options, subject_id, 1)

    def at_the_back(self) -> "DbosQueue":
        """The same queue, with the same connections, for jobs that nobody waits for."""
        behind = copy(self)
        behind._priority = 100
        return behind

    def close(self) -> None:
        """Give back the connections."""
        self._client.destroy()


@dataclass
class RecordingQueue:
    """Remembers jobs instead of doing them, for tests; forgets those that were rolled back."""

    jobs: list[tuple[Job, int]] = field(default_factory=list)

    def enqueue(self, session: Session, job: Job, subject_id: int) -> None:
        """Remember the job; a job that is done once is remembered once."""
        entry = (job, subject_id)
        if job in ONCE and entry in self.jobs:
            return
        self.jobs.append(entry)
        if "uncommitted_jobs" not in session.info:
            session.info["uncommitted_jobs"] = []
            event.listen(session, "after_commit", self._keep)
            event.listen(session, "after_rollback", self._forget)
        session.info["uncommitted_jobs"].append(entry)

    def at_the_back(self) -> "RecordingQueue":
        """The same queue: the order in which jobs would be done is not remembered."""
        return self

    def of(self, job: Job) -> list[int]:
        """The subjects of the remembered jobs of one kind, in order."""
        return [subject_id for kind, subject_id in self.jobs if kind is job]

    def _keep(self, session: Session) -> None:
        session.info["uncommitted_jobs"].clear()

    def _forget(self, session: Session) -> None:
        for entry in session.info["uncommitted_jobs"]:
            self.jobs.remove(entry)
        session.info["uncommitted_jobs"].clear()


def prepare(url: str) -> None:
    """Create or bring up to date the tables of the queue; safe to call at every start.

    Parameters:
        url: the database of the application, which must exist.
    """
    quieten()
    DBOS.migrate(url, schema=SCHEMA)


def owns_table(name: str, schema: str | None) -> bool:
    """Whether a table belongs to the queue, so that Alembic leaves it alone.

    Parameters:
        name: the table as found in the database.
        schema: the schema it was found in; None for the default one, and on SQLite.
    """
    return schema == SCHEMA or (schema is None and name in _table_names())


def quieten() -> None:
    """Let the library log warnings only, through the application's own logging.

    At lower levels it prints its version and an invitation to a service on the internet.
    """
    logger = logging.getLogger("dbos")
    logger.handlers = [logging.NullHandler()]  # a handler of any kind keeps it from adding its own
    logger.propagate = True
    logger.setLevel(logging.WARNING)


def _table_names() -> frozenset[str]:
    from dbos._schemas.system_database import SystemSchema

    tables: Any = SystemSchema.metadata_obj.tables.values()
    return frozenset({table.name for table in tables} | {"dbos_migrations"})


def is_embedded(url: str) -> bool:
    """Whether the database is a file, so that every process that uses it is on this machine."""
    return make_url(url).get_backend_name() == "sqlite"
