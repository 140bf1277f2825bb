"""The child that opens documents may do nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from portal.papers import cell
from portal.papers.problems import Problem, Unreadable

REFUSED = (
    "open('/etc/passwd')",
    "open('/usr/lib/../../etc/passwd')",
    "open('/proc/self/environ')",
    "open('/usr/lib/x', 'w')",
    "os.open('/etc/hostname', os.O_RDONLY)",
    "open('link')",
    "open('../own-not/x')",
    "socket.create_connection(('127.0.0.1', 9))",
    "urllib.request.urlopen('http://127.0.0.1:9/')",
    "urllib.request.urlopen('file:///etc/passwd')",
    "subprocess.run(['true'])",
    "os.system('true')",
    "bytearray(2**31)",
)
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from portal.papers import child
child.prepare()
import socket, urllib.request, subprocess, os
child.confine(2**30, 20, ("/usr/lib/", {fonts!r}))
for code in {codes!r}:
    try:
        exec(code)
    except (OSError, MemoryError):
        print("refused", code)
    else:
        print("done", code)
"""


def attempt(folder: Path, codes: Sequence[str]) -> list[str]:
    """What comes of lines of code in a process that is as confined as the child."""
    root, fonts = str(cell.CHILD.parents[2]), f"{cell.FONTS}/"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(root=root, fonts=fonts, codes=codes)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    return done.stdout.splitlines()


def test_what_a_document_could_want_is_refused(tmp_path: Path) -> None:
    own, beside = tmp_path / "own", tmp_path / "own-not"
    own.mkdir()
    beside.mkdir()
    Path(beside, "x").write_text("x")
    Path(own, "link").symlink_to("/etc/passwd")
    font = str(next(cell.FONTS.glob("*.ttf")))
    allowed = (f"open({font!r}, 'rb').close()", "open('x', 'w').close()", "open('x').close()")
    assert attempt(own, REFUSED + allowed) == [
        *(f"refused {code}" for code in REFUSED),
        *(f"done {code}" for code in allowed),
    ]


def test_it_gets_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "do not tell")
    seen: list[dict[str, str]] = []

    def run(*_: object, environment: dict[str, str], **__: object) -> object:
        seen.append(environment)
        raise ChildProcessError

    monkeypatch.setattr(cell.children, "run", run)
    with pytest.raises(ChildProcessError):
        cell.ask({"do": "read"}, b"", seconds=1)
    assert "do not tell" not in json.dumps(seen)


def test_a_child_that_dies_says_why() -> None:
    program = cell.CHILD
    assert os.access(program, os.R_OK)
    with pytest.raises(Unreadable) as raised:
        cell.ask({"do": "nothing known"}, b"x", seconds=5)
    assert raised.value.problem is Problem.BROKEN
