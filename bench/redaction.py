"""Looking through a finished report for what was taken out, against the time it took to print.

Measured: `checking.find_in_file`, from the bytes of the sealed report to the answer that nothing of
hundreds of names, numbers and addresses is in it: the text of each page, every object, and the data
that are attached. Reference: printing that report, in turns with it. Both in seconds of the
clock and of the processor: printing uses every processor there is, the check one.
"""

import time
from collections.abc import Iterator
from statistics import median

from bench.figure import Figure
from bench.stage.press import Way, measure
from portal import children
from portal.letters.printing import Printer
from portal.letters.sealing import Sealer, new_seal
from portal.redaction import checking
from portal.redaction.checking import Watch
from tests.letters import samples

FINDINGS, ROUNDS, REMOVED = 4000, 3, 200


def run(findings: int = FINDINGS, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Time of the check beside the time of printing."""
    watch = Watch(f"Fatima Proefnaam{number}q van den Toets" for number in range(REMOVED))
    pdf = Printer(sealer=Sealer(new_seal("bench"))).report(samples.report(findings))
    children.close()
    printed, checked = [], []
    for _ in range(rounds):
        printed.append(measure(Way.PORTAL, findings))
        checked.append(_check(pdf, watch))
    figures = {
        "time": (median(each[0] for each in checked), median(each.seconds for each in printed)),
        "processor time": (
            median(each[1] for each in checked),
            median(each.processor for each in printed),
        ),
    }
    for what, (value, printing) in figures.items():
        name = f"check of a report of {findings:,} findings: {what}"
        yield Figure(name, value, "s", "printing it", printing)


def _check(pdf: bytes, watch: Watch) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    begin, before = time.perf_counter(), time.process_time()
    if checking.find_in_file("rapport.pdf", pdf, watch):
        raise ValueError("a report from which nothing was taken out has leaks")
    return time.perf_counter() - begin, time.process_time() - before
