"""Finds in a file of any size what may be seals, without reading it into memory.

A seal is hexadecimal digits between angle brackets. Elsewhere the file says which of its bytes the
seal is over. Anybody may hand a file in, so whatever it holds each byte is looked at about once.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

MOST = 20  # seals looked at in one file
TRIES = 1000  # places where something may begin; a file of ours has a few, by chance hardly more
BLOCK = 1 << 20
_LONGEST = 65_536  # digits of a seal
SIGNS = (
    (b"<3082", re.compile(rb"<([0-9A-Fa-f]{512,%d})>" % _LONGEST)),  # a seal is DER, of some length
    (b"/ByteRange", re.compile(rb"/ByteRange ?\[([ 0-9]{7,60})\]")),
)
"""How a seal and a range begin, which is found fast, and the whole of each."""


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
    """What may be seals in a file, from where it stands to its end.

    Nothing is found in a file with more places than `TRIES` where something may begin.
    """
    seals: list[Seal] = []
    ranges: deque[tuple[int, ...]] = deque(maxlen=MOST)
    begin = tries = 0  # where in the file the bytes at hand begin
    held = b""
    for block in chain(blocks(file), [b""]):
        held += block
        over = max(len(held) - _LONGEST - 2, 0) if block else len(held)  # what comes next may end
        for at, whole in _places(held, over):  # a place that begins before this
            tries += 1
            if tries > TRIES:
                return Found((), (), 0)
            found = whole.match(held, at)
            if found and held[at : at + 1] == b"/":
                ranges.append(tuple(map(int, found[1].split())))
            elif found and len(seals) < MOST:
                seals.append(Seal(found[1], begin + at, begin + found.end()))
        begin, held = begin + over, held[over:]
    return Found(tuple(seals), tuple(ranges), begin)


def _places(held: bytes, over: int) -> Iterator[tuple[int, re.Pattern[bytes]]]:
    """Where something may begin before a place, and what it must look like as a whole."""
    for sign, whole in SIGNS:
        at = held.find(sign, 0, over + len(sign) - 1)
        while at >= 0:
            yield at, whole
            at = held.find(sign, at + 1, over + len(sign) - 1)


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of a file, some at a time."""
    while block := file.read(BLOCK):
        yield block
