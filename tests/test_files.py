"""The file store: whole files under our own names, or none."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.files import FileDamaged, FileMissing, FileStore

CONTENT = b"%PDF-1.7 a report"
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


def test_what_was_put_is_read_back(store: FileStore) -> None:
    assert store.read(store.put(CONTENT), SHA256) == CONTENT


def test_the_same_bytes_get_a_key_of_their_own_each_time(store: FileStore) -> None:
    assert store.put(CONTENT) != store.put(CONTENT)


def test_files_are_spread_over_two_levels_of_folders(store: FileStore) -> None:
    key = store.put(CONTENT)
    assert (store.folder / key[:2] / key[2:4] / key).read_bytes() == CONTENT


def test_bytes_that_changed_are_not_handed_out(store: FileStore) -> None:
    key = store.put(CONTENT)
    (store.folder / key[:2] / key[2:4] / key).write_bytes(CONTENT[:-1] + b"x")
    with pytest.raises(FileDamaged):
        store.read(key, SHA256)


def test_a_deleted_file_is_gone_and_deleting_twice_is_fine(store: FileStore) -> None:
    key = store.put(CONTENT)
    store.delete(key)
    store.delete(key)
    with pytest.raises(FileMissing):
        store.read(key, SHA256)


@pytest.mark.parametrize(
    "key",
    ["", ".", "../../etc/passwd", "/etc/passwd", "a" * 31, "A" * 32, "a" * 32 + "\n", "..%2f" * 8],
)
def test_only_our_own_keys_become_paths(store: FileStore, key: str) -> None:
    with pytest.raises(FileMissing):
        store.read(key, SHA256)
    with pytest.raises(FileMissing):
        store.delete(key)


def test_the_bytes_reach_the_disk_before_the_name_and_the_name_before_the_key(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def note_fsync(handle: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        fsync(handle)

    def note_rename(path: Path, target: Path) -> Path:
        steps.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(Path, "rename", note_rename)
    store.put(CONTENT)
    assert steps == ["folder", "folder", "file", "rename", "folder"]


def test_a_full_disk_leaves_nothing_behind(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    store.put(CONTENT)
    before = {path for path in store.folder.rglob("*") if path.is_file()}
    monkeypatch.setattr("portal.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(CONTENT)
    assert {path for path in store.folder.rglob("*") if path.is_file()} == before


def test_what_is_set_aside_is_not_found_and_can_come_back(store: FileStore) -> None:
    key = store.put(CONTENT)
    for _ in range(2):  # as two workers would
        store.set_aside(key, MOMENT)
    assert store.list_aside() == {key: MOMENT}
    assert list(store.keys_before(datetime.now(UTC) + timedelta(days=1))) == []
    with pytest.raises(FileMissing):
        store.load(key)
    for _ in range(2):
        store.bring_back(key)
    assert store.load(key) == CONTENT
    assert store.list_aside() == {}
    store.set_aside(key, MOMENT)
    for _ in range(2):
        store.delete_aside(key)
    store.bring_back(key)
    assert not [path for path in store.folder.rglob("*") if path.is_file()]


def test_nobody_else_on_the_machine_can_read_the_files(store: FileStore) -> None:
    key = store.put(CONTENT)
    assert (store.folder / key[:2] / key[2:4] / key).stat().st_mode & 0o077 == 0
    assert store.folder.stat().st_mode & 0o077 == 0
