"""What a check found, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Spot(StrEnum):
    """In what part of a file something stands; a place is this, a colon and a detail."""

    PAGE = "page"
    EARLIER = "earlier"  # a page of an earlier version of the file
    TEXT = "text"
    DATA = "data"
    METADATA = "metadata"
    ATTACHMENT = "attachment"
    NOTE = "note"
    FORM = "form"
    ALTERNATE = "alternate"
    TITLE = "title"
    LAYER = "layer"
    HIDDEN = "hidden"
    FILE_NAME = "file_name"
    ANNEX = "annex"  # a document of which a machine read a page, where words may be misread


class NotCheckable(Exception):
    """Raised if a file cannot be read to the end, so that nobody can say what is in it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A removed text that is there all the same.

    Attributes:
        text: what was found, as it was taken out.
        place: a `Spot`, a colon and a detail, such as "page:12".
        around: the words next to it.
    """

    text: str
    place: str
    around: str


class Watching(Protocol):
    """Looks in texts."""

    def hits(self, text: str, place: str) -> Iterator[Hit]:
        """Where this text says something that was taken out."""

    def may_say(self, runs: Sequence[str], placed: Sequence[int] = ()) -> bool:
        """Whether runs of text may say it, whatever stands between them."""
