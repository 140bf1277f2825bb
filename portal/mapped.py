"""Large files as they lie on the disk, read as if they were in memory."""

import mmap
from collections.abc import Iterator
from typing import BinaryIO

LARGE = 16 * 1024 * 1024
"""Bytes from which on a file is not taken into memory as a whole."""

PART = 1024 * 1024


class Mapped(mmap.mmap):
    """The bytes of a file of which nobody needs the name any more, not even to read it."""

    def parts(self) -> Iterator[bytes]:
        """The bytes from front to back, a part in memory at a time."""
        for at in range(0, len(self), PART):
            yield self[at : at + PART]
            self.forget()

    def forget(self) -> None:
        """Give back the memory of what was read; it is read again where it is needed."""
        self.madvise(mmap.MADV_DONTNEED)


Body = bytes | Mapped
"""What a file holds."""


def body_of(file: BinaryIO) -> Body:
    """What an open file holds; what is large stays on the disk, also when the file is removed."""
    file.flush()
    if file.seek(0, 2) > LARGE:
        return Mapped(file.fileno(), 0, access=mmap.ACCESS_READ)
    file.seek(0)
    return file.read()


def parts_of(body: Body) -> Iterator[bytes]:
    """What a file holds, in parts."""
    if isinstance(body, Mapped):
        yield from body.parts()
    else:
        yield body


def forget(body: Body) -> None:
    """Give back the memory of what was read of a file."""
    if isinstance(body, Mapped):
        body.forget()
