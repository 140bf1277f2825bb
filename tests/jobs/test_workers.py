"""The worker: fast when there is work, patient when it fails, quiet when idle."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from portal.jobs import workers
from portal.jobs.seats import Seats
from portal.jobs.workers import Handler, Worker
from portal.models.base import Database
from portal.queueing import SCHEMA, DbosQueue, Job, Line, enqueue

Start = Callable[[dict[Job, Handler]], Worker]
SOON = 15.0  # seconds: never, on a machine that has other things to do as well


@pytest.fixture
def durable(database_url: str) -> Iterator[Database]:
    queue = DbosQueue(database_url)
    database = Database(database_url, info={"queue": queue})
    yield database
    queue.close()
    database.close()


@pytest.fixture
def start(durable: Database) -> Iterator[Start]:
    """Starts a worker with quick delays, and stops it after the test."""
    started: list[Worker] = []

    def start_(handlers: dict[Job, Handler]) -> Worker:
        worker = Worker(
            durable.url, handlers, poll_seconds=0.05, beat_seconds=0.1, first_delay=0.01
        )
        worker.start()
        started.append(worker)
        return worker

    yield start_
    for worker in started:
        worker.stop()


def ask(database: Database, job: Job, *subjects: int) -> None:
    with database.transaction() as session:
        for subject in subjects:
            enqueue(session, job, subject)


def clean() -> int:
    """Clean in a thread of its own, as a worker does; a browser of other tests may run a loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(workers.clean).result()


def until(condition: Callable[[], bool], seconds: float = SOON) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def statuses(database: Database) -> list[str]:
    prefix = "" if database.url.startswith("sqlite") else f"{SCHEMA}."
    with database.transaction(write=False) as session:
        found = session.scalars(text(f"SELECT status FROM {prefix}workflow_status"))
        return list(found)


def change(database: Database, statement: str) -> None:
    prefix = "" if database.url.startswith("sqlite") else f"{SCHEMA}."
    with database.transaction() as session:
        session.execute(text(statement.replace("workflow_status", f"{prefix}workflow_status")))


def test_a_job_is_done_within_a_second_of_its_commit(durable: Database) -> None:
    """The quickest of a few: what a busy machine does to one of them is not ours."""
    done = threading.Event()
    worker = Worker(durable.url, {Job.SEND_MAIL: lambda _: done.set()})  # the real intervals
    worker.start()
    try:
        assert any(is_done_within(1.0, durable, done, subject) for subject in range(5))
    finally:
        worker.stop()


def is_done_within(seconds: float, database: Database, done: threading.Event, subject: int) -> bool:
    done.clear()
    ask(database, Job.SEND_MAIL, subject)
    in_time = done.wait(seconds)
    assert done.wait(SOON)
    return in_time


def test_each_job_gets_its_own_handler_and_subject(durable: Database, start: Start) -> None:
    done: list[tuple[str, int]] = []
    start({job: lambda subject, job=job: done.append((job, subject)) for job in Job})  # type: ignore[misc]
    for job in Job:
        ask(durable, job, 5)
    until(lambda: len(done) == len(Job))
    assert sorted(done) == sorted((job, 5) for job in Job)


def test_a_handler_that_fails_is_called_again_until_it_succeeds(
    durable: Database, start: Start
) -> None:
    calls: list[float] = []

    def fail_twice(_subject: int) -> None:
        calls.append(time.monotonic())
        if len(calls) <= 2:
            raise ConnectionError("anna@example.nl")

    start({Job.SEARCH_SOURCE: fail_twice})
    ask(durable, Job.SEARCH_SOURCE, 1)
    until(lambda: len(calls) == 3)
    until(lambda: set(statuses(durable)) == {"SUCCESS"})
    assert len(calls) == 3


def test_jobs_that_fail_hold_up_no_others(durable: Database, start: Start) -> None:
    done = threading.Event()

    def work(subject: int) -> None:
        if subject != 99:
            raise ConnectionError
        done.set()

    start({Job.SEND_MAIL: work})
    ask(durable, Job.SEND_MAIL, *range(30))
    ask(durable, Job.SEND_MAIL, 99)
    assert done.wait(SOON)


@pytest.mark.parametrize("hanging", [Job.SEND_MAIL, Job.SEARCH_SOURCE])
def test_a_mail_server_or_a_source_that_hangs_holds_up_no_other_work(
    durable: Database, start: Start, hanging: Job
) -> None:
    release, done = threading.Event(), threading.Event()
    start({hanging: lambda _: release.wait(2 * SOON), Job.MAKE_ANSWER: lambda _: done.set()})  # type: ignore[dict-item,return-value]
    ask(durable, hanging, *range(20))
    ask(durable, Job.MAKE_ANSWER, 1)
    assert done.wait(SOON)
    release.set()


