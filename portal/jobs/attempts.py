"""One attempt at a job, and the next one when it fails.

A job that fails is put back with a growing delay as a new entry of the queue, so it holds no
thread while it waits: a mail server that is away for a day costs nothing but time.
"""

import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import structlog
from dbos import DBOS, EnqueueOptions

from portal.queueing import LINES, VERSION, Job

Handler = Callable[[int], None]
"""Does a job, given the key of its row. It opens its own transactions and closes them before slow
work, returns when there is nothing left to do, and raises to be called again later."""

FIRST_DELAY = 2.0
LONGEST_DELAY = 900.0

log = structlog.get_logger("portal.worker")


def delay_after(attempt: int, first: float = FIRST_DELAY) -> float:
    """Seconds to wait after this attempt failed: 2, 4, 8 ... and never over a quarter of an hour.

    Parameters:
        attempt: 1 for the first.
        first: seconds before the second attempt.
    """
    return float(min(LONGEST_DELAY, first * 2 ** min(attempt - 1, 20)))


class Attempts:
    """The workflows of a worker: one for each job, and a count of those that run now."""

    def __init__(self, handlers: Mapping[Job, Handler], first_delay: float = FIRST_DELAY) -> None:
        """Take what to do for each job, and the seconds before a second attempt."""
        self._handlers = handlers
        self._first_delay = first_delay
        self._running = 0
        self._lock = threading.Lock()

    @property
    def running(self) -> int:
        """How many jobs are being done at this moment."""
        return self._running

    def workflows(self) -> dict[Job, Callable[[int, int], None]]:
        """A function for each job, for DBOS to call with the subject and the number of the try."""
        return {job: self._workflow(job) for job in self._handlers}

    def _workflow(self, job: Job) -> Callable[[int, int], None]:
        def work(subject_id: int, attempt: int) -> None:
            with self._counted():
                self._try(job, subject_id, attempt)

        work.__qualname__ = f"{Attempts.__name__}.{job.value}"  # DBOS wants them to differ
        return work

    def _try(self, job: Job, subject_id: int, attempt: int) -> None:
        about = log.bind(job=job.value, subject=subject_id, attempt=attempt)
        started = time.monotonic()
        try:
            self._handlers[job](subject_id)
        except Exception as error:
            delay = delay_after(attempt, self._first_delay)
            # The text of an error may name somebody, so only its kind and its place are kept.
            about.warning("job failed", error=_kind(error), where=_place(error), again_in=delay)
            self._again(job, subject_id, attempt + 1, delay)
        else:
            about.info("job done", seconds=round(time.monotonic() - started, 3))

    def _again(self, job: Job, subject_id: int, attempt: int, delay: float) -> None:
        # The name follows from the entry that failed: when the worker dies right here and the
        # attempt is repeated, there is still one next attempt and not two.
        entry = str(DBOS.workflow_id).partition("#")[0]
        options = EnqueueOptions(
            workflow_name=job.value,
            queue_name=LINES[job].value,
            app_version=VERSION,
            workflow_id=f"{entry}#{attempt}",
            delay_seconds=delay,
        )
        DBOS.enqueue_workflow_with_options(options, subject_id, attempt)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1


def _kind(error: Exception) -> str:
    return type(error).__name__


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
