"""Writes a PDF from front to back, holding nothing but where its objects lie.

A report of a hundred thousand records has millions of objects. A library that keeps them all needs
gigabytes; this needs seven bytes for each. No file is larger than four gigabytes.
"""

import struct
import zlib
from array import array
from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

TOGETHER = 200  # objects in one stream of objects
ROWS = 4096  # of the table of objects, packed at a time
_FREE, _PLAIN, _PACKED = 0, 1, 2


def references(numbers: Iterable[int]) -> bytes:
    """Objects as PDF refers to them."""
    return b" ".join(b"%d 0 R" % number for number in numbers)


def text_string(text: str) -> bytes:
    """A text as PDF writes it."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


class PdfWriter:
    """A PDF that grows object by object; numbers may be given out before their object is there."""

    def __init__(self, file: BinaryIO) -> None:
        """Writes the head of the file."""
        self._file = file
        self._kinds, self._places, self._indexes = array("B"), array("I"), array("H")
        self._pending: list[tuple[int, bytes]] = []
        self.number()  # object 0 is never used
        self._at = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    @property
    def length(self) -> int:
        """How many bytes are written."""
        return self._at

    def number(self) -> int:
        """A number for an object that comes later."""
        return self.numbers(1)

    def numbers(self, count: int) -> int:
        """The first of so many numbers for objects that come later."""
        first = len(self._kinds)
        self._kinds.extend([_FREE] * count)
        self._places.extend([0] * count)
        self._indexes.extend([0] * count)
        return first

    def add(self, words: bytes, number: int | None = None) -> int:
        """Write an object, packed with others; gives its number."""
        number = self.number() if number is None else number
        self._pending.append((number, words))
        if len(self._pending) == TOGETHER:
            self._pack()
        return number

    def stream(self, words: bytes, body: bytes, number: int | None = None) -> int:
        """Write a stream with the words of its dictionary, length included; gives its number."""
        return self.plain(b"%s\nstream\n%s\nendstream" % (words, body), number)

    def plain(self, words: bytes, number: int | None = None) -> int:
        """Write an object as it is, so that its bytes can be found; gives its number."""
        number = self.number() if number is None else number
        self._place(number, _PLAIN, self._at, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, words))
        return number

    def finish(self, root: int, info: int, identifier: bytes) -> None:
        """Write the table of objects and the end of the file."""
        self._pack()
        number = self.number()
        start = self._at
        self._place(number, _PLAIN, start, 0)
        body = self._table()
        words = (
            b"<</Type/XRef/Size %d/W[1 8 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            b"/Filter/FlateDecode/Length %d>>"
        ) % (len(self._kinds), root, info, identifier, identifier, len(body))
        for part in (b"%d 0 obj\n%s\nstream\n" % (number, words), body, b"\nendstream\nendobj\n"):
            self._write(part)  # the table is large: it is not copied
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _table(self) -> bytearray:
        packer, row = zlib.compressobj(6), struct.Struct(">BQH")
        rows = zip(self._kinds, self._places, self._indexes, strict=True)
        packed = bytearray()
        while some := b"".join(row.pack(*each) for each in islice(rows, ROWS)):
            packed += packer.compress(some)
        packed += packer.flush()
        return packed

    def _pack(self) -> None:
        if not self._pending:
            return
        container = self.number()
        heads, bodies, at = [], [], 0
        for index, (number, words) in enumerate(self._pending):
            heads.append(b"%d %d" % (number, at))
            bodies.append(words)
            at += len(words) + 1
            self._place(number, _PACKED, container, index)
        head = b" ".join(heads) + b"\n"
        body = zlib.compress(head + b"\n".join(bodies), 6)
        words = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
            len(self._pending),
            len(head),
            len(body),
        )
        self._pending = []
        self.stream(words, body, container)

    def _place(self, number: int, kind: int, place: int, index: int) -> None:
        self._kinds[number], self._places[number], self._indexes[number] = kind, place, index

    def _write(self, body: bytes | bytearray) -> None:
        self._file.write(body)
        self._at += len(body)
