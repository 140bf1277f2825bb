"""The job that reads a document: what goes wrong meanwhile leaves nothing half."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.law.lifecycle import Action
from portal.models.audit import Actor, ActorKind, AuditEvent
from portal.models.base import Database
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.redaction import Mark
from portal.organisations.organisation import Text
from portal.papers import pdfs
from portal.papers.pages import Page, Pages, Seen
from portal.papers.problems import Problem
from portal.queueing import Job, RecordingQueue
from portal.services import exhibits, reading
from portal.services.exhibits import Document
from portal.vault import Vault
from tests.papers import samples, scanned
from tests.services import stories
from tests.services.vaults import vault_in
from tests.vaults import documents_in

STAFF = Actor(ActorKind.STAFF, "juridisch-loket")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path / "sources")


def begin(database: Database, vault: Vault, content: bytes) -> int:
    with database.transaction() as session:
        case = stories.ask(session)
        case.advance(Action.TAKE, STAFF, stories.NOW)
        (finding,) = exhibits.hand_in(
            session,
            vault,
            case,
            [Document("x.pdf", content)],
            activity="advice",
            about=Text("x", "x"),
            actor=STAFF,
            now=stories.NOW,
        )
        assert finding.exhibit is not None
        return finding.exhibit.id


def read(database: Database, vault: Vault, exhibit_id: int) -> Exhibit:
    reading.read_exhibit(database, vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW)
    with database.transaction(write=False) as session:
        return session.get_one(Exhibit, exhibit_id)


def read_on(database: Database, vault: Vault, exhibit_id: int) -> Exhibit:
    reading.read_scan(database, vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW)
    with database.transaction(write=False) as session:
        return session.get_one(Exhibit, exhibit_id)


def files_in(vault: Vault) -> int:
    assert isinstance(vault.store, FileStore)
    return documents_in(vault.store.folder)


def test_names_and_numbers_in_a_document_are_suggested(
    sqlite_database: Database, vault: Vault
) -> None:
    read(
        sqlite_database,
        vault,
        begin(sqlite_database, vault, samples.simple_pdf("Bel 06 12345678 nu")),
    )
    with sqlite_database.transaction(write=False) as session:
        marks = session.scalars(select(Mark)).all()
        assert [(each.origin, each.page, each.text) for each in marks] == [
            ("phone", 1, "06 12345678")
        ]
        assert marks[0].boxes


def test_a_file_that_is_gone_or_changed_is_told(sqlite_database: Database, vault: Vault) -> None:
    exhibit_id = begin(sqlite_database, vault, b"tekst")
    with sqlite_database.transaction() as session:
        vault.store.delete(session.get_one(Exhibit, exhibit_id).key)
    after = read(sqlite_database, vault, exhibit_id)
    assert (after.state, after.problem) == (ExhibitState.UNREADABLE, Problem.LOST.value)


def lose_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database stores what comes, and the connection breaks before it can say so."""

    def commit(session: Session) -> None:
        writes = session.connection().get_execution_options()["portal_write"]
        real(session)
        if writes:
            raise ConnectionResetError

    real = Session.commit
    monkeypatch.setattr(Session, "commit", commit)


