"""Programs that handle what strangers sent, each order in a process of its own.

A program is a file with `prepare()`, which imports what it needs, and `main()`, which reads one
order from standard input, gives up what it may not do (`confinement`), and writes what it makes to
standard output. `forkserver` loads it once for this process.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SERVER = Path(__file__).with_name("forkserver.py")
PASSED_ON = ("LD_LIBRARY_PATH",)  # where the system does not know its libraries
LAST_WORDS = 4000  # bytes of what a child says of its errors


class ChildTooSlow(Exception):
    """Raised if a child did not end in time; it is killed."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a child ended.

    Attributes:
        status: 0 when all is well; minus the number of a signal when one ended it.
        output: all that it made.
        errors: the end of what it said of its errors; it may quote somebody.
    """

    status: int
    output: bytes
    errors: bytes


def run(
    program: Path,
    order: bytes,
    *,
    folder: Path,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """Have an order carried out.

    Parameters:
        program: a file that stands alone.
        folder: where the child stands.
        environment: what the child finds there; nothing of ours but where libraries are.

    Raises:
        ChildTooSlow: it took more than these seconds.
        OSError: no child could be started.
    """
    given = {**_passed_on(), **(environment or {})}
    files = [os.memfd_create(name) for name in ("order", "output", "errors")]
    try:
        with os.fdopen(os.dup(files[0]), "wb") as file:
            file.write(order)
        os.lseek(files[0], 0, os.SEEK_SET)
        message = json.dumps({"environment": given, "folder": str(folder)}).encode()
        status = _ask(program, message, files, seconds)
        errors = _read(files[2])[-LAST_WORDS:]
        return Done(status, _read(files[1]) if status == 0 else b"", errors)
    finally:
        for each in files:
            os.close(each)


def close() -> None:
    """End the servers that this process started; the next order starts another."""
    with _lock:
        for server in _servers.values():
            server.close()
        _servers.clear()


def _ask(program: Path, message: bytes, files: list[int], seconds: float) -> int:
    """Have a child made; gives how it ended."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _server(program).send(message, [*files, theirs.fileno()])
        ours.settimeout(seconds)
        try:
            told = ours.recv(64)
        except TimeoutError:
            raise ChildTooSlow(program.name) from None
    if not told:
        raise ChildProcessError(f"the server of {program.name} ended")
    return int(told)


def _read(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(os.dup(file), "rb") as opened:
        return opened.read()


class _Server:
    """The process that forks children of one program, for the process that started it."""

    def __init__(self, program: Path) -> None:
        self.owner = os.getpid()
        self._asks, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own files, nothing from outside
                [sys.executable, "-s", "-P", str(SERVER), str(program), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**_passed_on(), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
                cwd="/",
            )

    @property
    def runs(self) -> bool:
        return self.owner == os.getpid() and self._process.poll() is None

    def send(self, message: bytes, files: list[int]) -> None:
        socket.send_fds(self._asks, [message], files)

    def close(self) -> None:
        self._asks.close()
        if self.owner == os.getpid():
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(1.0)


_servers: dict[Path, _Server] = {}
_lock = threading.Lock()


def _server(program: Path) -> _Server:
    with _lock:
        server = _servers.get(program)
        if server is not None and server.runs:
            return server
        if server is not None:
            server.close()
        _servers[program] = _Server(program)
        return _servers[program]


def _passed_on() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}
