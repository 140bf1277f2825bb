"""The inzagerapport of a thousand findings, and of ten, against plain WeasyPrint of the same HTML.

Measured: `Printer.report`, from the data of a case to one file that is PDF/A-3a and PDF/UA-1, with
the data attached, made in a child process without network, within limits of time and memory.

Reference: the same HTML, fonts and mark by WeasyPrint as its manual begins: no tags, no archive
format, no attachment. It has a process of its own too, so that both pay for the import. They are
printed in turns; the medians count.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.figure import Figure
from bench.stage.press import Way, measure

SIZES = {10: 5, 1000: 3}
"""Findings, and how many times each report is printed."""

MEASURED = {
    "seconds": ("time", "s"),
    "processor": ("processor time", "s"),
    "memory": ("memory", "MB"),
    "size": ("size", "kB"),
}
PLAIN = "plain WeasyPrint"


def run(sizes: dict[int, int] = SIZES) -> Iterator[Figure]:
    """Time, memory and size for each number of findings."""
    for findings, times in sizes.items():
        pairs = [[measure(way, findings) for way in Way] for _ in range(times)]
        ours, theirs = zip(*pairs, strict=True)
        for what, (name, unit) in MEASURED.items():
            value, reference = (_middle(each, what) for each in (ours, theirs))
            yield Figure(f"report of {findings} findings: {name}", value, unit, PLAIN, reference)


def _middle(printed: Sequence[object], what: str) -> float:
    return median(getattr(each, what) for each in printed)
