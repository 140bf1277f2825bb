"""One report printed in one of three ways, in a process of its own that can say what it took.

Run as a program, with the way and the number of findings; it writes `Printed` as JSON. The way a
process is started would otherwise show in the memory of whoever was measured before.
"""

import base64
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from bench.stage import plain
from portal import children
from portal.letters.annex import Pictures
from portal.letters.printing import Printer, report_html
from portal.letters.rendering import FONTS, LOGO
from portal.letters.report import Report
from portal.letters.sealing import Sealer, new_seal
from portal.papers import pictures as drawing
from portal.services.annexes import DPI
from portal.settings import ROOT
from tests.letters import annexed, samples
from tests.papers import samples as papers

FONT_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


BROWSER = shutil.which("chromium-headless-shell") or "chromium"
PR_SET_CHILD_SUBREAPER = 36


class Way(StrEnum):
    """How a report is printed."""

    PORTAL = "portal"
    PLAIN = "plain"
    BROWSER = "browser"
    ANNEXES = "annexes"  # by the portal, so many pages of a document with ten findings


@dataclass(frozen=True, slots=True)
class Printed:
    """What printing took.

    Attributes:
        seconds: until it was there.
        processor: the seconds that processors worked on it, which others do not lengthen.
        memory: the most that any of the processes held, in megabytes.
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
    number, with_annexes = int(findings), way == Way.ANNEXES
    report = annexed.report(10, number) if with_annexes else samples.report(number)
    gather_orphans()
    sealed = Printer(sealer=Sealer(new_seal("bench")))
    printing = {
        Way.PORTAL: sealed.report,
        Way.PLAIN: print_plainly,
        Way.BROWSER: print_by_browser,
        Way.ANNEXES: partial(sealed.report, pictures=drawn_from(number if with_annexes else 0)),
    }[Way(way)]
    begin, before = time.perf_counter(), time.process_time()
    pdf = printing(report)
    seconds = time.perf_counter() - begin
    children.close()
    while_any()
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = time.process_time() - before + child.ru_utime + child.ru_stime
    memory = max(child.ru_maxrss, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    printed = Printed(seconds, processor, memory / 1024, len(pdf) / 1024)
    json.dump(asdict(printed), sys.stdout)


def drawn_from(pages: int) -> Pictures:
    """The pictures of a document of so many pages, drawn when asked, with a bar on each."""
    line = "".join(papers.line(f"Regel {n} van de brief", y=760 - 14 * n) for n in range(50))
    pdf = papers.saved(papers.pdf(*[line] * pages))

    def pictures(_annex: int, numbers: Sequence[int]) -> Iterator[bytes]:
        boxes = {number: [(60.0, 100.0, 200.0, 114.0)] for number in numbers}
        return (each.body for each in drawing.pictures(pdf, boxes, dpi=DPI))

    return pictures


def gather_orphans() -> None:
    """Become the parent of processes whose own parent ends, so that their work is counted."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def while_any() -> None:
    """Wait until all processes have ended that were started here."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def print_plainly(report: Report) -> bytes:
    """A PDF of the same HTML with the same fonts and mark: no tags, no archive, no limits."""
    with own_fonts() as folder:
        return subprocess.run(
            [sys.executable, plain.__file__],
            input=whole_html(report).encode(),
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
            check=True,
            capture_output=True,
        ).stdout


def print_by_browser(report: Report) -> bytes:
    """A PDF of the same HTML by Chromium's print: with tags, no archive, no limits."""
    with own_fonts() as folder:
        html, pdf = folder / "report.html", folder / "report.pdf"
        html.write_text(whole_html(report))
        subprocess.run(
            [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={pdf}", html.as_uri()],
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
            check=True,
            capture_output=True,
        )  # fmt: skip
        return pdf.read_bytes()


def whole_html(report: Report) -> str:
    """The report in one document, with its mark in it."""
    html = report_html(report)
    mark = report.sender.logo
    if mark:
        address = "data:image/svg+xml;base64," + base64.b64encode(mark).decode()
        html = html.replace(LOGO, address)
    return html


@contextmanager
def own_fonts() -> Iterator[Path]:
    """A folder that leads a program to our fonts."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        configuration = FONT_CONFIGURATION.format(fonts=FONTS, cache=folder)
        Path(folder, "fonts.conf").write_text(configuration)
        yield Path(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
