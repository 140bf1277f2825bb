"""A large file is read from the disk, a small one from memory: what it says is the same."""

import tempfile
from pathlib import Path

import pytest

from portal import mapped
from portal.mapped import Mapped, body_of, forget, parts_of


@pytest.mark.parametrize("large", [False, True])
def test_a_file_is_read_in_parts_also_when_it_is_gone(monkeypatch, large):
    monkeypatch.setattr(mapped, "LARGE", 10 if large else 1000)
    monkeypatch.setattr(mapped, "PART", 7)
    with tempfile.TemporaryFile() as file:
        file.write(b"%PDF and some more")
        body = body_of(file)
    assert isinstance(body, Mapped) is large
    assert b"".join(parts_of(body)) == b"%PDF and some more"
    forget(body)
    assert body[:4] == b"%PDF"
    assert body.find(b"more") == 14
    assert len(list(parts_of(body))) == (3 if large else 1)


def test_what_was_read_takes_no_memory_any_more(tmp_path):
    size = 40 * 1024 * 1024
    (tmp_path / "large").write_bytes(bytes(range(256)) * (size // 256))
    with (tmp_path / "large").open("rb") as file:
        body = body_of(file)
    assert isinstance(body, Mapped)
    before = _resident()
    assert sum(len(part) for part in parts_of(body)) == size
    assert _resident() - before < size // 4


def _resident() -> int:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * 4096
