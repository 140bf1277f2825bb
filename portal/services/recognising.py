"""Reading the pictures in a document: page by page, and never long enough to hold up others."""

import time
from collections.abc import Callable, Sequence

from portal.papers import reading
from portal.papers.pages import Page, Pages, Scan

SPELL = 10.0
"""Seconds for which one document is read before all others that wait get their turn."""

MOST_FAILED = 10
"""Pages that may be too much for the machine; after these the rest of the document is not tried."""


def can_read() -> bool:
    """Whether this machine can read text in pictures at all."""
    return reading.models() is not None


def to_do(pages: Sequence[Page]) -> int:
    """How many pages still have a picture to be read: none where no machine can."""
    if not can_read():
        return 0
    scans = [page.scan for page in pages]
    return 0 if scans.count(Scan.FAILED) >= MOST_FAILED else scans.count(Scan.UNREAD)


def go_on(pdf: bytes, pages: Pages, *, clock: Callable[[], float] = time.monotonic) -> list[Page]:
    """The pages, after a spell of reading the pictures in them: at least one.

    Raises:
        OSError: no child could be started.
    """
    models = reading.models()
    found, until = list(pages), clock() + SPELL
    for place, page in enumerate(found):
        if models is None or not to_do(found):
            break
        if page.scan is Scan.UNREAD:
            found[place] = reading.recognise(pdf, page, models)
            if clock() >= until:
                break
    return found
