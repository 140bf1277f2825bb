"""What may be a seal is found in a file of any size, block by block."""

import io
import tracemalloc
from pathlib import Path

import pytest

from portal.letters import seals
from portal.letters.seals import BLOCK, MOST, TRIES, Found, Seal, find

DIGITS = b"3082" + b"3a" * 8190
SEAL = b"<" + DIGITS + b">"
RANGE = b"/ByteRange[0 10 20 30]"


def test_it_tells_what_the_seal_says_and_where_it_stands() -> None:
    found = find(io.BytesIO(b"%PDF-1.7 " + SEAL + b" more"))
    assert found.seals == (Seal(DIGITS, 9, 9 + len(SEAL)),)
    assert found.length == 14 + len(SEAL)


@pytest.mark.parametrize("before", range(-3, 4))
def test_the_end_of_a_block_hides_nothing(before: int) -> None:
    for part in (0, 1, len(SEAL) // 2, len(SEAL)):
        body = b" " * (BLOCK - part + before) + SEAL + RANGE + b" " * BLOCK
        found = find(io.BytesIO(body))
        assert [seal.start for seal in found.seals] == [BLOCK - part + before]
        assert found.ranges == ((0, 10, 20, 30),)
        assert found.length == len(body)


@pytest.mark.parametrize("before", range(12))
def test_what_begins_where_the_next_bytes_are_waited_for_is_found_once(before: int) -> None:
    for what in (SEAL, RANGE):
        body = b" " * (BLOCK - len(b"<>") - 65_536 - before) + what
        found = find(io.BytesIO(body.ljust(2 * BLOCK)))
        assert len(found.seals + found.ranges) == 1


def test_each_is_found_once_and_not_too_many() -> None:
    assert len(find(io.BytesIO((SEAL + RANGE) * 10)).seals) == 10
    many = find(io.BytesIO((SEAL + RANGE) * (MOST + 5)))
    assert (len(many.seals), len(many.ranges)) == (MOST, MOST)


@pytest.mark.parametrize("unit", [b"/ByteRange[0 0 0 0]", b"<3082", b"<3082" + b"0" * 65_540])
def test_a_file_full_of_what_looks_like_a_seal_is_not_read_on(
    unit: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert 100 < TRIES < 10_000
    monkeypatch.setattr(seals, "TRIES", 20)
    monkeypatch.setattr(seals, "BLOCK", 65_536)
    assert len(find(io.BytesIO(SEAL + unit * 19)).seals) == 1
    assert find(io.BytesIO(SEAL + unit * 20)) == Found((), (), 0)
    many = io.BytesIO(SEAL + unit * 200 + b" " * 300_000)
    assert find(many) == Found((), (), 0)
    assert many.tell() < len(SEAL) + 20 * len(unit) + 200_000


@pytest.mark.parametrize("begin", [b"<", b"<3", b"/", b"/ByteRang", b"<308"])
def test_of_bytes_that_only_begin_as_a_seal_none_is_looked_at(
    begin: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Never:
        def match(self, *_: object) -> None:
            raise AssertionError("looked at")

    monkeypatch.setattr(seals, "SIGNS", tuple((sign, Never()) for sign, _ in seals.SIGNS))
    assert find(io.BytesIO(begin * 200_000)).seals == ()


def test_a_seal_is_over_all_when_only_itself_is_left_out() -> None:
    head, tail = b"%PDF-1.7\n", b"/ByteRange[0 9 %d 50]"
    body = (head + SEAL + tail % (9 + len(SEAL))).ljust(9 + len(SEAL) + 50)
    found = find(io.BytesIO(body))
    assert found.is_over_all(found.seals[0])
    longer = find(io.BytesIO(body + b" "))
    assert not longer.is_over_all(longer.seals[0])


def test_a_file_of_any_size_takes_no_more_memory(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(60 * BLOCK)
        file.seek(0, io.SEEK_END)
        file.write(SEAL)
    tracemalloc.start()
    with path.open("rb") as file:
        assert len(find(file).seals) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * BLOCK
