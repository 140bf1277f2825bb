"""A compound file (as .doc and locked workbooks are) with empty streams of these names."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(*names: str) -> bytes:
    """The smallest file that has these streams beside each other, at most three."""
    header = struct.pack(
        "<8s16sHHHHH6s9L109L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, 1, 1, 0, 4096, END, 0, END, 0,
        0, *([FREE] * 108),
    )  # fmt: skip
    fat = struct.pack("<128L", FAT, END, *([FREE] * 126))
    entries = [_entry("Root Entry", 5, child=1)]
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        entries.append(_entry(name, 2, right=right))
    directory = b"".join(entries).ljust(SECTOR, b"\0")[:SECTOR]
    return header + fat + directory


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL16sLQQLQ",
        written, len(written), kind, 1, FREE, right, child, bytes(16), 0, 0, 0, END, 0,
    )  # fmt: skip
