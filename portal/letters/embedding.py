"""Puts files in a PDF as its data, packed while they are being made."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from portal.letters.writing import PdfWriter, text_string


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file in a PDF.

    Attributes:
        packed: its bytes, deflated.
        size, md5, sha256: of the bytes as they were.
        media_type: such as 'application/json'.
    """

    name: str
    description: str
    media_type: str
    created: datetime
    packed: bytes
    size: int
    md5: bytes
    sha256: str


def pack(
    name: str, description: str, media_type: str, created: datetime, body: Iterable[bytes]
) -> Embedded:
    """A file of which no more than a part is in memory at once, apart from what it packs to."""
    packer = zlib.compressobj(6)
    md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
    packed, size = bytearray(), 0
    for part in body:
        md5.update(part)
        sha256.update(part)
        size += len(part)
        packed += packer.compress(part)
    packed += packer.flush()
    return Embedded(
        name,
        description,
        media_type,
        created,
        bytes(packed),
        size,
        md5.digest(),
        sha256.hexdigest(),
    )


def embed(writer: PdfWriter, files: Iterable[Embedded]) -> tuple[int, list[int]]:
    """Write files; gives the number of the tree of their names, and that of each."""
    names, specifications = [], []
    for file in files:
        stamp = file.created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
        words = (
            b"<</Type/EmbeddedFile/Subtype/%s/Filter/FlateDecode/Length %d/Params<</Size %d"
            b"/CheckSum<%s>/CreationDate(%s)/ModDate(%s)>>>>"
        ) % (
            file.media_type.replace("/", "#2f").encode(),
            len(file.packed),
            file.size,
            file.md5.hex().encode(),
            stamp,
            stamp,
        )
        stream = writer.stream(words, file.packed)
        words = b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>"
        name, description = text_string(file.name), text_string(file.description)
        number = writer.add(words % (name, name, description, stream, stream))
        specifications.append(number)
        names.append(b"%s %d 0 R" % (name, number))
    return writer.add(b"<</Names[%s]>>" % b" ".join(sorted(names))), specifications
