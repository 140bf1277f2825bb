"""The job that reads a document: what goes wrong meanwhile leaves nothing half."""

from pathlib import Path

import pytest
from sqlalchemy import select

from portal.files import FileStore
from portal.law.lifecycle import Action
from portal.models.audit import Actor, ActorKind
from portal.models.base import Database
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.redaction import Mark
from portal.organisations.organisation import Text
from portal.papers.problems import Problem
from portal.services import exhibits, reading
from portal.services.exhibits import Document
from portal.vault import Vault
from tests.papers import samples
from tests.services import stories
from tests.services.vaults import vault_in

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


def files_in(vault: Vault) -> int:
    assert isinstance(vault.store, FileStore)
    return sum(path.is_file() for path in vault.store.folder.rglob("*"))


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


def test_of_a_case_that_is_over_nothing_is_read(sqlite_database: Database, vault: Vault) -> None:
    exhibit_id = begin(sqlite_database, vault, b"tekst")
    with sqlite_database.transaction() as session:
        vault.destroy(session, session.get_one(Exhibit, exhibit_id).case_id)
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
