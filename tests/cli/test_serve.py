"""The portal in one process: a demo that does not get whole is told, and nothing works on it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal import demo, jobs
from portal.cli import serve
from portal.demo.lines import Line
from portal.queueing import RecordingQueue
from tests.ports import free_port
from tests.web.conftest import lend, make_settings


class Worker:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.started = threading.Event()

    def start(self) -> None:
        """Begin."""
        self.told.append("start")
        self.started.set()

    def stop(self) -> None:
        """End."""
        self.told.append("stop")


@pytest.fixture
def app(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A demo of which only the cases are left to load."""
    monkeypatch.setattr(demo, "prepare", lambda *_, **__: None)
    monkeypatch.setattr(demo, "describe_accounts", lambda *_: [])
    monkeypatch.setattr(serve, "stand", lambda portal, **_: portal)
    settings = replace(make_settings(tmp_path / "data", sqlite_url), port=free_port())
    yield from lend(settings, RecordingQueue())


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    """In place of the real one."""
    made = Worker()
    monkeypatch.setattr(jobs, "worker", lambda _portal: made)
    return made


def test_a_demo_that_does_not_get_whole_stops_the_portal_and_says_what_to_do(
    app: Flask,
    worker: Worker,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Sanne de Wit")

    monkeypatch.setattr(demo, "load_cases", fail)
    with pytest.raises(SystemExit) as stopped:
        serve.serve(app)
    assert stopped.value.code == 1
    assert "start" not in worker.told
    told = capfd.readouterr()
    assert "The demo could not be made whole (ZeroDivisionError, test_serve.py:" in told.out
    assert str(app.extensions["portal"].settings.data) in told.out
    assert "begin_failed" in told.out + told.err
    assert "Sanne" not in told.out + told.err


def test_the_worker_starts_once_the_demo_is_whole(
    app: Flask,
    worker: Worker,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def load(*_: object, **__: object) -> list[Line]:
        assert worker.told == []
        return []

    def answer(_server: object) -> None:
        assert worker.started.wait(30)
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "load_cases", load)
    monkeypatch.setattr("werkzeug.serving.BaseWSGIServer.serve_forever", answer)
    serve.serve(app)
    assert worker.told == ["start", "stop"]
    assert "Ready too: the 0 cases" in capfd.readouterr().out
