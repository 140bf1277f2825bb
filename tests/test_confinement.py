"""What a program gives up before it reads what strangers made, and that each program does."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from portal import confinement
from portal.letters import rendering
from portal.papers import cell
from portal.sources import excel

ROOT = Path(confinement.__file__).parents[1]
SHARED = Path("/usr/share")
REFUSED = (
    "open('/etc/passwd')",
    "open('/usr/share/../../etc/passwd')",
    "open('/proc/self/environ')",
    "open('/usr/share/x', 'w')",
    "os.open('/etc/hostname', os.O_RDONLY)",
    "open('link')",
    "open('../own-not/x')",
    "open('../one', 'a')",
    "open('../one-more')",
    f"open({str(ROOT / 'pyproject.toml')!r})",
    f"open({str(ROOT / 'portal' / 'new.py')!r}, 'w')",
    "socket.socket().connect(('127.0.0.1', 9))",
    "socket.getaddrinfo('localhost', 80)",
    "urllib.request.urlopen('http://127.0.0.1:9/')",
    "urllib.request.urlopen('file:///etc/passwd')",
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.fork()",
    "bytearray(2**31)",
)
ALLOWED = (
    "open('x', 'w').close()",
    "open('x').close()",
    "open('../one').close()",
    "open(os.__file__).close()",
)
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
import os, resource, socket, subprocess, urllib.request
from portal.confinement import confine
confine(2**30, 20, reads=["/usr/share", "../one"], writes=["."])
for code in {codes!r}:
    try:
        exec(code)
    except (OSError, MemoryError) as error:
        print("refused", code)
    else:
        print("done", code)
"""
READERS = (
    (rendering.CHILD, "render"),
    (rendering.TYPESETTER, "typeset"),
    (cell.CHILD, "answer"),
    (excel.CHILD, "read"),
)
"""Each program that `children` runs, and what it reads with once it gave up what it may not do."""

STARTED = """
import os, sys, types
sys.path.insert(0, {forkserver!r})
import forkserver
from pathlib import Path

def probe(*_):
    for code in ("open('/etc/passwd')", "os.system('true')", "bytearray(2**30)"):
        try:
            exec(code)
        except (PermissionError, MemoryError):
            print("refused", file=sys.stderr)
    raise SystemExit(0)

import importlib
importlib.import_module = lambda name: types.SimpleNamespace()  # no library is needed here
program = forkserver.load(Path({program!r}))
setattr(program, {reader!r}, probe)
sys.modules["portal.papers.answering"] = types.SimpleNamespace(answer=probe)
program.main()
"""


def run(code: str, folder: Path, order: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], input=order, capture_output=True, cwd=folder, check=False
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def attempt(folder: Path, codes: Sequence[str]) -> list[str]:
    """What comes of lines of code in a confined process."""
    return run(PROGRAM.format(root=str(ROOT), codes=codes), folder).stdout.splitlines()


def test_what_a_document_could_want_is_refused_and_what_it_needs_is_not(tmp_path: Path) -> None:
    own, beside = tmp_path / "own", tmp_path / "own-not"
    own.mkdir()
    beside.mkdir()
    for path in (beside / "x", tmp_path / "one", tmp_path / "one-more"):
        path.write_text("x")
    Path(own, "link").symlink_to("/etc/passwd")
    assert attempt(own, REFUSED + ALLOWED) == [
        *(f"refused {code}" for code in REFUSED),
        *(f"done {code}" for code in ALLOWED),
    ]


def test_it_leaves_no_core_little_time_and_few_open_files(tmp_path: Path) -> None:
    kinds = "CORE", "CPU", "NOFILE", "AS"
    codes = [f"print(resource.getrlimit(resource.RLIMIT_{kind}))" for kind in kinds]
    told = [line for line in attempt(tmp_path, codes) if line.startswith("(")]
    assert told == ["(0, 0)", "(20, 21)", "(64, 64)", f"({2**30}, {2**30})"]


def test_the_limits_and_the_empty_network_go_over_to_a_program_that_takes_its_place(
    tmp_path: Path,
) -> None:
    code = (
        f"import sys, os; sys.path.insert(0, {str(ROOT)!r})\n"
        "from portal.confinement import limit\n"
        "limit(2**30, 20)\n"
        "os.execvp('sh', ['sh', '-c', 'ulimit -t; ulimit -n; wc -l < /proc/net/dev'])\n"
    )
    seconds, files, lines = run(code, tmp_path).stdout.split()
    assert (seconds, files) == ("20", "64")
    if empty_network():
        assert lines == "3"  # two of names, and the loop that is down


def empty_network() -> bool:
    """Whether this machine allows a network of one's own."""
    done = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    return done.returncode == 0


@pytest.mark.parametrize(("program", "reader"), READERS, ids=lambda each: getattr(each, "stem", ""))
def test_each_program_gives_up_before_it_reads(program: Path, reader: str, tmp_path: Path) -> None:
    order = {"memory": 2**29, "seconds": 20, "fonts": "/usr/share", "path": "x"}
    code = STARTED.format(forkserver=str(ROOT / "portal"), program=str(program), reader=reader)
    done = run(code, tmp_path, json.dumps(order).encode() + b"\n")
    assert done.stderr.splitlines() == ["refused"] * 3


def test_every_program_that_is_run_is_tried() -> None:
    """A program has a `main()` and calls `confine`; one that is new belongs in the list above."""
    programs = {
        path
        for path in (ROOT / "portal").rglob("*.py")
        if "def main() -> int" in (text := path.read_text()) and "stdin" in text
    }
    assert programs == {path for path, _ in READERS}


def test_it_knows_nothing_but_the_standard_library() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import portal.confinement as own\n"
        "names = {each.partition('.')[0] for each in sys.modules}\n"
        "print(*sorted(names - sys.stdlib_module_names - {'portal', '__main__'}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
