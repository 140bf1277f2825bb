"""Files that no row names are removed; those of rows, and young ones, never."""

import os
from datetime import timedelta

import pytest

from portal.files import FileStore
from portal.models.document import Document, DocumentKind
from portal.models.exhibit import Exhibit
from portal.services import sweeping
from tests.services import stories
from tests.services.stories import NOW

OLD = NOW - timedelta(days=2)


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "files")


@pytest.fixture
def vault(tmp_path):
    return FileStore(tmp_path / "vault")


def aged(store, moment=OLD):
    """A file as it was put in at a moment; gives its key."""
    key = store.put(b"x")
    path = store.folder / key[:2] / key[2:4] / key
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return key


def there(store):
    return {path.name for path in store.folder.rglob("*") if path.is_file()} - {sweeping.STAMP}


def sweep(database, files, vault, now=NOW):
    return sweeping.sweep(database, files, vault, now=now)


def named(database, document, keys):
    """A document of ours and an exhibit that name these files."""
    with database.transaction() as session:
        case = stories.ask(session)
        search = stories.find(session, case, [[["Naam", "Name", "x"]]])
        session.add(
            Document(
                case_id=case.id, kind=DocumentKind.RECEIPT, name="x", key=document,
                sha256="0" * 64, size=1, created_at=NOW,
            )
        )  # fmt: skip
        names = dict(zip(("key", "pdf_key", "text_key"), keys, strict=True))
        session.add(
            Exhibit(
                case_id=case.id, finding_id=search.findings[0].id, name="x", media_type="x",
                size=1, sha256="0" * 64, added_at=NOW, **names,
            )
        )  # fmt: skip


def test_what_no_row_names_is_removed_and_what_one_names_stays(database, files, vault):
    document, found = aged(files), [aged(vault) for _ in range(3)]
    named(database, document, found)
    for store in (files, vault):
        aged(store)
    assert sweep(database, files, vault) == 2
    assert (there(files), there(vault)) == ({document}, set(found))


def test_a_document_of_ours_is_not_named_by_an_exhibit_nor_the_other_way_round(
    sqlite_database, files, vault
):
    document, found = aged(files), [aged(vault) for _ in range(3)]
    named(sqlite_database, found[0], [document, "", ""])
    assert sweep(sqlite_database, files, vault) == 4


def test_a_young_file_may_still_get_its_row(sqlite_database, files, vault):
    young = aged(vault, NOW - timedelta(hours=23))
    assert sweep(sqlite_database, files, vault) == 0
    assert there(vault) == {young}


def test_what_a_crash_left_half_written_goes_and_what_is_being_written_stays(
    sqlite_database, files, vault
):
    folder = vault.folder / "ab" / "cd"
    folder.mkdir(parents=True)
    old, young = folder / "one.part", folder / "two.part"
    for path, moment in ((old, OLD), (young, NOW - timedelta(hours=1))):
        path.write_bytes(b"half")
        os.utime(path, (moment.timestamp(), moment.timestamp()))
    assert sweep(sqlite_database, files, vault) == 1
    assert there(vault) == {"two.part"}


def test_the_room_of_a_report_is_no_file_of_the_store(sqlite_database, files, vault):
    room = files.folder / "printing" / "7"
    room.mkdir(parents=True)
    (room / "part.pdf").write_bytes(b"x")
    os.utime(room / "part.pdf", (OLD.timestamp(), OLD.timestamp()))
    assert sweep(sqlite_database, files, vault) == 0
    assert there(files) == {"part.pdf"}


def test_files_of_another_database_are_left_alone(sqlite_database, files, vault, monkeypatch):
    monkeypatch.setattr(sweeping, "FEW", 2)
    keys = {aged(vault) for _ in range(3)}
    assert sweep(sqlite_database, files, vault) == 0
    assert there(vault) == keys


def test_of_many_files_a_tenth_may_be_lost(sqlite_database, files, vault, monkeypatch):
    monkeypatch.setattr(sweeping, "FEW", 0)
    monkeypatch.setattr(sweeping, "SHARE", 0.5)
    found = [aged(vault) for _ in range(3)]
    named(sqlite_database, "0" * 32, found)
    aged(vault)
    assert sweep(sqlite_database, files, vault) == 1


def test_it_is_done_twice_a_day_and_not_each_time(sqlite_database, files, vault):
    sweep(sqlite_database, files, vault)
    aged(vault)
    assert sweep(sqlite_database, files, vault, NOW + timedelta(hours=11)) == 0
    assert sweep(sqlite_database, files, vault, NOW + timedelta(hours=12)) == 1
