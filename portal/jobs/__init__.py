"""Durable work: the worker takes jobs from the queue and calls services."""

import signal
import threading
from functools import partial
from types import FrameType

from portal.jobs.context import Handlers, JobContext
from portal.jobs.documents import make_answer, make_letter, make_receipt
from portal.jobs.exhibits import read_exhibit, read_scan
from portal.jobs.instructions import carry_out, let_rest
from portal.jobs.naming import suggest_names
from portal.jobs.post import send_mail
from portal.jobs.search import search_source
from portal.jobs.upkeep import keep_up
from portal.jobs.workers import Worker
from portal.mail import FolderMailer, Mailer, SmtpMailer
from portal.parts import Portal
from portal.queueing import Job
from portal.settings import Settings

HANDLERS: Handlers = {
    Job.SEND_MAIL: send_mail,
    Job.SEARCH_SOURCE: search_source,
    Job.MAKE_RECEIPT: make_receipt,
    Job.MAKE_ANSWER: make_answer,
    Job.MAKE_LETTER: make_letter,
    Job.CARRY_OUT: carry_out,
    Job.LET_REST: let_rest,
    Job.READ_EXHIBIT: read_exhibit,
    Job.READ_SCAN: read_scan,
    Job.SUGGEST_NAMES: suggest_names,
}
"""What to do for each job."""


def worker(portal: Portal) -> Worker:
    """A worker for this portal, not yet started; call its `start` and later its `stop`.

    For a process of its own, or beside a development server; never in a process that forks.
    """
    context = JobContext(portal, mailer(portal.settings))
    bound = {job: partial(handler, context) for job, handler in HANDLERS.items()}
    return Worker(portal.database.url, bound, tidy=partial(keep_up, context))


def mailer(settings: Settings) -> Mailer:
    """The way this portal sends mail: through the server in the settings, or into a folder."""
    if settings.smtp_url:
        return SmtpMailer(settings.smtp_url, settings.mail_from)
    return FolderMailer(settings.data / "mail", settings.mail_from)


def work_until_told_to_stop(portal: Portal) -> None:
    """Work until SIGTERM or SIGINT, then end what is running; for the main thread of a process.

    Raises:
        NoSeatFree: too many workers run on this database.
        Exception: the database cannot be reached, or was not migrated.
    """
    told = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        working = worker(portal)
        working.start()
        told.wait()
        working.stop()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
