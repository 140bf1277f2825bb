"""Files that no row names are set aside and go later; those of rows, and young ones, never."""

import os
import secrets
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.files import ASIDE, FileMissing, FileStore
from portal.models.document import Document, DocumentKind
from portal.models.exhibit import CaseKey, Exhibit
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
    return age(store, store.put(b"x"), moment)


def age(store, key, moment=OLD):
    """Make a file as old as that."""
    path = store.folder / key[:2] / key[2:4] / key
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return key


def there(store):
    files = [path for path in store.folder.rglob("*") if path.is_file()]
    return {path.name for path in files if path.parent.name != ASIDE} - {sweeping.STAMP}


def sweep(database, files, vault, now=NOW):
    return sweeping.sweep(database, files, vault, now=now)


def named(database, documents, keys):
    """Documents of ours and exhibits, of three files each, that name these files."""
    with database.transaction() as session:
        case = stories.ask(session, key=secrets.token_hex(8))
        found = [[["Naam", "Name", "x"]]] * (len(keys) // 3)
        search = stories.find(session, case, found)
        for number, key in enumerate(documents):
            session.add(
                Document(
                    case_id=case.id, kind=DocumentKind.LETTER, letter_id=number, name="x", key=key,
                    sha256="0" * 64, size=1, created_at=NOW,
                )
            )  # fmt: skip
        for number, finding in enumerate(search.findings):
            three = keys[3 * number : 3 * number + 3]
            names = dict(zip(("key", "pdf_key", "text_key"), three, strict=True))
            session.add(
                Exhibit(
                    case_id=case.id, finding_id=finding.id, name="x", media_type="x",
                    size=1, sha256="0" * 64, added_at=NOW, **names,
                )
            )  # fmt: skip


def full(database, files, vault):
    """Ten documents of ours and eleven that were found, each named; gives the keys.

    Among those found is the key of the rows of their case.
    """
    documents, found = [aged(files) for _ in range(10)], [aged(vault) for _ in range(11)]
    named(database, documents, [*found, ""])
    with database.transaction(write=False) as session:
        (rows,) = session.scalars(select(CaseKey.rows))
    return documents, [*found, age(vault, rows)]


def test_what_no_row_names_is_set_aside_and_what_one_names_stays(database, files, vault):
    documents, found = full(database, files, vault)
    lost = [aged(store) for store in (files, vault)]
    assert sweep(database, files, vault) == 2
    assert (there(files), there(vault)) == (set(documents), set(found))
    for store, key in zip((files, vault), lost, strict=True):
        assert store.list_aside() == {key: NOW}
        with pytest.raises(FileMissing):
            store.load(key)


def test_what_was_set_aside_goes_after_thirty_days(sqlite_database, files, vault):
    documents, _ = full(sqlite_database, files, vault)
    lost = aged(files)
    sweep(sqlite_database, files, vault)
    sweep(sqlite_database, files, vault, NOW + timedelta(days=30))
    assert set(files.list_aside()) == {lost}
    assert sweep(sqlite_database, files, vault, NOW + timedelta(days=31)) == 0
    assert not list((files.folder / ASIDE).iterdir())
    assert there(files) == set(documents)


def test_what_a_row_names_after_all_comes_back(sqlite_database, files, vault):
    """An older copy of the database was put back for a while, and then the right one."""
    full(sqlite_database, files, vault)
    key = aged(files)
    sweep(sqlite_database, files, vault)
    named(sqlite_database, [key], [])
    assert sweep(sqlite_database, files, vault, NOW + timedelta(days=40)) == 0
    assert files.load(key) == b"x"
    assert files.list_aside() == {}


def test_a_document_of_ours_is_not_named_by_an_exhibit_nor_the_other_way_round(
    sqlite_database, files, vault
):
    full(sqlite_database, files, vault)
    ours, found = aged(files), aged(vault)
    named(sqlite_database, [found], [ours, "", ""])
    assert sweep(sqlite_database, files, vault) == 2


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


@pytest.mark.parametrize("number", [1, 2, 50])
def test_with_a_database_that_knows_no_file_none_is_touched(sqlite_database, files, vault, number):
    keys = {aged(vault) for _ in range(number)}
    assert sweep(sqlite_database, files, vault) == 0
    assert there(vault) == keys
    assert vault.list_aside() == {}


def test_of_all_files_a_tenth_may_be_lost_or_one_and_not_more(sqlite_database, files, vault):
    documents, _found = full(sqlite_database, files, vault)
    more = {aged(files) for _ in range(2)}  # of twelve
    assert sweep(sqlite_database, files, vault) == 0
    assert there(files) == {*documents, *more}
    further = [aged(files) for _ in range(8)]
    named(sqlite_database, further, [])  # of twenty
    assert sweep(sqlite_database, files, vault, NOW + timedelta(hours=12)) == 2
    assert there(files) == {*documents, *further}


def test_in_a_strange_database_what_was_set_aside_stays_too(sqlite_database, files, vault):
    full(sqlite_database, files, vault)
    lost = aged(files)
    sweep(sqlite_database, files, vault)
    for _ in range(5):
        aged(files)
    sweep(sqlite_database, files, vault, NOW + timedelta(days=40))
    assert set(files.list_aside()) == {lost}


def test_it_is_done_twice_a_day_and_not_each_time(sqlite_database, files, vault):
    full(sqlite_database, files, vault)
    sweep(sqlite_database, files, vault)
    aged(vault)
    assert sweep(sqlite_database, files, vault, NOW + timedelta(hours=11)) == 0
    assert sweep(sqlite_database, files, vault, NOW + timedelta(hours=12)) == 1
