"""Keeps room for a seal in a PDF that is being written, and fills it when all else is there."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from portal.letters.sealing import FIELD, ROOM, Sealer
from portal.letters.writing import PdfWriter

_BEFORE = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(%s)/ByteRange"
_RANGE = b"[0 %010d %010d %010d]"
_PART = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """Room for a seal.

    Attributes:
        field: number of the object that shows, without being seen, that there is a seal.
        ranges, contents: places in the file of what is filled in.
    """

    field: int
    ranges: int
    contents: int

    def fill(self, file: BinaryIO, length: int, sealer: Sealer) -> None:
        """Seal the file, which is this long.

        Raises:
            ValueError: the seal is larger than the room for it.
        """
        end = self.contents + ROOM + 2
        file.seek(self.ranges)
        file.write(_RANGE % (self.contents, end, length - end))
        digest = hashlib.sha256()
        for begin, size in ((0, self.contents), (end, length - end)):
            file.seek(begin)
            while size:
                part = file.read(min(size, _PART))
                digest.update(part)
                size -= len(part)
        seal = sealer.signature(digest.digest()).hex().encode()
        if len(seal) > ROOM:
            raise ValueError("no room for this seal")
        file.seek(self.contents + 1)
        file.write(seal)


def keep_room(writer: PdfWriter, page: int, at: datetime) -> Stamp:
    """Write a seal without its contents, on a page where it is not seen."""
    moment = at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    before = _BEFORE % moment
    ranges = _RANGE % (0, 0, 0)
    between = b"/Contents"
    number = writer.number()
    head = len(b"%d 0 obj\n" % number)
    start = writer.length + head + len(before)
    words = before + ranges + between + b"<" + b"0" * ROOM + b">" + b">>"
    writer.plain(words, number)
    field = writer.add(
        b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/F 132/Rect[0 0 0 0]/P %d 0 R/V %d 0 R>>"
        % (FIELD.encode(), page, number)
    )
    return Stamp(field, start, start + len(ranges) + len(between))
