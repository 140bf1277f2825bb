"""What the worker does for each job, and how it is started."""

import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from portal.mail import mailer_from
from portal.parts import Portal
from portal.queueing import Job
from portal.services import answering, collection, sending
from portal.worker import Worker


def handlers(portal: Portal) -> dict[Job, Callable[[int], None]]:
    """The function for each job, given the key of its row."""
    mailer = mailer_from(portal.settings.smtp_url, portal.settings.data / "mail")

    def now() -> datetime:
        return datetime.now(UTC)

    return {
        Job.SEND_MAIL: lambda mail_id: sending.send(portal, mailer, mail_id, now=now()),
        Job.MAKE_RECEIPT: lambda case_id: answering.make_receipt(portal, case_id, now=now()),
        Job.MAKE_ANSWER: lambda case_id: answering.make_answer(portal, case_id, now=now()),
        Job.SEARCH_SOURCE: lambda search_id: collection.run(portal, search_id, now=now()),
    }


def worker(portal: Portal) -> Worker:
    """A worker for this portal; nothing runs until it is started."""
    return Worker(portal.database.url, handlers(portal))


def work_until_told_to_stop(portal: Portal) -> None:
    """Work until SIGTERM or Ctrl-C, and let running jobs end."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    running = worker(portal)
    running.start()
    stop.wait()
    running.stop()
