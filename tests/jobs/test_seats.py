"""Seats: one holder each, free the moment the holder is gone."""

import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from portal.jobs.seats import SEATS, NoSeatFree, Seats
from tests import nursery

HOLD = """
import sys, time
from portal.jobs.seats import Seats
seat = Seats(sys.argv[1]).take()
print(seat.number, flush=True)
time.sleep(60)
"""


def test_each_worker_gets_the_lowest_free_seat(database_url: str) -> None:
    seats = Seats(database_url)
    first, second = seats.take(), seats.take()
    assert (first.number, second.number) == (1, 2)
    first.release()
    third = seats.take()
    assert third.number == 1
    second.release()
    third.release()


def test_a_seat_that_is_taken_cannot_be_taken(database_url: str) -> None:
    seat = Seats(database_url).take()
    assert Seats(database_url).try_take(seat.number) is None
    seat.release()


def test_a_killed_process_leaves_its_seat_at_once(database_url: str, tmp_path: Path) -> None:
    printed = tmp_path / "printed"
    printed.touch()
    process = nursery.start("-c", HOLD, database_url, output=printed)
    while not (number := int(printed.read_text() or 0)):
        time.sleep(0.01)
    assert Seats(database_url).try_take(number) is None
    process.kill()
    nursery.end(process)
    end = time.monotonic() + 15
    while (seat := Seats(database_url).try_take(number)) is None:  # a server sees it a bit later
        assert time.monotonic() < end
        time.sleep(0.01)
    seat.release()


def test_when_all_seats_are_taken_no_worker_starts(sqlite_url: str) -> None:
    seats = Seats(sqlite_url)
    taken = [seats.take() for _ in range(SEATS)]
    with pytest.raises(NoSeatFree):
        seats.take()
    for seat in taken:
        seat.release()


def test_two_databases_have_seats_of_their_own(sqlite_url: str, postgresql_url: str) -> None:
    seats = [Seats(url).take() for url in (sqlite_url, postgresql_url)]
    assert [seat.number for seat in seats] == [1, 1]
    for seat in seats:
        seat.release()


def test_a_server_that_dropped_the_connection_is_noticed(postgresql_url: str) -> None:
    seat = Seats(postgresql_url).take()
    assert seat.is_held()
    engine = create_engine(postgresql_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 15000) FROM pg_locks"
                " WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()
    assert not seat.is_held()
