"""The inzagerapport of ten findings, of thousands and of a hundred thousand.

Measured: `Printer.report`, from the data of a case to one file that is PDF/A-3a and PDF/UA-1, with
the data attached and sealed, made in child processes without network, within limits of time and
memory. Processor time is that of all processes; memory that of the largest.

References, in turns with it: the same HTML, fonts and mark by WeasyPrint as its manual begins (no
tags, no archive format, no attachment, no seal) and by Chromium's print to PDF. For the largest:
what a finding costs in the report of thousands. And for the one with the most pages of documents,
drawn from a PDF with a bar burnt in: what a page costs where there are few.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.figure import Figure
from bench.stage.press import Printed, Way, measure

FEW, MANY, MOST = 10, 4000, 100_000
ROUNDS = {FEW: 5, MANY: 3}
"""Findings, and how many times each report is printed."""

MEASURED = {
    "seconds": ("time", "s"),
    "processor": ("processor time", "s"),
    "memory": ("memory", "MB"),
    "size": ("size", "kB"),
}
NAMES = {Way.PLAIN: "plain WeasyPrint", Way.BROWSER: "Chromium"}
COMPARED = (Way.PORTAL, *NAMES)
SOME_PAGES, MANY_PAGES = 40, 800  # of documents


def run(
    rounds: dict[int, int] = ROUNDS,
    most: int = MOST,
    pages: tuple[int, int] = (SOME_PAGES, MANY_PAGES),
) -> Iterator[Figure]:
    """Time, memory and size for each number of findings; per finding and per page for the most."""
    for findings, times in rounds.items():
        found: dict[Way, list[Printed]] = {way: [] for way in COMPARED}
        for _ in range(times):
            for way in COMPARED:
                found[way].append(measure(way, findings))
        yield from _compared(findings, found)
    yield from _per_finding(found[Way.PORTAL], findings, measure(Way.PORTAL, most), most)
    yield from _per_page(*pages)


def _compared(findings: int, found: dict[Way, list[Printed]]) -> Iterator[Figure]:
    for what, (name, unit) in MEASURED.items():
        ours = _middle(found[Way.PORTAL], what)
        for way, reference in NAMES.items():
            theirs = _middle(found[way], what)
            yield Figure(f"report of {findings:,} findings: {name}", ours, unit, reference, theirs)


def _per_finding(
    fewer: Sequence[Printed], findings: int, large: Printed, most: int
) -> Iterator[Figure]:
    reference = f"at {findings:,}"
    for what in ("seconds", "processor"):
        name = f"report of {most:,} findings: {MEASURED[what][0]} per finding"
        value, before = getattr(large, what) / most, _middle(fewer, what) / findings
        yield Figure(name, value * 1000, "ms", reference, before * 1000)
    name = f"report of {most:,} findings: memory"
    yield Figure(name, large.memory, "MB", reference, _middle(fewer, "memory"))


def _per_page(some: int, many: int) -> Iterator[Figure]:
    fewer, large = measure(Way.ANNEXES, some), measure(Way.ANNEXES, many)
    name, reference = f"report with {many:,} pages of documents", f"with {some:,}"
    for what in ("seconds", "processor"):
        value, before = getattr(large, what) / many, getattr(fewer, what) / some
        label = f"{name}: {MEASURED[what][0]} per page"
        yield Figure(label, value * 1000, "ms", reference, before * 1000)
    yield Figure(f"{name}: memory", large.memory, "MB", reference, fewer.memory)


def _middle(printed: Sequence[Printed], what: str) -> float:
    return float(median(getattr(each, what) for each in printed))
