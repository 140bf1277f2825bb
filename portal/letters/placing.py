"""Where chapters with records stand: on pages of the frame, or with pages put in behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.letters.report import Report

KEPT = 4  # of the records that a small report has, the part that chapters of a large one may keep


@dataclass(frozen=True, slots=True)
class Placed:
    """How a chapter stands on the pages of the frame.

    Attributes:
        apart: whether its records are on pages that are put in behind it.
        part: number of the run of pages it stands on; 0 for those before anything is put in.
        skipped: how many pages are put in before it.
        begins: whether it begins on a new page.
    """

    apart: bool
    part: int
    skipped: int
    begins: bool


def sections_apart(report: Report, small: int) -> frozenset[int]:
    """The sections of a report, from 1, whose records are printed apart.

    Parameters:
        small: records that are printed with all else. A larger report keeps its shortest sections,
            so that few records do not take a page of their own.
    """
    counts = [sum(len(group.items) for group in groups) for groups, _ in report.sections]
    if sum(counts) <= small:
        return frozenset()
    room, apart = small // KEPT, []
    for count, number in sorted((count, number) for number, count in enumerate(counts, start=1)):
        if count <= room:
            room -= count
        else:
            apart.append(number)
    return frozenset(apart)


def places(inserted: Sequence[int]) -> tuple[Placed, ...]:
    """Each section with data, and last what comes behind them all.

    Parameters:
        inserted: how many pages are put in behind each section.
    """
    found: list[Placed] = []
    before = part = 0
    for pages in (*inserted, 0):
        part += bool(before)
        found.append(Placed(bool(pages), part, before, not found or bool(before)))
        before = pages
    return tuple(found)
