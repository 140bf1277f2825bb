"""Why a document cannot be read; `language/papers` says what to do about it."""

from enum import StrEnum


class Problem(StrEnum):
    """What keeps a document from being read."""

    EMPTY = "empty"
    UNSUPPORTED = "unsupported"  # a kind of file that the portal does not read
    ENCRYPTED = "encrypted"  # it needs a password
    BROKEN = "broken"
    TOO_LARGE = "too_large"  # the file itself
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH_INSIDE = "too_much_inside"  # a small file that unpacks to far more
    TOO_SLOW = "too_slow"
    DESTROYED = "destroyed"  # nobody needs it any more
    LOST = "lost"  # it is not in the vault as it was put there


class Unreadable(Exception):
    """Raised if a document cannot be read.

    Attributes:
        problem: why.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem
