"""Last days per second by `flask deadline`, against a loop that does the least.

Measured: the command as people run it, start included, on many lines of `RECEIVED,MONTHS`. It reads
each line with care, and keeps for each date the steps that explain it.

Reference: the same lines to `bench.stage.naive`, a loop around `dateutil`, in a process of its own.
They run in turns; the medians count.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

from bench.figure import Figure
from bench.stage import naive, place
from portal.settings import ROOT

FIRST, DAYS = date(2018, 5, 25), 20 * 365


def run(lines: int = 300_000, rounds: int = 3) -> Iterator[Figure]:
    """The figure, over so many lines."""
    chance = random.Random(2018)
    asked = "".join(
        f"{FIRST + timedelta(days=chance.randrange(DAYS))},{chance.choice((1, 3))}\n"
        for _ in range(lines)
    )
    ours, theirs = [], []
    with place.fresh("deadline") as at:
        for _ in range(rounds):
            ours.append(_rate(["-m", "flask", "--app", "app", "deadline"], asked, at.environment))
            theirs.append(_rate([naive.__file__], asked, {}))
    yield Figure("deadline", median(ours), "lines/s", "naive loop", median(theirs))


def _rate(program: list[str], asked: str, environment: dict[str, str]) -> float:
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *program],
        input=asked,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    spent = time.perf_counter() - begin
    lines = asked.count("\n")
    if done.stdout.count("\n") != lines:
        raise RuntimeError(f"{program}: not every line was answered")
    return lines / spent
