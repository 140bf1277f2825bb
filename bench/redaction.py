"""Looking through a finished report for what was taken out, against the time it took to print.

Measured: `checking.find_in_file`, from the bytes of the sealed report to the answer that nothing of
hundreds of names, numbers and addresses is in it: the text of each page, every object, and the data
that are attached. Reference: printing that report, in turns with it. Both in seconds of the
clock and of the processor: printing uses every processor there is, the check one.

Labels and texts that come back are read once, so a report of which no two texts are alike is
looked through as well; its reference is the first one. The largest report lies on the disk, and is
looked through by a process of its own. Reference: what a finding costs in the report of thousands;
for the memory of that process, the size of the report.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.figure import Figure
from bench.stage.press import Way, measure
from portal import children
from portal.letters.printing import Printer
from portal.letters.report import Report
from portal.letters.sealing import Sealer, new_seal
from portal.mapped import Body, parts_of
from portal.redaction import checking
from portal.redaction.checking import Watch
from portal.settings import ROOT
from tests.letters import samples

FINDINGS, ROUNDS, REMOVED, MOST = 4000, 3, 200, 100_000
ALONE = """
import json, re, sys
from pathlib import Path
from bench.redaction import checked, watched
from portal.mapped import body_of
with Path(sys.argv[1]).open("rb") as file:
    pdf = body_of(file)
seconds = checked(pdf, watched())[1]
told = Path("/proc/self/status").read_text()  # what the process that started this held is not in it
print(json.dumps([seconds, int(re.search(r"VmHWM:\\s+(\\d+)", told)[1]) / 1024]))
"""


def run(findings: int = FINDINGS, rounds: int = ROUNDS, most: int = MOST) -> Iterator[Figure]:
    """Time of the check beside the time of printing; and what the largest report takes."""
    alike = samples.report(findings)
    pdf, unlike, largest = map(_printed, (alike, _unlike(alike), samples.report(most)))
    children.close()
    printed, ours, watch = [], [], watched()
    for _ in range(rounds):
        printed.append(measure(Way.PORTAL, findings))
        ours.append(checked(pdf, watch))
    name = f"check of a report of {findings:,} findings"
    clock, processor = (median(each[at] for each in ours) for at in (0, 1))
    printing = median(each.seconds for each in printed)
    yield Figure(f"{name}: time", clock, "s", "printing it", printing)
    printing = median(each.processor for each in printed)
    yield Figure(f"{name}: processor time", processor, "s", "printing it", printing)
    spent = median(checked(unlike, watch)[1] for _ in range(rounds))
    yield Figure(
        f"{name}, no two texts alike: processor time", spent, "s", "texts alike", processor
    )
    spent, memory = _alone(largest)
    name = f"check of a report of {most:,} findings"
    value, before = 1000 * spent / most, 1000 * processor / findings
    yield Figure(f"{name}: processor time per finding", value, "ms", f"at {findings:,}", before)
    yield Figure(f"{name}: memory", memory, "MB", "its size", len(largest) / 2**20)


def watched() -> Watch:
    """What was taken out: names of nobody in the report."""
    return Watch(f"Fatima Proefnaam{number}q van den Toets" for number in range(REMOVED))


def checked(pdf: Body, watch: Watch) -> tuple[float, float]:
    """Seconds of the clock and of the processor.

    Raises:
        ValueError: something was found.
    """
    begin, before = time.perf_counter(), time.process_time()
    if checking.find_in_file("rapport.pdf", pdf, watch):
        raise ValueError("a report from which nothing was taken out has leaks")
    return time.perf_counter() - begin, time.process_time() - before


def _printed(report: Report) -> Body:
    return Printer(sealer=Sealer(new_seal("bench"))).report(report)


def _unlike(report: Report) -> Report:
    """The same report, with the words of each text in another order, and other ones between."""
    first = report.activities[0]
    mixed, words = random.Random(1), samples.LONG.split()
    talks = tuple(
        samples.talk(number, " ".join(f"{word}{mixed.randrange(100)}" for word in
                                      mixed.sample(words, len(words))))
        for number in range(1, first.item_count + 1)
    )  # fmt: skip
    groups = (replace(first.groups[0], items=talks), *first.groups[1:])
    return replace(report, activities=(replace(first, groups=groups), *report.activities[1:]))


def _alone(pdf: Body) -> tuple[float, float]:
    """Seconds of the processor, and megabytes, of a process that looks through a report."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "report.pdf")
        with file.open("wb") as out:
            out.writelines(parts_of(pdf))
        done = subprocess.run(
            [sys.executable, "-c", ALONE, file], cwd=ROOT, check=True, capture_output=True
        )
    seconds, memory = json.loads(done.stdout)
    return seconds, memory
