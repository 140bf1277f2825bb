"""Opens what strangers made, in a process of its own; run by `cell`.

One order comes in: a line of JSON, then the bytes of a file. One answer goes out: a line of JSON
with lengths, then as many bytes. Before the file is looked at, the process gives up memory, time,
the network, the right to start programs, and every file but its own libraries and fonts.
"""

import gc
import importlib
import json
import os
import sys
from pathlib import Path

from portal.confinement import confine

ANSWERING = "portal.papers.answering"


def prepare() -> None:
    """Load what every order needs."""
    importlib.import_module(ANSWERING)


def main() -> int:
    """Carry out the order on standard input; returns the exit status."""
    gc.disable()
    head, _, content = sys.stdin.buffer.read().partition(b"\n")
    order = json.loads(head)
    os.nice(order.get("nice", 0))
    confine(order["memory"], order["seconds"], reads=[order["fonts"]], writes=[Path.cwd()])
    facts, parts = sys.modules[ANSWERING].answer(order, content)
    head = json.dumps(facts | {"lengths": [len(part) for part in parts]}).encode()
    for part in (head, b"\n", *parts):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0
