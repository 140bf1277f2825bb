"""Hands a document to a child that may do nothing else, and takes its answer."""

import json
import signal
import tempfile
from pathlib import Path
from typing import Any

from portal import children
from portal.papers.limits import MEMORY
from portal.papers.problems import Problem, Unreadable

CHILD = Path(__file__).with_name("child.py")
FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
_CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""
_ENDED = {-signal.SIGXCPU: Problem.TOO_SLOW, -signal.SIGKILL: Problem.TOO_MUCH_INSIDE}


def ask(
    order: dict[str, Any],
    content: bytes,
    *,
    seconds: int,
    patience: int = 0,
    memory: int = MEMORY,
    fonts: Path = FONTS,
) -> tuple[dict[str, Any], list[bytes]]:
    """What a child answers about a file: facts, and parts in bytes.

    Parameters:
        seconds: of a processor that it may use.
        patience: seconds to wait for it, when others may go first; as many when nothing is given.

    Raises:
        Unreadable: it could not do what was asked, or not within the limits.
        OSError: no child could be started.
    """
    with tempfile.TemporaryDirectory(prefix="papers-") as folder:
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(_CONFIGURATION.format(fonts=fonts, cache=Path(folder, "cache")))
        limits = {"memory": memory, "seconds": seconds, "fonts": str(fonts)}
        try:
            done = children.run(
                CHILD,
                json.dumps(order | limits).encode() + b"\n" + content,
                folder=Path(folder),
                seconds=patience or seconds,
                environment={
                    "FONTCONFIG_FILE": str(configuration),
                    "HOME": folder,
                    "TMPDIR": folder,
                    "LANG": "C.UTF-8",
                    "SOURCE_DATE_EPOCH": "0",
                },
            )
        except children.ChildTooSlow:
            raise Unreadable(Problem.TOO_SLOW) from None
    if done.status != 0:
        raise Unreadable(_ENDED.get(done.status, Problem.BROKEN))
    return _taken_apart(done.output)


def _taken_apart(output: bytes) -> tuple[dict[str, Any], list[bytes]]:
    head, _, body = output.partition(b"\n")
    facts = json.loads(head)
    if problem := facts.get("problem"):
        raise Unreadable(Problem(problem))
    parts, place = [], 0
    for length in facts["lengths"]:
        parts.append(body[place : place + length])
        place += length
    return facts, parts
