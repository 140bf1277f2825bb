"""Each benchmark works at the smallest size, so that none rots until it is asked for again."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
import structlog

from bench import __main__ as bench
from bench import (
    answering,
    collecting,
    deadline,
    intake,
    misreading,
    redaction,
    report,
    scans,
    start,
    suggesting,
    worklist,
)
from bench.figure import Figure
from bench.stage import place
from bench.stage.press import Printed, Way
from tests import nursery

TINY: dict[str, Callable[[], Iterable[Figure]]] = {
    "answering": lambda: answering.run(few=5, many=5),
    "collecting": lambda: collecting.run(records=20, others=30, rounds=1),
    "deadline": lambda: deadline.run(lines=20, rounds=1),
    "intake": lambda: intake.run(requests=2, rounds=1),
    "misreading": lambda: misreading.run(40),
    "redaction": lambda: redaction.run(findings=2, rounds=1, most=2),
    "report": lambda: report.run({2: 1}, most=2, pages=(1, 1)),
    "scans": lambda: scans.run(pages=1, lines=2),
    "start": lambda: start.run(times=1, portal=start.BARE),  # a journey starts the real one
    "suggesting": lambda: suggesting.run(1),
    "worklist": lambda: worklist.run(few=2000, many=2000, times=1),
}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left among what real runs keep."""
    monkeypatch.setattr(place, "BENCH", tmp_path)


@pytest.fixture(autouse=True)
def started_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that prints has the portal loaded: that takes longer than printing two findings."""
    for each in (report, redaction):
        monkeypatch.setattr(each, "measure", measure)
    monkeypatch.setattr(answering, "made", cache(answering.made))


@cache
def measure(way: Way, findings: int) -> Printed:
    """What printing took, once for each report: here nobody compares one figure with another."""
    program = f"from bench.stage import press; press.main('{way}', '{findings}')"
    return Printed(**json.loads(nursery.run("-c", program)))


def test_every_benchmark_is_tried_here():
    assert bench.names() == sorted(TINY)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TINY))
def test_a_benchmark_gives_figures_with_their_reference(name):
    figures = list(TINY[name]())
    assert figures
    for figure in figures:
        assert figure.value > 0, figure
        assert figure.ratio > 0, figure
        assert len(str(figure).split("\t")) == 5


def test_a_benchmark_leaves_the_log_as_it_was():
    before = structlog.get_config()
    with place.fresh("quiet") as at, place.application(at):
        assert structlog.get_config()["wrapper_class"] is not before["wrapper_class"]
    assert structlog.get_config() == before


def test_an_unknown_benchmark_is_told(capsys):
    assert bench.main(["nothing"]) == 2
    assert "nothing" in capsys.readouterr().err
