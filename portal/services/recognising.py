"""Reading the pictures in a document: page by page, and never long enough to hold up others.

A page of which the text may not be what is drawn is compared first; if it is not, it is a picture.
"""

import time
from collections.abc import Callable, Collection, Sequence

from portal.papers import reading
from portal.papers.pages import Page, Pages, Scan

SPELL = 10.0
"""Seconds for which one document is read before all others that wait get their turn."""
SHORT_SPELL = 3.0
"""Seconds in which a document is compared as soon as it came in."""

COMPARED = (Scan.DOUBTED, Scan.COVERED)
"""What a machine compares before anything else."""

MOST_FAILED = 10
"""Pages that may be too much for the machine; after these the rest of the document is not tried."""


def can_read() -> bool:
    """Whether this machine can read text in pictures at all."""
    return reading.models() is not None


def to_do(pages: Sequence[Page]) -> int:
    """How many pages still have a picture to be read or compared: none where no machine can."""
    if not can_read():
        return 0
    scans = [page.scan for page in pages]
    unread = 0 if scans.count(Scan.FAILED) >= MOST_FAILED else scans.count(Scan.UNREAD)
    return unread + sum(scan in COMPARED for scan in scans)


def compare(
    pdf: bytes, pages: Sequence[Page], *, clock: Callable[[], float] = time.monotonic
) -> list[Page]:
    """The pages, after a short spell of comparing those of which the text is doubted.

    A letter is compared before anybody else's turn comes; of a long document some is left.

    Raises:
        OSError: no child could be started.
    """
    return _work(pdf, pages, COMPARED, clock, SHORT_SPELL)


def go_on(pdf: bytes, pages: Pages, *, clock: Callable[[], float] = time.monotonic) -> list[Page]:
    """The pages, after a spell of reading the pictures in them: at least one.

    Raises:
        OSError: no child could be started.
    """
    return _work(pdf, pages, (*COMPARED, Scan.UNREAD), clock, SPELL)


def _work(
    pdf: bytes,
    pages: Sequence[Page],
    kinds: Collection[Scan],
    clock: Callable[[], float],
    spell: float,
) -> list[Page]:
    """The pages, after some of these kinds were compared or read."""
    models = reading.models()
    found, until = list(pages), clock() + spell
    while models is not None and (place := _next(found, kinds)) is not None:
        page = found[place]
        does = reading.compare if page.is_doubted else reading.recognise
        found[place] = does(pdf, page, models)
        if clock() >= until:
            break
    return found


def _next(pages: Sequence[Page], kinds: Collection[Scan]) -> int | None:
    """The place of the page that comes next; None when all is done that can be."""
    scans = [page.scan for page in pages]
    given_up = {Scan.UNREAD} if scans.count(Scan.FAILED) >= MOST_FAILED else set()
    waits = {*kinds} - given_up
    return next((place for place, scan in enumerate(scans) if scan in waits), None)
