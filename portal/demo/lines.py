"""What the commands tell of a case, on one line."""

from typing import NamedTuple


class Line(NamedTuple):
    """Reference, organisation, right asked first, and status."""

    reference: str
    organisation: str
    right: str
    status: str

    def __str__(self) -> str:
        """The line as it is printed."""
        return " ".join(self)
