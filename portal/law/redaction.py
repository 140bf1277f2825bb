"""How much of an item somebody gets to see (AVG 15.4)."""

from enum import StrEnum


class Extent(StrEnum):
    """How much of an item, or of a page of its document, the answer shows."""

    FULL = "full"
    PARTIAL = "partial"  # some of it is made unreadable: AVG 15.4
    WITHHELD = "withheld"  # AVG 15.4, UAVG 41.1
