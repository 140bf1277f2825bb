"""A demo, loaded once on SQLite with documents that are no real PDFs, for tests that only look."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal import demo
from portal.factory import create_portal
from portal.parts import Portal
from portal.queueing import RecordingQueue
from tests.quick import hash_quickly, print_quickly
from tests.web.conftest import make_settings

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)


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
        print_quickly(patch)
        hash_quickly(patch)
        demo.load(portal, now=NOW)
    yield portal
    portal.database.close()


@pytest.fixture
def fresh(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch, quick_passwords: None
) -> Iterator[Portal]:
    """An empty demo on each database, with quick documents."""
    print_quickly(monkeypatch)
    portal = make_portal(tmp_path / "data", database_url)
    yield portal
    portal.database.close()
