"""The worker: starts and stops the threads that do jobs, and takes over from workers that died.

DBOS keeps the entry of a job until it is done; what a worker was doing when it died is done again
by its successor or by a colleague. So a job may run twice, and every handler must bear that.
"""

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from dbos import DBOS, DBOSClient, DBOSConfig
from dbos._serialization import DBOSPortableJSON
from sqlalchemy.exc import SQLAlchemyError

from portal.jobs.attempts import FIRST_DELAY, Attempts, Handler
from portal.jobs.seats import Seat, Seats
from portal.queueing import APPLICATION, LINES, SCHEMA, VERSION, Job, Line, quieten

THREADS = {Line.POST: 8, Line.PAPER: 2, Line.WORK: 4, Line.READING: 2, Line.SCANS: 1}
POLL_SECONDS = 0.25
BEAT_SECONDS = 5.0
CLEANING_SECONDS = 600.0
LETTING_GO = (0.02, 0.1, 0.3)  # seconds between tries to regain a seat
PREFIX = "worker-"
CRASHES = 10
"""After so many deaths of the whole worker on one job it is put aside until the next cleaning, so
that a job that kills the worker cannot stop all others."""

KEEP_FINISHED = timedelta(days=1)
DONE = ["SUCCESS", "ERROR", "CANCELLED"]
PUT_ASIDE = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"

log = structlog.get_logger("portal.worker")


class Worker:
    """Does the jobs of one database in threads of this process; one worker a process.

    DBOS runs threads and connections, so never start it before a fork or in a process of a
    web server with several.
    """

    def __init__(
        self,
        url: str,
        handlers: Mapping[Job, Handler],
        *,
        poll_seconds: float = POLL_SECONDS,
        beat_seconds: float = BEAT_SECONDS,
        first_delay: float = FIRST_DELAY,
        clean_seconds: float = CLEANING_SECONDS,
        tidy: Callable[[], object] = lambda: None,
    ) -> None:
        """Take what is needed; nothing runs yet.

        Parameters:
            url: the application's database, on which `queueing.prepare` was called.
            handlers: what to do for each job, given the key of its row.
            poll_seconds: how often to look for new jobs.
            beat_seconds: how often to look for colleagues that died.
            first_delay: seconds before the second attempt, for tests.
            clean_seconds: how often to clean up the queue, and to `tidy`.
            tidy: does what must be done now and then by whoever is there.
        """
        self._url = url
        self._clean_seconds = clean_seconds
        self._tidy = tidy
        self._attempts = Attempts(handlers, first_delay)
        self._poll_seconds = poll_seconds
        self._beat_seconds = beat_seconds
        self._seats = Seats(url)
        self._seat: Seat | None = None
        self._suspects: set[int] = set()
        self._patience = 0.0
        self._stopping = threading.Event()
        self._started = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="portal-worker", daemon=True)

    def start(self) -> None:
        """Start working; returns when jobs are being taken.

        Raises:
            Exception: whatever kept it from starting, such as a database that is not there.
        """
        self._thread.start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure

    def stop(self, patience: float = 25.0) -> None:
        """Take no more jobs, let the running ones end, and give the seat back.

        Parameters:
            patience: seconds to wait for running jobs; a job not done by then is done again later.
        """
        self._patience = patience
        self._stopping.set()
        self._thread.join()

    @property
    def name(self) -> str:
        """The name of this worker's seat."""
        return "" if self._seat is None else f"{PREFIX}{self._seat.number}"

    def _work(self) -> None:
        try:
            self._launch()
        except BaseException as error:
            self._failure = error
            self._halt()
            return
        finally:
            self._started.set()
        next_cleaning = time.monotonic() + self._clean_seconds  # not at once: see CRASHES
        while not self._stopping.wait(self._beat_seconds):
            try:
                self._keep_seat()
                self._take_over()
                if time.monotonic() >= next_cleaning:
                    clean()
                    self._tidy()
                    next_cleaning = time.monotonic() + self._clean_seconds
            except Exception as error:  # a database that is away comes back; the next beat sees
                log.warning("worker beat failed", error=type(error).__name__)
        self._halt()

    def _launch(self) -> None:
        quieten()
        self._seat = self._seats.take()
        register_lines(self._url, self._poll_seconds)
        DBOS(
            config=DBOSConfig(
                name=APPLICATION,
                system_database_url=self._url,
                dbos_system_schema=SCHEMA,
                application_version=VERSION,
                executor_id=self.name,
                serializer=DBOSPortableJSON,
                run_migrations=False,  # `prepare` does that, at a moment somebody chooses
                enable_otlp=False,
                log_level="WARNING",
                scheduler_polling_interval_sec=3600.0,  # nothing is scheduled through DBOS
                notification_listener_polling_interval_sec=0.2,  # how soon this thread can stop
                sys_db_pool_size=sum(THREADS.values()) + 2,
            )
        )
        for job, workflow in self._attempts.workflows().items():
            DBOS.workflow(name=job.value, max_recovery_attempts=CRASHES)(workflow)
        DBOS.listen_queues([line.value for line in Line])
        DBOS.launch()  # also takes up what the last worker on this seat left behind
        log.info("worker started", worker=self.name)

    def _keep_seat(self) -> None:
        """Make sure of our own seat; begin anew on another when a colleague has it."""
        seat = self._seat
        if seat is not None and seat.is_held():
            return
        if seat is not None:
            log.warning("worker lost its seat", worker=self.name)
            with suppress(SQLAlchemyError):
                seat.release()
            self._seat = self._regained(seat.number)
        if self._seat is None:  # a colleague took us for dead, and has our jobs
            DBOS.destroy(destroy_registry=True)
            self._launch()

    def _regained(self, number: int) -> Seat | None:
        """Our own seat again; a server tells us that it broke off before it lets the lock go."""
        for wait in (0.0, *LETTING_GO):
            time.sleep(wait)
            seat = self._seats.try_take(number)
            if seat is not None:
                return seat
        return None

    def _take_over(self) -> None:
        """Give the jobs of dead colleagues back to the queue.

        A seat must be found empty twice: after a restart of the server everybody's is, for a beat.
        """
        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        owners = {entry.executor_id or "" for entry in pending} - {self.name}
        free: set[int] = set()
        for owner in owners:
            number = owner.removeprefix(PREFIX)
            seat = self._seats.try_take(int(number)) if number.isdigit() else None
            if seat is None:
                continue
            try:
                free.add(seat.number)
                if seat.number in self._suspects:
                    DBOS._recover_pending_workflows([owner])
                    log.warning("worker took over", worker=self.name, dead=owner)
            finally:
                seat.release()
        self._suspects = free

    def _halt(self) -> None:
        patience = self._patience if self._attempts.running else 0.0
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=round(patience))
        if self._seat is not None:
            with suppress(SQLAlchemyError):
                self._seat.release()
            log.info("worker stopped", worker=self.name)
            self._seat = None


