"""The lock of rows: what it closed opens for its own case and place, unchanged, or not at all."""

import base64

import pytest

from portal.rowlock import RowLock, ValueDamaged

KEY = RowLock.new_key()
LOCK = RowLock.of(7, KEY)
PLACE = "mark.text"


@pytest.mark.parametrize("content", [b"", b"x", "Fatima Bouazza \N{PILE OF POO}".encode() * 50])
def test_what_was_closed_opens(content: bytes) -> None:
    sealed = LOCK.close(content, PLACE)
    assert LOCK.open(sealed, PLACE) == content
    assert " " not in sealed


def test_the_same_is_closed_otherwise_each_time() -> None:
    assert LOCK.close(b"Fatima", PLACE) != LOCK.close(b"Fatima", PLACE)


@pytest.mark.parametrize(
    ("other", "place"),
    [(RowLock.of(7, RowLock.new_key()), PLACE), (RowLock.of(8, KEY), PLACE), (LOCK, "leak.text")],
    ids=["another key", "another case", "another place"],
)
def test_what_was_moved_does_not_open(other: RowLock, place: str) -> None:
    with pytest.raises(ValueDamaged):
        other.open(LOCK.close(b"Fatima", PLACE), place)


def test_what_was_changed_does_not_open() -> None:
    sealed = LOCK.close(b"Fatima", PLACE)
    raw = bytearray(base64.b64decode(sealed[1:]))
    for place in range(len(raw)):
        changed = bytes(byte ^ (number == place) for number, byte in enumerate(raw))
        with pytest.raises(ValueDamaged):
            LOCK.open("1" + base64.b64encode(changed).decode(), PLACE)


@pytest.mark.parametrize("text", ["", "1", "1?", "Fatima", "1é", "{sealed}", "2{sealed}", "1{cut}"])
def test_what_is_none_of_ours_does_not_open(text: str) -> None:
    sealed = LOCK.close(b"Fatima", PLACE)
    with pytest.raises(ValueDamaged):
        LOCK.open(text.format(sealed=sealed[1:], cut=sealed[:-4]), PLACE)
