"""The files of the project as the house rules see them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project that is kept, or would be, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return tuple(Path(line) for line in listed.stdout.splitlines() if (ROOT / line).is_file())


def python(*folders: str) -> list[Path]:
    """The Python files, in these folders if any are named."""
    return [
        path
        for path in files()
        if path.suffix == ".py" and (not folders or path.parts[0] in folders)
    ]


def templates() -> list[Path]:
    """The templates of pages, letters and mails."""
    return [path for path in files() if path.parts[0] == "templates"]


@cache
def text(path: Path) -> str:
    """What a file holds."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file as a tree."""
    return ast.parse(text(path), filename=str(path))


def nodes(path: Path, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of these kinds in a Python file."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, kinds))


def functions(path: Path) -> list[Function]:
    """Every function and method in a Python file."""
    return [node for node in ast.walk(parsed(path)) if isinstance(node, Function)]


def length(path: Path) -> int:
    """How many lines a file has."""
    return len(text(path).splitlines())
