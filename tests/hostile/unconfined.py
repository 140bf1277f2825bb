"""Prints the hostile texts in a network without connections; run as a program by the test.

The programs that print are made to give up nothing, so that what is seen is that they do not even
try. What they give up otherwise is the second lock on the same door.
"""

import contextlib
import ctypes
import gc
import importlib.util
import io
import json
import os
import resource
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

import docx

from portal import children
from portal.language.words import Words
from portal.letters.pressing import Press
from portal.letters.printing import Printer
from portal.letters.records import Field, ReportGroup, ReportItem
from portal.letters.report import Report
from portal.papers import reading
from tests.hostile.texts import filled
from tests.hostile.watching import Watched, tried
from tests.letters import sample_letters, samples

WEB = "http://192.0.2.7:8080"  # an address that nobody has
_programs: dict[Path, ModuleType] = {}
_one_by_one = threading.Lock()  # a process that forks may do nothing else


@dataclass(frozen=True, slots=True)
class Seen:
    """What was tried while everything was printed, and whether trying would have been seen."""

    connections: int
    secret_opened: bool
    connection_is_seen: bool
    opening_is_seen: bool


def run(
    program: Path,
    order: bytes,
    *,
    folder: Path,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> children.Done:
    """As `children.run`, by a child that gives up nothing."""
    with _one_by_one:
        module = _loaded(program)
        files = [os.memfd_create(name) for name in ("order", "output", "errors")]
        os.write(files[0], order)
        os.lseek(files[0], 0, os.SEEK_SET)
        child = os.fork()
        if child == 0:
            _become(module, files, folder, environment or {})
        _, how = os.waitpid(child, 0)
    output, errors = (_all_of(file) for file in files[1:])
    sys.stderr.buffer.write(errors)
    return children.Done(os.waitstatus_to_exitcode(how), output, errors)


def _loaded(program: Path) -> ModuleType:
    if program not in _programs:
        name = f"unconfined_{program.parent.name}_{program.stem}"
        specification = importlib.util.spec_from_file_location(name, program)
        assert specification is not None
        assert specification.loader is not None
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        module.prepare()
        _programs[program] = module
    return _programs[program]


def _become(
    module: ModuleType, files: list[int], folder: Path, environment: Mapping[str, str]
) -> None:
    status = 1
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
        sys.stdin, sys.stdout = io.TextIOWrapper(io.FileIO(0)), io.TextIOWrapper(io.FileIO(1, "w"))
        os.environ.update(environment)
        os.chdir(folder)
        _give_up_nothing()
        status = module.main()
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _give_up_nothing() -> None:
    """What the programs call to confine themselves does nothing here."""

    def refused(*_arguments: object, **_more: object) -> None:
        raise OSError

    resource.setrlimit = lambda *_: None
    sys.addaudithook = lambda *_: None
    ctypes.CDLL = refused  # type: ignore[assignment,misc]


def _all_of(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(file, "rb") as opened:
        return opened.read()


def report_of(texts: list[str]) -> Report:
    """A report with each text as a value, all over it."""
    records = tuple(
        ReportItem(f"Tekst {number}", (Field("Waarde", text), Field("Nummer", number)))
        for number, text in enumerate(texts)
    )
    group = ReportGroup("Teksten", "Klantsysteem", records)
    plain = samples.report(0)
    activities = (samples.activity("Hulp bij uw vraag", (group,)), *plain.activities[1:])
    return replace(plain, activities=activities)


def word_file(texts: list[str]) -> bytes:
    """A DOCX with each text as a paragraph."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def mail(texts: list[str]) -> bytes:
    """An e-mail with each text on a line."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "Teksten"
    message["Date"] = "Fri, 20 Nov 2026 10:00:00 +0100"
    message.set_content("\n".join(texts))
    return message.as_bytes()


def everything(texts: list[str]) -> dict[str, Callable[[], bytes]]:
    """What is made of the texts, by name."""
    asked = tuple((f"Vraag {number}", text) for number, text in enumerate(texts))
    receipt = replace(sample_letters.receipt(), asked=asked)
    report = report_of(texts)
    by_chunks = Press(small=5, workers=1)
    return {
        "report": lambda: Printer().report(report),
        "report-in-chunks": lambda: by_chunks.report(report, Words("nl")),
        "letter": lambda: Printer().letter(receipt),
        "word": lambda: reading.read(word_file(texts)).pdf,
        "mail": lambda: reading.read(mail(texts)).pdf,
        "text": lambda: reading.read("\n".join(texts).encode()).pdf,
    }


def main(folder: Path, secret: Path) -> None:
    """Print everything into a folder, and tell what was tried."""
    children.run = run
    watched, before = Watched(secret), tried()
    for name, make in everything(filled(WEB, str(secret))).items():
        (folder / f"{name}.pdf").write_bytes(make())
    connections, opened = tried() - before, watched.opened
    between = tried()
    with contextlib.suppress(OSError):
        socket.create_connection(("192.0.2.7", 8080), timeout=0.1)
    secret.read_bytes()
    seen = Seen(connections, opened, tried() > between, watched.opened)
    (folder / "seen.json").write_text(json.dumps(asdict(seen)))


if __name__ == "__main__":
    gc.disable()
    main(Path(sys.argv[1]), Path(sys.argv[2]))
