"""Runs the benchmarks and prints a line for each figure: name, value, unit, ratio, reference.

A benchmark is a module of this package with a function `run()` that yields `Figure`s. The names of
modules as arguments narrow the run: `python -m bench worklist`.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator

import bench
from bench.figure import Figure


def names() -> list[str]:
    """The names of the benchmarks."""
    modules = (each.name for each in pkgutil.iter_modules(bench.__path__) if not each.ispkg)
    return sorted(name for name in modules if name not in {"__main__", "figure"})


def figures(name: str) -> Iterator[Figure]:
    """The figures of one benchmark."""
    yield from importlib.import_module(f"bench.{name}").run()


def main(chosen: list[str]) -> int:
    """Runs the chosen benchmarks, or all; returns the exit status."""
    unknown = set(chosen) - set(names())
    if unknown:
        print(f"No such benchmark: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    for name in chosen or names():
        for figure in figures(name):
            print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
