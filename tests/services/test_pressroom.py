"""How far a large report is stands where staff can see it, until the report is stored."""

from datetime import UTC, datetime

import pytest

from portal.files import FileStore
from portal.models.document import Printing
from portal.services import pressroom
from tests.services import stories

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def case_id(database) -> int:
    with database.transaction() as session:
        return stories.ask(session).id


def how_far(database, case_id: int) -> tuple[int, int] | None:
    with database.transaction(write=False) as session:
        found = pressroom.progress(session, case_id)
        return (found.done, found.expected) if found else None


def test_nothing_is_told_of_a_report_that_nobody_prints(database, case_id):
    assert how_far(database, case_id) is None


def test_it_tells_how_far_it_is(database, case_id, monkeypatch):
    monkeypatch.setattr(pressroom, "EVERY", 0)
    tell = pressroom.teller(database, case_id, NOW)
    tell(0, 4000)
    assert how_far(database, case_id) == (0, 4000)
    tell(500, 4000)
    tell(1000, 4000)
    assert how_far(database, case_id) == (1000, 4000)


def test_it_does_not_write_more_often_than_people_look(database, case_id):
    tell = pressroom.teller(database, case_id, NOW)
    tell(0, 4000)
    tell(500, 4000)
    assert how_far(database, case_id) == (0, 4000)


def test_who_begins_again_tells_from_the_start(database, case_id):
    pressroom.teller(database, case_id, NOW)(0, 4000)
    pressroom.teller(database, case_id, NOW)(0, 5000)
    assert how_far(database, case_id) == (0, 5000)


def test_leaving_clears_the_room(database, case_id, tmp_path):
    files = FileStore(tmp_path)
    room = pressroom.room(files, case_id)
    room.mkdir(parents=True)
    (room / "chunk.pdf").write_bytes(b"x")
    pressroom.teller(database, case_id, NOW)(0, 4000)
    with database.transaction() as session:
        pressroom.leave(session, files, case_id)
    assert not room.exists()
    with database.transaction(write=False) as session:
        assert session.query(Printing).count() == 0
