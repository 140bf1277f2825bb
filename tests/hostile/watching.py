"""Sees what a process and its children try: connections, by the kernel's own count, and files."""

import ctypes
import os
from pathlib import Path

IN_ACCESS, IN_OPEN = 0x01, 0x20
COUNTED = {
    "snmp": {"Tcp": "ActiveOpens", "Udp": "OutDatagrams", "Ip": "OutNoRoutes"},
    "snmp6": {"Ip6OutRequests": "", "Ip6OutNoRoutes": ""},
}


def tried() -> int:
    """How many connections or packets this network namespace saw tried, those to nowhere too.

    In a namespace of one's own nobody else's are counted, and none can get anywhere.
    """
    return _version_4() + _version_6()


def _version_4() -> int:
    lines = Path("/proc/net/snmp").read_text().splitlines()
    total = 0
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        table = dict(zip(names.split(), values.split(), strict=True))
        wanted = COUNTED["snmp"].get(names.partition(":")[0])
        total += int(table[wanted]) if wanted else 0
    return total


def _version_6() -> int:
    path = Path("/proc/net/snmp6")
    lines = path.read_text().splitlines() if path.exists() else []
    pairs = (line.split() for line in lines)
    return sum(int(value) for name, value in pairs if name in COUNTED["snmp6"])


class Watched:
    """A file, and whether anybody opened it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._library = ctypes.CDLL(None, use_errno=True)
        self._handle = self._library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        mask = IN_ACCESS | IN_OPEN
        if self._library.inotify_add_watch(self._handle, os.fsencode(path), mask) < 0:
            raise OSError(ctypes.get_errno(), "the file cannot be watched")

    @property
    def opened(self) -> bool:
        """Whether it was opened since the last time this was asked."""
        try:
            return bool(os.read(self._handle, 65_536))
        except BlockingIOError:
            return False
