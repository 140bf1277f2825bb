"""The child that opens documents may do nothing else."""

import json
import os

import pytest

from portal.papers import cell
from portal.papers.problems import Problem, Unreadable


def test_it_gets_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "do not tell")
    seen: list[dict[str, str]] = []

    def run(*_: object, environment: dict[str, str], **__: object) -> object:
        seen.append(environment)
        raise ChildProcessError

    monkeypatch.setattr(cell.children, "run", run)
    with pytest.raises(ChildProcessError):
        cell.ask({"do": "read"}, b"", seconds=1)
    assert "do not tell" not in json.dumps(seen)


def test_a_child_that_dies_says_why() -> None:
    program = cell.CHILD
    assert os.access(program, os.R_OK)
    with pytest.raises(Unreadable) as raised:
        cell.ask({"do": "nothing known"}, b"x", seconds=5)
    assert raised.value.problem is Problem.BROKEN