def test_what_nobody_waits_for_comes_after_everything_else(durable: Database, start: Start) -> None:
    made: list[int] = []
    with durable.transaction() as session:
        behind = session.info["queue"].at_the_back()
        for subject in range(20):
            behind.enqueue(session, Job.MAKE_RECEIPT, subject)
    ask(durable, Job.MAKE_RECEIPT, 99)
    start({Job.MAKE_RECEIPT: made.append})
    until(lambda: len(made) == 21)
    assert 99 in made[: workers.THREADS[Line.PAPER]]


def test_a_log_line_about_a_failure_names_nobody(
    durable: Database, logged: list[dict[str, Any]], start: Start
) -> None:
    def fail(_subject: int) -> None:
        raise ValueError("anna@example.nl lives in Assen")

    start({Job.SEND_MAIL: fail})
    ask(durable, Job.SEND_MAIL, 1)
    until(lambda: any(line["event"] == "job failed" for line in logged))
    failure = next(line for line in logged if line["event"] == "job failed")
    assert failure["error"] == "ValueError"
    assert failure["where"].startswith("test_workers.py:")
    assert "anna" not in str(logged)


def test_stopping_lets_the_running_job_end(durable: Database, start: Start) -> None:
    running, ended = threading.Event(), threading.Event()

    def slow(_subject: int) -> None:
        running.set()
        time.sleep(0.5)
        ended.set()

    worker = start({Job.MAKE_ANSWER: slow})
    ask(durable, Job.MAKE_ANSWER, 1)
    assert running.wait(SOON)
    worker.stop()
    assert ended.is_set()
    assert statuses(durable) == ["SUCCESS"]


def test_a_worker_can_be_started_again_in_the_same_process(durable: Database, start: Start) -> None:
    start({Job.SEND_MAIL: lambda _: None}).stop()
    done = threading.Event()
    worker = start({Job.SEND_MAIL: lambda _: done.set()})
    assert worker.name == "worker-1"
    ask(durable, Job.SEND_MAIL, 1)
    assert done.wait(SOON)


def test_the_jobs_of_a_worker_that_died_are_taken_over(durable: Database, start: Start) -> None:
    """Somebody else was worker-7 when it died in the middle of a job."""
    ask(durable, Job.SEND_MAIL, 1)
    change(
        durable,
        "UPDATE workflow_status SET status = 'PENDING', executor_id = 'worker-7',"
        " owner_xid = 'gone', recovery_attempts = 1",
    )
    done = threading.Event()
    start({Job.SEND_MAIL: lambda _: done.set()})
    assert done.wait(SOON)


def test_the_jobs_of_a_worker_that_lives_are_left_to_it(durable: Database, start: Start) -> None:
    seat = Seats(durable.url).try_take(7)
    assert seat is not None
    ask(durable, Job.SEND_MAIL, 1)
    change(durable, "UPDATE workflow_status SET status = 'PENDING', executor_id = 'worker-7'")
    done = threading.Event()
    start({Job.SEND_MAIL: lambda _: done.set()})
    assert not done.wait(1)
    seat.release()
    assert done.wait(SOON)


def test_a_job_that_kills_the_worker_is_put_aside_and_gets_a_new_chance_later(
    durable: Database, start: Start
) -> None:
    ask(durable, Job.SEND_MAIL, 1)
    change(durable, f"UPDATE workflow_status SET recovery_attempts = {workers.CRASHES + 1}")
    done = threading.Event()
    start({Job.SEND_MAIL: lambda _: done.set()})
    until(lambda: statuses(durable) == [workers.PUT_ASIDE])
    assert not done.is_set()
    clean()
    assert done.wait(SOON)


def test_finished_jobs_are_forgotten_after_a_day(durable: Database, start: Start) -> None:
    ask(durable, Job.SEND_MAIL, 1, 2, 3)
    ask(durable, Job.SEARCH_SOURCE, 4)
    start({Job.SEND_MAIL: lambda _: None, Job.SEARCH_SOURCE: lambda _: None})
    until(lambda: statuses(durable) == ["SUCCESS"] * 4)
    day = 86_400_000
    change(
        durable,
        f"UPDATE workflow_status SET completed_at = completed_at - {day + 60_000}"
        " WHERE name = 'send_mail'",
    )
    assert clean() == 3
    assert statuses(durable) == ["SUCCESS"]


def test_a_database_without_the_queue_stops_the_start(tmp_path: Path) -> None:
    worker = Worker(f"sqlite:///{tmp_path / 'empty.db'}", {})
    with pytest.raises(Exception, match=r"queue|table"):
        worker.start()


def test_what_lapses_is_tidied_away_again_and_again(durable: Database) -> None:
    tidied: list[int] = []
    worker = Worker(
        durable.url,
        {Job.SEND_MAIL: print},
        beat_seconds=0.05,
        clean_seconds=0.05,
        tidy=lambda: tidied.append(1),
    )
    worker.start()
    try:
        until(lambda: len(tidied) > 1)
    finally:
        worker.stop()
