"""Processes of Python that have the portal loaded before they start, so that each starts at once.

One process loads the modules and forks whenever another is asked for: the forkserver of the
standard library. What it gives is a process as any other, with an environment of its own, that
does what `python` with these arguments would do, and that can be killed.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.process import BaseProcess

ROOT = Path(__file__).parents[1]
LOADED = ("tests.nursery", "portal.factory", "gunicorn.app.wsgiapp", "flask.cli")
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(list(LOADED))


def load(*modules: str) -> None:
    """Have these loaded too, before anything is started; afterwards this does nothing."""
    _context.set_forkserver_preload([*LOADED, *modules])


def start(
    *arguments: str, environment: Mapping[str, str] | None = None, output: Path | None = None
) -> BaseProcess:
    """Start a process that does what `python` with these arguments does.

    Args:
        arguments: "-m" and a module, "-c" and a program, or a file; then its own arguments.
        environment: all of it; that of this process when not given.
        output: the file to which it adds what it prints; when not given that is not kept.

    Returns:
        A process that ends with ours at the latest.
    """
    settings = dict(os.environ if environment is None else environment)
    process = _context.Process(target=_become, args=(arguments, settings, output), daemon=True)
    process.start()
    return process


def run(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Do what `python` with these arguments does, to the end; gives what it printed.

    Raises:
        AssertionError: it ended badly; the text is what it printed.
    """
    with tempfile.NamedTemporaryFile("r", errors="replace") as printed:
        process = start(*arguments, environment=environment, output=Path(printed.name))
        process.join()
        said = printed.read()
    assert process.exitcode == 0, said[-3000:]
    return said


def end(process: BaseProcess, seconds: float = 30.0) -> int | None:
    """Wait until a process has ended; gives the way it did, as `exitcode`.

    Args:
        seconds: after which it is killed.
    """
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode


def _become(arguments: tuple[str, ...], environment: dict[str, str], output: Path | None) -> None:
    """Be the process that was asked for."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    kept = os.open(output or os.devnull, os.O_WRONLY | os.O_APPEND)
    os.dup2(kept, 1)
    os.dup2(kept, 2)
    os.close(kept)
    how, *rest = arguments
    if how == "-m":
        sys.argv = rest
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif how == "-c":
        sys.argv = [how, *rest[1:]]
        exec(compile(rest[0], "<program>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv = list(arguments)
        runpy.run_path(how, run_name="__main__")
