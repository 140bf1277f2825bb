"""Documents that say other words than they show: what they show counts."""

import pytest

from portal.models.base import Database
from portal.models.exhibit import Exhibit, ExhibitState
from portal.papers.pages import Seen
from portal.queueing import Job, RecordingQueue
from portal.services import exhibits, recognising
from portal.vault import Vault
from tests.papers import lying
from tests.services.test_reading import begin, files_in, read, read_on, vault

__all__ = ["vault"]


def test_what_a_page_says_and_does_not_show_is_left_and_its_picture_is_read(
    sqlite_database: Database,
    vault: Vault,
    queue: RecordingQueue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = Seen("Petersen", (9.0, 9.0, 99.0, 19.0), 90.0, begins_line=True)
    there = recognising.reading
    monkeypatch.setattr(there, "recognise", lambda _pdf, page, _models: page.with_seen([seen]))
    exhibit_id = begin(sqlite_database, vault, lying.by_its_table(7))
    first = read(sqlite_database, vault, exhibit_id)
    assert (first.state, first.to_recognise) == (ExhibitState.WAITING, 1)
    after = read_on(sqlite_database, vault, exhibit_id)
    assert (after.state, after.recognised) == (ExhibitState.READABLE, 1)
    with sqlite_database.transaction(write=False) as session:
        (page,) = exhibits.pages_of(session, vault, session.get_one(Exhibit, exhibit_id))
    assert page.lies
    assert page.text == "Petersen"
    assert files_in(vault) == 3


def test_a_name_in_a_font_of_its_own_is_read_as_it_is_drawn(
    sqlite_database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    lie = lying.with_a_name("petersen", 7)
    exhibit_id = begin(sqlite_database, vault, lie)
    read(sqlite_database, vault, exhibit_id)
    after = read_on(sqlite_database, vault, exhibit_id)
    assert (after.state, after.recognised) == (ExhibitState.READABLE, 1)
    with sqlite_database.transaction(write=False) as session:
        (page,) = exhibits.pages_of(session, vault, session.get_one(Exhibit, exhibit_id))
    assert (page.words[-1].text, page.lies) == ("petersen", True)
    assert "Petersen over" in page.text


def test_a_letter_that_shows_its_words_is_compared_at_once(
    sqlite_database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    after = read(sqlite_database, vault, begin(sqlite_database, vault, lying.by_its_table(0)))
    assert (after.state, after.recognised) == (ExhibitState.READABLE, 0)
    assert queue.of(Job.READ_SCAN) == []
