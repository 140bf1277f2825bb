"""One report printed in one of two ways, in a process of its own that can say what it took.

Run as a program, with the way and the number of findings; it writes `Printed` as JSON. The way a
process is started would otherwise show in the memory of whoever was measured before.
"""

import base64
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from bench.stage import plain
from portal.letters.printing import Printer, report_html
from portal.letters.rendering import FONTS, LOGO
from portal.letters.report import Report
from portal.settings import ROOT
from tests.letters import samples

FONT_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


class Way(StrEnum):
    """How a report is printed."""

    PORTAL = "portal"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Printed:
    """What printing took.

    Attributes:
        seconds: until it was there.
        processor: the seconds that processors worked on it, which others do not lengthen.
        memory: the most that the printing process held, in megabytes.
        size: of the PDF, in kilobytes.
    """

    seconds: float
    processor: float
    memory: float
    size: float


def measure(way: Way, findings: int) -> Printed:
    """Print a report in a fresh process, which starts another to do the printing."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.stage.press", way, str(findings)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return Printed(**json.loads(done.stdout))


def main(way: str, findings: str) -> None:
    """Print, and tell what it took."""
    report = samples.report(int(findings))
    printing = {Way.PORTAL: Printer().report, Way.PLAIN: print_plainly}[Way(way)]
    begin, before = time.perf_counter(), time.process_time()
    pdf = printing(report)
    seconds = time.perf_counter() - begin
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = time.process_time() - before + child.ru_utime + child.ru_stime
    printed = Printed(seconds, processor, child.ru_maxrss / 1024, len(pdf) / 1024)
    json.dump(asdict(printed), sys.stdout)


def print_plainly(report: Report) -> bytes:
    """A PDF of the same HTML with the same fonts and mark: no tags, no archive, no limits."""
    html = report_html(report)
    mark = report.sender.logo
    if mark:
        address = "data:image/svg+xml;base64," + base64.b64encode(mark).decode()
        html = html.replace(LOGO, address)
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(FONT_CONFIGURATION.format(fonts=FONTS, cache=folder))
        return subprocess.run(
            [sys.executable, plain.__file__],
            input=html.encode(),
            env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
            check=True,
            capture_output=True,
        ).stdout


if __name__ == "__main__":
    main(*sys.argv[1:])
