"""A demo, loaded once on SQLite with documents that are no real PDFs, for tests that only look."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal import demo
from portal.demo import history
from portal.factory import create_portal
from portal.parts import Portal
from portal.queueing import RecordingQueue
from portal.services import passwords
from tests.web.conftest import QUICK, make_settings

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


class QuickPrinter:
    """Prints at once."""

    def decision(self, _letter: object) -> bytes:
        """A letter."""
        return b"%PDF-letter"

    def report(self, _report: object) -> bytes:
        """A report."""
        return b"%PDF-report"


def make_portal(folder: Path, url: str, **more: str) -> Portal:
    """The parts of a demo in this folder, with a queue that only remembers."""
    return create_portal(make_settings(folder, url, **more), RecordingQueue())


@pytest.fixture(scope="session")
def loaded(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo as the command loads it; do not change it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(sqlite_template, folder / "portal.db")
    portal = make_portal(folder, f"sqlite:///{folder}/portal.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "Printer", QuickPrinter)
        patch.setattr(passwords, "_hasher", QUICK)
        demo.load(portal, now=NOW)
    yield portal
    portal.database.close()


@pytest.fixture
def fresh(tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """An empty demo on each database, with quick documents."""
    monkeypatch.setattr(history, "Printer", QuickPrinter)
    monkeypatch.setattr(passwords, "_hasher", QUICK)
    portal = make_portal(tmp_path / "data", database_url)
    yield portal
    portal.database.close()
