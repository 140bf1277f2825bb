"""A worker and its seat: lost, taken by another, taken again."""

import threading
from typing import Any

from sqlalchemy import create_engine, text

from portal.jobs.seats import Seats
from portal.jobs.workers import Worker
from portal.models.base import Database
from portal.queueing import DbosQueue, Job
from tests.jobs.test_workers import ask, until


def test_a_worker_whose_seat_was_taken_begins_anew_on_another(postgresql_url: str) -> None:
    prepared = Database(postgresql_url, info={"queue": DbosQueue(postgresql_url)})
    done = threading.Event()
    worker = Worker(postgresql_url, {Job.SEND_MAIL: lambda _: done.set()}, beat_seconds=1.0)
    worker.start()
    assert worker.name == "worker-1"
    drop_seats(postgresql_url)
    thief = Seats(postgresql_url).try_take(1)
    assert thief is not None
    until(lambda: worker.name == "worker-2")
    ask(prepared, Job.SEND_MAIL, 1)
    assert done.wait(10)
    worker.stop()
    thief.release()
    prepared.close()


def test_a_worker_whose_connection_broke_keeps_its_seat(
    postgresql_url: str, logged: list[dict[str, Any]]
) -> None:
    worker = Worker(postgresql_url, {}, beat_seconds=0.1)
    worker.start()
    try:
        drop_seats(postgresql_url)
        until(lambda: any(line["event"] == "worker lost its seat" for line in logged))
        until(lambda: seats_held(postgresql_url) == 1)
        assert worker.name == "worker-1"
    finally:
        worker.stop()


def seats_held(url: str) -> int:
    """How many seats somebody holds; counted without taking one."""
    engine = create_engine(url)
    with engine.connect() as connection:
        held = connection.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
    engine.dispose()
    return held or 0


def drop_seats(url: str) -> None:
    """Break the connections that hold seats, as a restart of the server does."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        )
    engine.dispose()
