"""Documents of a source: in the vault, read, and not twice."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.files import FileStore
from portal.law.lifecycle import Action
from portal.models.audit import Actor, ActorKind
from portal.models.base import Database
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review, SourceSearch
from portal.organisations.organisation import FieldMapping, Organisation, SourceSystem, SourceTable
from portal.queueing import Job, RecordingQueue
from portal.services import collection, filing, searching
from portal.sources.connector import FoundDocument, Record
from portal.sources.places import Places
from portal.vault import Vault
from tests.services import stories
from tests.services.vaults import vault_in
from tests.sources.systems import text
from tests.vaults import documents_in

STAFF = Actor(ActorKind.STAFF, "juridisch-loket")
FILES = SourceTable(
    table="{email}/**",
    activity="advice",
    category=text("Dossierstukken"),
    fields=(FieldMapping("file_name", text("Naam van het stuk")),),
)
SYSTEM = SourceSystem("shelf", text("Kast"), "folder", "shelf", (FILES,))


@pytest.fixture
def here() -> Organisation:
    return replace(stories.organisation(), sources=(SYSTEM,))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "juridisch-loket" / "shelf" / "sanne@voorbeeld.example"
    folder.mkdir(parents=True)
    (folder / "brief.txt").write_text("Beste Sanne")
    (folder / "nota.txt").write_text("Nota")
    return folder


def vault_of(tmp_path: Path) -> Vault:
    return vault_in(tmp_path / "sources")


def start(database: Database, here: Organisation) -> int:
    with database.transaction() as session:
        case = stories.ask(session)
        case.advance(Action.TAKE, STAFF, stories.NOW)
        (search,) = collection.start(session, here, case, actor=STAFF, now=stories.NOW)
        return search.id


def search(database: Database, here: Organisation, tmp_path: Path, search_id: int) -> None:
    searching.run_search(
        database,
        {here.slug: here},
        Places(tmp_path / "sources"),
        vault_of(tmp_path),
        search_id,
        now=stories.NOW,
    )


def again(database: Database, search_id: int) -> None:
    with database.transaction() as session:
        collection.begin_again(session.get_one(SourceSearch, search_id), now=stories.NOW)


def files_in(tmp_path: Path) -> int:
    return documents_in(tmp_path / "vault")


def stored(database: Database) -> dict[str, tuple[int, str]]:
    """The key of each item and how far its document is, by the name of the document."""
    with database.transaction(write=False) as session:
        found = session.scalars(select(Exhibit)).all()
        return {each.name: (each.finding_id, each.state.value) for each in found}


def test_every_file_is_an_item_with_its_document(
    database: Database, here: Organisation, shelf: Path, tmp_path: Path, queue: RecordingQueue
) -> None:
    search(database, here, tmp_path, start(database, here))
    assert set(stored(database)) == {"brief.txt", "nota.txt"}
    assert len(queue.of(Job.READ_EXHIBIT)) == files_in(tmp_path) == 2
    with database.transaction(write=False) as session:
        finding = session.scalars(select(Finding).order_by(Finding.id)).first()
        assert finding is not None
        assert finding.fields[0][:3] == ["Naam van het stuk", "Naam van het stuk (en)", "brief.txt"]
        assert finding.matched_by == "email"
        key = finding.exhibit.key if finding.exhibit else ""
        opener = vault_of(tmp_path).opener(session, finding.case_id)
        assert opener.read(key) == b"Beste Sanne"
    assert not list((tmp_path / "scratch").iterdir())


def test_what_is_given_again_keeps_its_item_and_what_changed_gets_a_new_one(
    database: Database, here: Organisation, shelf: Path, tmp_path: Path
) -> None:
    search_id = start(database, here)
    search(database, here, tmp_path, search_id)
    before = stored(database)
    (shelf / "nota.txt").write_text("Andere nota")
    again(database, search_id)
    search(database, here, tmp_path, search_id)
    after = stored(database)
    assert after["brief.txt"] == before["brief.txt"]
    assert after["nota.txt"][0] != before["nota.txt"][0]
    assert files_in(tmp_path) == 2


def test_a_file_that_is_gone_goes_and_one_that_was_judged_stays(
    sqlite_database: Database, here: Organisation, shelf: Path, tmp_path: Path
) -> None:
    search_id = start(sqlite_database, here)
    search(sqlite_database, here, tmp_path, search_id)
    with sqlite_database.transaction() as session:
        judged = stored(sqlite_database)["nota.txt"][0]
        session.get_one(Finding, judged).review = Review.INCLUDE
    for file in shelf.iterdir():
        file.unlink()
    again(sqlite_database, search_id)
    search(sqlite_database, here, tmp_path, search_id)
    assert set(stored(sqlite_database)) == {"nota.txt"}
    assert files_in(tmp_path) == 1


def test_when_nothing_may_come_in_any_more_no_file_is_left(
    sqlite_database: Database,
    here: Organisation,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    search_id = start(sqlite_database, here)
    real = filing.keep

    def meanwhile(*given: object) -> object:
        monkeypatch.undo()
        with sqlite_database.transaction() as session:
            case = session.scalars(select(Case)).one()
            case.advance(Action.WITHDRAW, Actor.citizen(here.slug), stories.NOW)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(filing, "keep", meanwhile)
    search(sqlite_database, here, tmp_path, search_id)
    assert stored(sqlite_database) == {}
    assert files_in(tmp_path) == 0


def record(found: FoundDocument) -> Record:
    return Record(FILES, (), ("email",), document=found)


def test_what_the_source_could_not_give_is_told_and_the_rest_goes_on(
    sqlite_database: Database, here: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "FILE", 10)
    search_id = start(sqlite_database, here)
    large, gone, good = (tmp_path / name for name in ("large", "gone", "good"))
    large.write_bytes(b"a" * 11)
    good.write_bytes(b"goed")
    records = [
        record(FoundDocument("a.pdf", gone, problem="missing")),
        record(FoundDocument("b.pdf", gone)),
        record(FoundDocument("c.pdf", large)),
        record(FoundDocument("d.txt", good)),
        Record(FILES, (), ("email",)),
    ]
    with sqlite_database.transaction(write=False) as session:
        case_id = session.get_one(SourceSearch, search_id).case_id
    vault = vault_of(tmp_path)
    with filing.filed(sqlite_database, vault, case_id, records, now=stories.NOW) as kept:
        assert [each.problem for each in kept.values()] == ["missing", "lost", "too_large", ""]
        assert set(kept) == {0, 1, 2, 3}
        assert isinstance(vault.store, FileStore)
        assert files_in(tmp_path) == 1
    assert files_in(tmp_path) == 0


def test_a_document_that_comes_after_all_takes_the_place_of_none(
    sqlite_database: Database, here: Organisation, shelf: Path, tmp_path: Path
) -> None:
    search_id = start(sqlite_database, here)
    search(sqlite_database, here, tmp_path, search_id)
    with sqlite_database.transaction() as session:
        found = session.scalars(select(Exhibit)).all()
        (missing,) = [each for each in found if each.name == "nota.txt"]
        vault_of(tmp_path).discard(session, [missing.key])
        missing.key = missing.sha256 = ""
        missing.state, missing.problem = ExhibitState.UNREADABLE, "missing"
    again(sqlite_database, search_id)
    search(sqlite_database, here, tmp_path, search_id)
    assert stored(sqlite_database)["nota.txt"][1] == "waiting"
