"""Reads the objects of a PDF as the portal's own binder writes it, where they lie in the file.

Nothing is held but the table of objects, so that a report of any size can be looked through. The
grammar is narrow on purpose: who meets anything else does not guess, but leaves the file to a
library.
"""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from portal.mapped import Body, forget

_EOF = b"%%EOF"
_OVER = b"\nendstream\nendobj\n"
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TAIL = re.compile(rb"\nstartxref\n(\d{1,12})\n%%EOF\n\Z")
_TABLE = re.compile(
    rb"<</Type/XRef/Size (\d+)/W\[1 8 2\]/Root (\d+) 0 R/Info \d+ 0 R"
    rb"/ID\[<[0-9a-f]+><[0-9a-f]+>\]/Filter/FlateDecode/Length (\d+)>>"
)
_PACK = re.compile(rb"<</Type/ObjStm/N (\d+)/First (\d+)/Filter/FlateDecode/Length (\d+)>>")
_LENGTH = re.compile(rb"/Length (\d+)\b")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_NODE = re.compile(rb"<</Type/Pages(?:/Parent \d+ 0 R)?/Count \d+/Kids\[([\d R]*)\]>>")
_PAGES = re.compile(rb"/Pages (\d+) 0 R")
_EMBEDDED = re.compile(rb"/Names<</EmbeddedFiles (\d+) 0 R/Dests \d+ 0 R>>")
_NAMED = re.compile(rb"<</Names\[((?:<[0-9A-F]+> \d+ 0 R ?)*)\]>>")
_FILE = re.compile(
    rb"<</Type/Filespec/F<FEFF([0-9A-F]*)>/UF<FEFF\1>/Desc<[0-9A-F]*>"
    rb"/AFRelationship/Data/EF<</F (\d+) 0 R/UF \2 0 R>>>>"
)
_PLAIN, _PACKED = 1, 2
_ROW = 11  # bytes: kind, place, index
ROWS = 1 << 16  # of the table, in one piece of memory
PART = 8 * 1024 * 1024  # of the file, read at a time
DEEPEST = 3  # nodes over a page
OFTEN = 200
"""After so many pages the memory of what was read of the file is given back."""
LARGEST = 64 * 1024 * 1024  # of what is unpacked at once


class NotOurs(Exception):
    """Raised if a file is not written as the portal writes its own."""