def register_lines(url: str, poll_seconds: float) -> None:
    """Write the lines and their limits down in the queue, before anybody listens to them."""
    client = DBOSClient(
        system_database_url=url,
        dbos_system_schema=SCHEMA,
        serializer=DBOSPortableJSON,
        application_name=APPLICATION,
    )
    try:
        for line in Line:
            client.register_queue(
                line.value, worker_concurrency=THREADS[line], polling_interval_sec=poll_seconds
            )
    finally:
        client.destroy()


def clean(batch: int = 500, batches: int = 40) -> int:
    """Forget finished jobs after a day, in small bites; give jobs that were put aside a new chance.

    Returns:
        how many finished jobs were forgotten.
    """
    aside = DBOS.list_workflows(status=PUT_ASIDE, load_input=False, load_output=False, limit=batch)
    for entry in aside:
        log.error("job kills the worker", job=entry.name, entry=entry.workflow_id)
        DBOS.resume_workflow(entry.workflow_id, queue_name=LINES[Job(entry.name)].value)
    before = (datetime.now(UTC) - KEEP_FINISHED).isoformat()
    forgotten = 0
    for _ in range(batches):
        old = DBOS.list_workflows(
            status=DONE, completed_before=before, load_input=False, load_output=False, limit=batch
        )
        if not old:
            break
        DBOS.delete_workflows([entry.workflow_id for entry in old])
        forgotten += len(old)
    return forgotten
