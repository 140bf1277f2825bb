"""Opens what strangers made, in a process of its own; started by `cell`, never imported.

One order comes in: a line of JSON, then the bytes of a file. One answer goes out: a line of JSON
with lengths, then as many bytes. Before the file is looked at, the process gives up memory, time,
the network, the right to start programs, and every file but its own libraries and fonts.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import signal
import sys
import sysconfig
from pathlib import Path
from typing import Any

ANSWERING = "portal.papers.answering"
ROOT = Path(__file__).parents[2]
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG = 1
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "urllib.",
    "http.client.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def prepare() -> None:
    """Load what every order needs."""
    sys.path.append(str(ROOT))
    importlib.import_module(ANSWERING)


def confine(memory: int, seconds: int, folders: tuple[str, ...]) -> None:
    """Give up memory beyond `memory` bytes, time, the network and files outside `folders`."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    user, group = os.getuid(), os.getgid()
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no orphan when the worker dies

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(f"a document may not do {event}")
        if event == "open" and not _harmless(arguments, folders):
            raise PermissionError("a document may not open files")

    sys.addaudithook(refuse)


def _harmless(arguments: tuple[Any, ...], folders: tuple[str, ...]) -> bool:
    path, _, flags = arguments
    if isinstance(path, int):  # what is open already
        return True
    place = os.path.realpath(os.fsdecode(path))
    if place.startswith(str(Path.cwd()) + os.sep):
        return True
    return not (flags or 0) & WRITING and place.startswith(folders)


def main() -> int:
    """Carry out the order on standard input; returns the exit status."""
    gc.disable()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    order = json.loads(head)
    paths = sysconfig.get_paths()
    own = (paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"], str(ROOT))
    confine(
        order["memory"],
        order["seconds"],
        tuple({os.path.realpath(each) + os.sep for each in (*own, order["fonts"])}),
    )
    facts, parts = sys.modules[ANSWERING].answer(order, content)
    head = json.dumps(facts | {"lengths": [len(part) for part in parts]}).encode()
    for part in (head, b"\n", *parts):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    prepare()
    sys.exit(main())