class OwnFile:
    """The objects of a PDF by their number, as its table of objects tells where they are.

    Attributes:
        size: one more than the highest number of an object.
    """

    def __init__(self, pdf: Body) -> None:
        """Reads the table.

        Raises:
            NotOurs: there is another table, or more than one, or an earlier version.
        """
        tail = _TAIL.search(pdf, max(len(pdf) - 64, 0))
        if pdf[: len(_HEAD)] != _HEAD or tail is None or _first(_EOF, pdf) != tail.end(1) + 1:
            raise NotOurs("another head or tail")
        self._pdf = pdf
        words, body = self._stream_at(int(tail[1]))
        table = _TABLE.fullmatch(words)
        if table is None:
            raise NotOurs("another table of objects")
        self._table, length = [], 0
        for part in _parts(body, _ROW * ROWS):
            length += len(part)
            self._table.append(zlib.compress(part, 1))
        self.size = int(table[1])
        if length != _ROW * self.size:
            raise NotOurs("a table that is not whole")
        self._root = int(table[2])
        self._pack = lru_cache(maxsize=16)(self._read_pack)
        self._rows = lru_cache(maxsize=4)(lambda part: zlib.decompress(self._table[part]))

    def words(self, number: int) -> bytes:
        """An object that streams nothing.

        Raises:
            NotOurs: it is not there, or it does stream.
        """
        kind, place, index = self._row(number)
        if kind != _PACKED:
            raise NotOurs(f"object {number} is not among packed ones")
        numbers, objects = self._pack(place)
        if index >= len(numbers) or numbers[index] != number:
            raise NotOurs(f"object {number} is not where the table says")
        return objects[index]

    def stream(self, number: int) -> tuple[bytes, bytes]:
        """The words of a stream and what it holds, as it is packed.

        Raises:
            NotOurs: it is not there.
        """
        kind, place, _ = self._row(number)
        head = b"%d 0 obj\n" % number
        if kind != _PLAIN or self._pdf[place : place + len(head)] != head:
            raise NotOurs(f"object {number} is not where the table says")
        return self._stream_at(place)

    def place(self, number: int) -> int:
        """Where in the file an object lies that is not packed with others."""
        return self._row(number)[1]

    def is_packed(self, number: int) -> bool:
        """Whether an object is packed with others, so that it streams nothing."""
        return self._row(number)[0] == _PACKED

    def pages(self) -> Iterator[int]:
        """The numbers of the pages, in order.

        Raises:
            NotOurs: the tree of pages is another one.
        """
        for count, number in enumerate(self._under(self._one(_PAGES, b"/Pages"), DEEPEST)):
            if count % OFTEN == 0:
                forget(self._pdf)
            yield number

    def attachments(self) -> dict[int, str]:
        """How the files in it are called, by the number of their stream.

        Raises:
            NotOurs: they are named in another way.
        """
        named = _NAMED.fullmatch(self.words(self._one(_EMBEDDED, b"/EmbeddedFiles")))
        if named is None:
            raise NotOurs("another tree of files")
        found = {}
        for number in _REFERENCE.findall(named[1]):
            file = _FILE.fullmatch(self.words(int(number)))
            if file is None:
                raise NotOurs("a file that is named in another way")
            found[int(file[2])] = bytes.fromhex(file[1].decode()).decode("utf-16-be", "replace")
        return found

    def _one(self, pattern: re.Pattern[bytes], key: bytes) -> int:
        """What the catalog says of a key, when it says so once and plainly."""
        catalog = self.words(self._root)
        found = pattern.search(catalog)
        if found is None or catalog.count(key) != 1 or b"#" in catalog:
            raise NotOurs("another catalog")
        return int(found[1])

    def _under(self, number: int, depth: int) -> Iterator[int]:
        words = self.words(number)
        if b"/Kids" not in words:
            yield number
            return
        node = _NODE.fullmatch(words)
        if node is None or not depth:
            raise NotOurs("another tree of pages")
        for kid in _REFERENCE.findall(node[1]):
            yield from self._under(int(kid), depth - 1)

    def _row(self, number: int) -> tuple[int, int, int]:
        if number >= self.size:
            raise NotOurs(f"no object {number}")
        part, index = divmod(number, ROWS)
        row = self._rows(part)[_ROW * index : _ROW * (index + 1)]
        return row[0], int.from_bytes(row[1:9], "big"), int.from_bytes(row[9:], "big")

    def _stream_at(self, place: int) -> tuple[bytes, bytes]:
        pdf = self._pdf
        begin = pdf.find(b" 0 obj\n", place, place + 20) + 7
        end = pdf.find(b"\nstream\n", begin, begin + 4096)
        words = pdf[begin:end]
        lengths = _LENGTH.findall(words)
        if begin < 7 or end < 0 or len(lengths) != 1 or b"endobj" in words:
            raise NotOurs("another kind of stream")
        start = end + len(b"\nstream\n")
        over = start + int(lengths[0])
        if pdf[over : over + len(_OVER)] != _OVER:
            raise NotOurs("a stream of another length")
        return words, pdf[start:over]

    def _read_pack(self, number: int) -> tuple[list[int], list[bytes]]:
        words, body = self.stream(number)
        pack = _PACK.fullmatch(words)
        if pack is None:
            raise NotOurs("objects packed in another way")
        whole = unpacked(body)
        count, first = int(pack[1]), int(pack[2])
        head = [int(each) for each in whole[:first].split()]
        numbers, starts = head[::2], [*head[1::2], len(whole) - first + 1]
        if len(head) != 2 * count or starts[0] != 0 or starts != sorted(starts):
            raise NotOurs("objects that do not follow each other")
        ends = starts[1:]
        objects = [whole[first + a : first + b - 1] for a, b in zip(starts[:-1], ends, strict=True)]
        return numbers, objects


def _first(sign: bytes, pdf: Body) -> int:
    """Where a sign is first; no more of the file is in memory than a part."""
    for at in range(0, len(pdf), PART):
        found = pdf.find(sign, at, at + PART + len(sign))
        forget(pdf)
        if found >= 0:
            return found
    return -1


def unpacked(body: bytes) -> bytes:
    """What was deflated.

    Raises:
        NotOurs: it was packed in another way, or it is too large.
    """
    parts = _parts(body, LARGEST)
    whole = next(parts, b"")
    if next(parts, b""):
        raise NotOurs("too large")
    return whole


def _parts(body: bytes, size: int) -> Iterator[bytes]:
    """What was deflated, so many bytes at a time."""
    unpacker = zlib.decompressobj()
    try:
        while part := unpacker.decompress(body, size):
            body = unpacker.unconsumed_tail
            yield part
    except zlib.error as error:
        raise NotOurs("packed in another way") from error
    if not unpacker.eof or unpacker.unused_data:
        raise NotOurs("not packed to the end")
