"""The child process gives up the network and the right to start programs before it reads HTML."""

import subprocess
import sys
import textwrap

from portal.letters import rendering

CONFINED = """
    import runpy
    child = runpy.run_path({child!r})
    child["confine"]({memory}, 5)
    {attempt}
"""


def attempt(code: str, memory: int = 512 * rendering.MEGABYTE) -> subprocess.CompletedProcess[str]:
    program = textwrap.dedent(CONFINED).format(
        child=str(rendering.CHILD), memory=memory, attempt=code
    )
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_it_cannot_open_a_connection() -> None:
    done = attempt("import socket; socket.socket().connect(('127.0.0.1', 1))")
    assert "PermissionError: a document may not do socket" in done.stderr


def test_it_cannot_look_up_a_name() -> None:
    done = attempt("import socket; socket.getaddrinfo('localhost', 80)")
    assert "PermissionError: a document may not do socket" in done.stderr


def test_it_cannot_start_a_program() -> None:
    for code in ("import subprocess; subprocess.run(['true'])", "import os; os.system('true')"):
        assert "PermissionError: a document may not do" in attempt(code).stderr


def test_it_cannot_take_more_memory_than_given() -> None:
    assert "MemoryError" in attempt("bytearray(600_000_000)").stderr


def test_it_leaves_no_core_and_few_open_files() -> None:
    code = "import resource as r; print(r.getrlimit(r.RLIMIT_CORE), r.getrlimit(r.RLIMIT_NOFILE))"
    assert attempt(code).stdout == "(0, 0) (64, 64)\n"


def test_it_does_not_load_the_portal() -> None:
    text = rendering.CHILD.read_text()
    assert "portal." not in text.replace("never imported", "")
