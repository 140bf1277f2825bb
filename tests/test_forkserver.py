"""The process that forks children: what it loads, and that it ends."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal import forkserver
from portal.children import SERVER
from portal.letters.rendering import CHILD, TYPESETTER


def test_a_program_is_loaded_and_prepared(tmp_path):
    path = tmp_path / "doing.py"
    path.write_text("done = []\ndef prepare(): done.append(1)\ndef main(): return 0\n")
    assert forkserver.load(path).done == [1]


def test_a_program_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        forkserver.load(tmp_path / "nothing.py")


@pytest.mark.parametrize("program", [CHILD, TYPESETTER])
def test_what_it_loads_starts_no_thread_as_a_fork_would_lose_it(program):
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "import forkserver; forkserver.load(pathlib.Path(sys.argv[2]))\n"
        "print(len(list(pathlib.Path('/proc/self/task').iterdir())))"
    )
    arguments = [sys.executable, "-c", code, str(SERVER.parent), str(program)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_it_ends_when_nobody_can_ask_any_more(tmp_path):
    program = tmp_path / "doing.py"
    program.write_text("def prepare(): pass\ndef main(): return 0\n")
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        server = subprocess.Popen(
            [sys.executable, str(Path(SERVER)), str(program), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
        )
    assert server.wait(20) == 0
