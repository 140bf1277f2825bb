"""The vault: what lies in it opens with the key of its own case, whole, or not at all."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import vault as vaults
from portal.files import FileMissing, FileStore
from portal.models.base import Database
from portal.models.exhibit import CaseKey
from portal.vault import Vault, VaultDamaged, VaultShut, new_key
from tests.services import stories

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OLD, NEW = new_key(), new_key()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "vault")


@pytest.fixture
def vault(store: FileStore) -> Vault:
    return Vault([OLD], store)


def a_case(session: Session, key: str = "one") -> int:
    return stories.ask(session, key=key).id


@pytest.mark.parametrize("size", [0, 1, vaults.PIECE - 1, vaults.PIECE, 2 * vaults.PIECE + 5])
def test_what_was_put_in_comes_out(sqlite_database: Database, vault: Vault, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    with sqlite_database.transaction() as session:
        locker = vault.locker(session, a_case(session), now=NOW)
        assert locker.read(locker.put(content)) == content


def test_nothing_of_it_can_be_read_on_the_disk(
    database: Database, vault: Vault, store: FileStore
) -> None:
    with database.transaction() as session:
        key = vault.locker(session, a_case(session), now=NOW).put(b"Fatima Bouazza" * 100)
    with database.transaction(write=False) as session:
        assert b"Bouazza" not in store.load(key)
        row = session.query(CaseKey).one()
        assert vault.opener(session, row.case_id).read(key).startswith(b"Fatima Bouazza")


def test_a_case_keeps_its_key(sqlite_database: Database, vault: Vault) -> None:
    with sqlite_database.transaction() as session:
        case_id = a_case(session)
        key = vault.locker(session, case_id, now=NOW).put(b"a")
        assert vault.locker(session, case_id, now=NOW).read(key) == b"a"


def test_the_key_of_one_case_does_not_open_another(sqlite_database: Database, vault: Vault) -> None:
    with sqlite_database.transaction() as session:
        one = vault.locker(session, a_case(session, "one"), now=NOW)
        other = vault.locker(session, a_case(session, "other"), now=NOW)
        with pytest.raises(VaultDamaged):
            other.read(one.put(b"secret"))


def test_every_change_is_seen(sqlite_database: Database, vault: Vault, store: FileStore) -> None:
    with sqlite_database.transaction() as session:
        locker = vault.locker(session, a_case(session), now=NOW)
        content = store.load(locker.put(b"0123456789"))
        for place in range(len(content)):
            changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
            with pytest.raises(VaultDamaged):
                locker.read(store.put(changed))


def test_pieces_cannot_be_left_out_swapped_or_added(
    sqlite_database: Database, vault: Vault, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "PIECE", 4)
    with sqlite_database.transaction() as session:
        locker = vault.locker(session, a_case(session), now=NOW)
        content = store.load(locker.put(b"aaaabbbbcc"))
        head, body = content[:28], content[28:]
        one, two, three = body[:20], body[20:40], body[40:]
        for pieces in ([one, two], [one, three], [two, one, three], [one, two, three, three], []):
            with pytest.raises(VaultDamaged):
                locker.read(store.put(head + b"".join(pieces)))


def test_without_its_key_a_case_is_shut_for_good(database: Database, vault: Vault) -> None:
    with database.transaction() as session:
        case_id = a_case(session)
        vault.locker(session, case_id, now=NOW).put(b"a")
        assert vault.destroy(session, case_id, now=NOW)
        assert not vault.destroy(session, case_id, now=NOW)
        with pytest.raises(VaultShut):
            vault.opener(session, case_id)


def test_a_new_key_of_the_settings_takes_over(database: Database, store: FileStore) -> None:
    with database.transaction() as session:
        case_id = a_case(session)
        key = Vault([OLD], store).locker(session, case_id, now=NOW).put(b"a")
    with database.transaction() as session:
        assert Vault([NEW, OLD], store).rotate(session) == 1
    with database.transaction(write=False) as session:
        assert Vault([NEW], store).opener(session, case_id).read(key) == b"a"
        with pytest.raises(VaultShut):
            Vault([OLD], store).opener(session, case_id)


def test_a_key_that_is_not_known_stops_the_rotation(
    sqlite_database: Database, store: FileStore
) -> None:
    with sqlite_database.transaction() as session:
        Vault([OLD], store).locker(session, a_case(session), now=NOW)
        with pytest.raises(VaultShut):
            Vault([NEW], store).rotate(session)


def test_files_go_when_the_transaction_that_forgets_them_ends_well(
    sqlite_database: Database, vault: Vault
) -> None:
    with sqlite_database.transaction() as session:
        locker = vault.locker(session, a_case(session), now=NOW)
        key = locker.put(b"a")
    with suppress(RuntimeError), sqlite_database.transaction() as session:
        vault.discard(session, [key])
        raise RuntimeError
    assert locker.read(key) == b"a"
    with sqlite_database.transaction() as session:
        vault.discard(session, [key])
        session.rollback()
        session.scalar(select(CaseKey))
    assert locker.read(key) == b"a"
    with sqlite_database.transaction() as session:
        vault.discard(session, [key, ""])
        with session.begin_nested():
            session.scalar(select(CaseKey))
        assert locker.read(key) == b"a"
    with pytest.raises(FileMissing):
        locker.read(key)


def test_a_wrong_key_of_the_settings_is_refused(store: FileStore) -> None:
    with pytest.raises(ValueError, match="32"):
        Vault(["short"], store)


def test_of_two_that_come_first_one_makes_the_key(database: Database, vault: Vault) -> None:
    with database.transaction() as session:
        case_id = a_case(session)
    both = threading.Barrier(2)

    def put(content: bytes) -> str:
        both.wait(10)
        with database.transaction() as session:
            return vault.locker(session, case_id, now=NOW).put(content)

    with ThreadPoolExecutor(2) as threads:
        keys = list(threads.map(put, (b"one", b"other")))
    with database.transaction(write=False) as session:
        opener = vault.opener(session, case_id)
        assert [opener.read(key) for key in keys] == [b"one", b"other"]


def test_the_key_of_rows_lies_in_a_file_that_the_key_of_the_case_locks(
    database: Database, vault: Vault, store: FileStore
) -> None:
    with database.transaction() as session:
        case_id = a_case(session)
        sealed = vault.rows_of(session, case_id).close(b"Fatima", "mark.text")
    with database.transaction(write=False) as session:
        row = session.get_one(CaseKey, case_id)
        assert vault.opener(session, case_id).read(row.rows)
        assert vault.unlock(case_id, row.wrapped, row.rows).open(sealed, "mark.text") == b"Fatima"
        with pytest.raises(VaultShut):  # a copy of the database alone
            Vault([OLD], FileStore(store.folder / "other")).unlock(case_id, row.wrapped, row.rows)
        with pytest.raises(VaultShut):  # and one of the files, too, without the settings
            Vault([NEW], store).unlock(case_id, row.wrapped, row.rows)
        with pytest.raises(VaultShut):
            vault.unlock(case_id, "", row.rows)


def test_rows_open_with_a_new_key_of_the_settings_as_well(
    sqlite_database: Database, store: FileStore
) -> None:
    with sqlite_database.transaction() as session:
        case_ids = [a_case(session, key) for key in ("one", "other")]
        old = Vault([OLD], store)
        sealed = [old.rows_of(session, each).close(b"a", "mark.text") for each in case_ids]
        old.destroy(session, case_ids[1], now=NOW)
        assert Vault([NEW, OLD], store).rotate(session) == 1
        lock = Vault([NEW], store).rows_of(session, case_ids[0])
        assert lock.open(sealed[0], "mark.text") == b"a"


def test_what_was_opened_before_does_not_open_once_it_is_destroyed(
    sqlite_database: Database, vault: Vault
) -> None:
    with sqlite_database.transaction() as session:
        case_id = a_case(session)
        vault.rows_of(session, case_id)
        row = session.get_one(CaseKey, case_id)
        known = row.wrapped, row.rows
        vault.unlock(case_id, *known)
        vault.destroy(session, case_id, now=NOW)
        vault.store.delete(row.rows)
        for shut in (
            lambda: vault.unlock(case_id, *known),
            lambda: vault.rows_of(session, case_id),
        ):
            with pytest.raises(VaultShut):
                shut()


def test_of_two_that_write_first_one_makes_the_key_of_the_rows(
    database: Database, vault: Vault
) -> None:
    with database.transaction() as session:
        case_id = a_case(session)
        vault.locker(session, case_id, now=NOW)
    both = threading.Barrier(2)

    def close(content: bytes) -> str:
        both.wait(10)
        with database.transaction() as session:
            session.get(CaseKey, case_id)  # read before anybody waits
            return vault.rows_of(session, case_id).close(content, "mark.text")

    with ThreadPoolExecutor(2) as threads:
        sealed = list(threads.map(close, (b"one", b"other")))
    with database.transaction() as session:
        lock = vault.rows_of(session, case_id)
        assert [lock.open(each, "mark.text") for each in sealed] == [b"one", b"other"]


def test_who_looked_before_finds_the_key_that_another_made(
    postgresql_url: str, open_database: Callable[[str], Database], vault: Vault
) -> None:
    database = open_database(postgresql_url)
    with database.transaction() as session:
        case_id = a_case(session)
        vault.locker(session, case_id, now=NOW)
    with database.transaction() as late:
        assert late.get_one(CaseKey, case_id).rows == ""
        with database.transaction() as early:
            sealed = vault.rows_of(early, case_id).close(b"a", "mark.text")
        assert vault.rows_of(late, case_id).open(sealed, "mark.text") == b"a"
