"""Finds in a file of any size what may be seals, without reading it into memory.

A seal is hexadecimal digits between angle brackets. Elsewhere the file says which of its bytes the
seal is over.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST = 20  # seals looked at in one file
BLOCK = 1 << 20
_LONGEST = 65_536  # digits of a seal
_PLACE = re.compile(
    rb"<(?P<seal>[0-9A-Fa-f]{512,%d})>|/ByteRange ?\[(?P<range>[ 0-9]{7,60})\]" % _LONGEST
)


@dataclass(frozen=True, slots=True)
class Seal:
    """What may be a seal.

    Attributes:
        digits: what it says, in hexadecimal.
        start, end: where it stands, brackets included.
    """

    digits: bytes
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a file.

    Attributes:
        seals: the first of them.
        ranges: which bytes seals are said to be over, the last of those.
        length: bytes in the file.
    """

    seals: tuple[Seal, ...]
    ranges: tuple[tuple[int, ...], ...]
    length: int

    def is_over_all(self, seal: Seal) -> bool:
        """Whether this seal is said to be over all bytes but itself."""
        return (0, seal.start, seal.end, self.length - seal.end) in self.ranges


def find(file: BinaryIO) -> Found:
    """What may be seals in a file, from where it stands to its end."""
    seals: list[Seal] = []
    ranges: deque[tuple[int, ...]] = deque(maxlen=MOST)
    begin = done = 0  # where in the file the bytes at hand begin, and up to where they were seen
    held = b""
    for block in blocks(file):
        held += block
        for found in _PLACE.finditer(held, max(done - begin, 0)):
            done = begin + found.end()
            if found["range"]:
                ranges.append(tuple(map(int, found["range"].split())))
            elif len(seals) < MOST:
                seals.append(Seal(found["seal"], begin + found.start(), done))
        over = max(len(held) - _LONGEST - 2, 0)  # what may go on in the next block stays
        begin, held = begin + over, held[over:]
    return Found(tuple(seals), tuple(ranges), begin + len(held))


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    while block := file.read(BLOCK):
        yield block
