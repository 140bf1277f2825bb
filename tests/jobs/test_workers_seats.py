"""A worker and its seat: lost, taken by another, taken again."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from portal.jobs import seats
from portal.jobs.workers import Worker
from portal.models.base import Database
from portal.queueing import DbosQueue, Job
from tests.jobs.test_workers import ask, until

OF_SEATS = f"FROM pg_locks WHERE locktype = 'advisory' AND classid = {seats.SPACE}"
"""Not those of the queue, which takes such locks too, now and then."""


def test_a_worker_whose_seat_was_taken_begins_anew_on_another(postgresql_url: str) -> None:
    prepared = Database(postgresql_url, info={"queue": DbosQueue(postgresql_url)})
    done = threading.Event()
    worker = Worker(postgresql_url, {Job.SEND_MAIL: lambda _: done.set()}, beat_seconds=0.1)
    worker.start()
    assert worker.name == "worker-1"
    with thief_of(1, postgresql_url) as wait:
        drop_seats(postgresql_url)
        wait()
        until(lambda: worker.name == "worker-2")
        ask(prepared, Job.SEND_MAIL, 1)
        assert done.wait(15)
        worker.stop()
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


def test_a_seat_that_falls_free_a_moment_later_is_regained(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, logged: list[dict[str, Any]]
) -> None:
    worker = Worker(postgresql_url, {}, beat_seconds=0.1)
    worker.start()
    refusals = [None, None]
    take = worker._seats.try_take
    monkeypatch.setattr(
        worker._seats, "try_take", lambda number: refusals.pop() if refusals else take(number)
    )
    try:
        drop_seats(postgresql_url)
        until(lambda: not refusals and seats_held(postgresql_url) == 1)
    finally:
        worker.stop()
    assert [line["event"] for line in logged].count("worker started") == 1


@contextmanager
def thief_of(number: int, url: str) -> Iterator[Callable[[], object]]:
    """Somebody who stands in line for a seat, so that nobody is before him when it falls free.

    Yields:
        waits until he sits there.
    """
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection, ThreadPoolExecutor(1) as pool:
        query = text(f"SELECT pg_advisory_lock({seats.SPACE}, {number})")
        sits = pool.submit(connection.execute, query)
        until(lambda: seats_held(url, "NOT granted") == 1)
        yield sits.result
    engine.dispose()


def seats_held(url: str, how: str = "granted") -> int:
    """How many seats somebody holds; counted without taking one."""
    engine = create_engine(url)
    with engine.connect() as connection:
        held = connection.scalar(text(f"SELECT count(*) {OF_SEATS} AND {how}"))
    engine.dispose()
    return held or 0


def drop_seats(url: str) -> None:
    """Break the connections that hold seats, as a restart of the server does."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid, 15000) {OF_SEATS} AND granted"))
    engine.dispose()