def test_a_commit_whose_answer_is_lost_keeps_the_pages_it_names(
    sqlite_database: Database, vault: Vault, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit_id = begin(sqlite_database, vault, scan_of(["Een"]))
    for step in (reading.read_exhibit, reading.read_scan):
        with monkeypatch.context() as broken:
            lose_the_answer(broken)
            with pytest.raises(ConnectionResetError):
                step(sqlite_database, vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW)
        with sqlite_database.transaction(write=False) as session:
            exhibit = session.get_one(Exhibit, exhibit_id)
            locker = vault.opener(session, exhibit.case_id)
        assert locker.read(exhibit.pdf_key)
        assert locker.read(exhibit.text_key)


def test_of_a_case_that_is_over_nothing_is_read(sqlite_database: Database, vault: Vault) -> None:
    exhibit_id = begin(sqlite_database, vault, b"tekst")
    with sqlite_database.transaction() as session:
        vault.destroy(session, session.get_one(Exhibit, exhibit_id).case_id, now=stories.NOW)
    assert read(sqlite_database, vault, exhibit_id).state is ExhibitState.WAITING


def test_what_was_taken_back_meanwhile_leaves_no_files(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit_id = begin(sqlite_database, vault, b"tekst")
    real = reading.reading.read

    def meanwhile(content: bytes) -> object:
        with sqlite_database.transaction() as session:
            exhibit = session.get_one(Exhibit, exhibit_id)
            case = session.get_one(Case, exhibit.case_id)
            exhibits.take_back(session, vault, case, exhibit.finding, actor=STAFF, now=stories.NOW)
        return real(content)

    monkeypatch.setattr(reading.reading, "read", meanwhile)
    reading.read_exhibit(sqlite_database, vault, stories.ORGANISATIONS, exhibit_id, now=stories.NOW)
    assert files_in(vault) == 0


def test_when_the_database_fails_no_files_are_left(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit_id = begin(sqlite_database, vault, b"tekst")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reading, "suggest", fail)
    with pytest.raises(RuntimeError):
        read(sqlite_database, vault, exhibit_id)
    assert files_in(vault) == 1
    monkeypatch.undo()
    assert read(sqlite_database, vault, exhibit_id).state is ExhibitState.READABLE


def scan_of(*pages: Sequence[str]) -> bytes:
    """A PDF of scans, each with these lines."""
    return pdfs.joined([scanned.sheet(*lines).pdf() for lines in pages])


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are read at once, and say which page they are on; one of them is done in a spell."""

    def recognise(_pdf: bytes, page: Page, _models: Path) -> Page:
        return page.with_seen([Seen(f"Blad{page.number}", (9.0, 9.0, 99.0, 19.0), 90.0, True)])

    monkeypatch.setattr(reading.recognising.reading, "models", lambda: Path("/models"))
    monkeypatch.setattr(reading.recognising.reading, "recognise", recognise)
    monkeypatch.setattr(reading.recognising, "SPELL", 0.0)


def test_a_scan_is_read_and_what_stands_in_it_is_suggested(
    sqlite_database: Database, vault: Vault, queue: RecordingQueue
) -> None:
    exhibit_id = begin(sqlite_database, vault, scan_of(["Bel 06 12345678 vandaag"]))
    exhibit = read(sqlite_database, vault, exhibit_id)
    assert (exhibit.state, exhibit.pages) == (ExhibitState.WAITING, 1)
    assert (exhibit.recognised, exhibit.to_recognise) == (0, 1)
    assert queue.of(Job.READ_SCAN) == [exhibit_id]
    exhibit = read_on(sqlite_database, vault, exhibit_id)
    assert (exhibit.state, exhibit.pages) == (ExhibitState.READABLE, 1)
    assert (exhibit.recognised, exhibit.to_recognise) == (1, 0)
    with sqlite_database.transaction(write=False) as session:
        (mark,) = session.scalars(select(Mark))
        assert (mark.origin, mark.page, mark.text) == ("phone", 1, "06 12345678")
        assert len(mark.boxes) == 1
    assert files_in(vault) == 3


def test_a_long_scan_is_read_in_spells_and_waits_for_its_turn_between_them(
    sqlite_database: Database, vault: Vault, queue: RecordingQueue, quick: None
) -> None:
    exhibit_id = begin(sqlite_database, vault, scan_of(["Een"], ["Twee"], ["Drie"]))
    assert read(sqlite_database, vault, exhibit_id).to_recognise == 3
    seen = []
    for _ in range(3):
        exhibit = read_on(sqlite_database, vault, exhibit_id)
        asked = len(queue.of(Job.READ_SCAN))
        seen.append((exhibit.state, exhibit.to_recognise, exhibit.recognised, asked))
        assert files_in(vault) == 3
    assert seen == [
        (ExhibitState.WAITING, 2, 1, 2),
        (ExhibitState.WAITING, 1, 2, 3),
        (ExhibitState.READABLE, 0, 3, 3),
    ]
    with sqlite_database.transaction(write=False) as session:
        exhibit = session.get_one(Exhibit, exhibit_id)
        assert exhibits.texts_of(session, vault, exhibit) == ("Blad1", "Blad2", "Blad3")


def test_a_job_that_runs_again_does_nothing_twice(
    sqlite_database: Database, vault: Vault, queue: RecordingQueue, quick: None
) -> None:
    exhibit_id = begin(sqlite_database, vault, scan_of(["Een"]))
    assert read_on(sqlite_database, vault, exhibit_id).pdf_key == ""  # it has no pages yet
    first = read(sqlite_database, vault, exhibit_id)
    again = read(sqlite_database, vault, exhibit_id)
    assert (first.pdf_key, first.text_key) == (again.pdf_key, again.text_key)
    assert queue.of(Job.READ_SCAN) == [exhibit_id]


def test_of_two_runs_at_once_one_counts_and_the_other_leaves_nothing(
    sqlite_database: Database,
    vault: Vault,
    queue: RecordingQueue,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exhibit_id = begin(sqlite_database, vault, scan_of(["Een"], ["Twee"]))
    read(sqlite_database, vault, exhibit_id)
    real, runs = reading.recognising.go_on, []

    def meanwhile(pdf: bytes, pages: Pages) -> list[Page]:
        if not runs:
            runs.append(1)
            read_on(sqlite_database, vault, exhibit_id)
        return real(pdf, pages)

    monkeypatch.setattr(reading.recognising, "go_on", meanwhile)
    after = read_on(sqlite_database, vault, exhibit_id)
    assert (after.to_recognise, after.recognised) == (1, 1)
    assert queue.of(Job.READ_SCAN) == [exhibit_id, exhibit_id]  # once more each time, and no more
    assert files_in(vault) == 3
    read_on(sqlite_database, vault, exhibit_id)
    with sqlite_database.transaction(write=False) as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.action == "document_read"))
        assert [each.detail["recognised"] for each in told] == [2]


def test_pages_that_are_lost_between_two_spells_are_told_and_can_be_read_again(
    sqlite_database: Database, vault: Vault, quick: None
) -> None:
    exhibit_id = begin(sqlite_database, vault, scan_of(["Een"], ["Twee"]))
    vault.store.delete(read(sqlite_database, vault, exhibit_id).pdf_key)
    after = read_on(sqlite_database, vault, exhibit_id)
    assert (after.state, after.problem) == (ExhibitState.UNREADABLE, Problem.LOST.value)
    assert files_in(vault) == 1
    with sqlite_database.transaction() as session:
        exhibit = session.get_one(Exhibit, exhibit_id)
        case = session.get_one(Case, exhibit.case_id)
        reading.read_again(session, case, exhibit, actor=STAFF, now=stories.NOW)
    assert read(sqlite_database, vault, exhibit_id).to_recognise == 2
    assert read_on(sqlite_database, vault, exhibit_id).recognised == 1


def test_where_no_machine_reads_pictures_a_scan_is_there_without_its_text(
    sqlite_database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.recognising.reading, "models", lambda: None)
    after = read(sqlite_database, vault, begin(sqlite_database, vault, scan_of(["Een"])))
    assert (after.state, after.recognised, after.to_recognise) == (ExhibitState.READABLE, 0, 0)
