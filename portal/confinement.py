"""What a program gives up before it reads what strangers made.

It knows the standard library and nothing else, so that every program that `children` runs can use
it. The kernel keeps the limits and the empty network; the audit hook stands in front of them, says
what was tried, and is all there is for files and where the machine forbids an empty network.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent
OPEN_FILES = 64
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


def confine(
    memory: int,
    seconds: int,
    *,
    reads: Iterable[str | os.PathLike[str]] = (),
    writes: Iterable[str | os.PathLike[str]] = (),
) -> None:
    """Give up memory, time, the network, starting programs, and files; for good.

    Parameters:
        memory: bytes of address space that may be used.
        seconds: of a processor that may be used.
        reads: files, and folders with all below them, that may be opened besides our own
            libraries.
        writes: folders in which files may be made and changed too.
    """
    limit(memory, seconds)
    changed = _folders(writes)
    read = (*changed, *_folders(reads), *_folders(_libraries()))
    files = {os.path.realpath(each) for each in reads}

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(f"a document may not do {event}")
        if event == "open" and not _may_open(arguments, files, read, changed):
            raise PermissionError("a document may not open files")

    sys.addaudithook(refuse)


def limit(memory: int, seconds: int) -> None:
    """Give up what the kernel takes: it stays given up in a program that takes our place.

    Parameters: as `confine`.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    _leave_network()


def _leave_network() -> None:
    """Move to an empty network, where the machine allows it; and end when who started us ends."""
    user, group = os.getuid(), os.getgid()
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # no orphan when the worker dies
        if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _libraries() -> tuple[str | os.PathLike[str], ...]:
    paths = sysconfig.get_paths()
    return (*(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")), OWN)


def _folders(places: Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    return tuple({os.path.realpath(each).rstrip(os.sep) + os.sep for each in places})


def _may_open(
    arguments: tuple[Any, ...], files: set[str], read: tuple[str, ...], changed: tuple[str, ...]
) -> bool:
    path, _, flags = arguments
    if isinstance(path, int):  # what is open already
        return True
    place = os.path.realpath(os.fsdecode(path))
    if (flags or 0) & WRITING:
        return place.startswith(changed)
    return place in files or place.startswith(read)
