"""What tests share: a migrated database of either kind, empty for each test, and a recording queue.

The portal is imported where it is used, so that tests of the law alone start at once.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from portal.models.base import Database
    from portal.queueing import RecordingQueue
    from tests import postgres


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among thousands of tests while they are found, and seldom later."""
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Keep tests together that share what is dear to start."""
    from tests.scheduling import Together

    return Together(config, log)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    from tests import quick

    path = tmp_path_factory.mktemp("template") / "portal.sqlite3"
    quick.migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL of this test process's own, started when the first test asks for it."""
    from tests import postgres

    running = postgres.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def postgresql_template(cluster: postgres.Cluster) -> str:
    """The name of a migrated PostgreSQL database to copy."""
    from tests import quick

    quick.migrate(cluster.create("migrated"))
    return "migrated"


@pytest.fixture(scope="session")
def shared_postgresql(cluster: postgres.Cluster, postgresql_template: str) -> str:
    """The address of the PostgreSQL database that tests use one after another."""
    return cluster.create("shared", postgresql_template)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database, also for other processes."""
    path = tmp_path / "portal.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(shared_postgresql: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database, also for other processes."""
    from tests import postgres

    yield shared_postgresql
    postgres.empty(shared_postgresql)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords cost next to nothing, for tests of something else."""
    from portal.services import passwords
    from tests import quick

    quick.hash_quickly(monkeypatch)
    yield
    passwords._nobodys_hash.cache_clear()


@pytest.fixture
def queue() -> RecordingQueue:
    """Remembers the jobs that the code under test asks for."""
    from portal.queueing import RecordingQueue

    return RecordingQueue()


@pytest.fixture
def open_database(queue: RecordingQueue, tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Opens databases with the recording queue, and closes them after the test."""
    from tests.vaults import open_with_vault

    opened: list[Database] = []

    def open_(url: str) -> Database:
        opened.append(open_with_vault(url, queue, tmp_path))
        return opened[-1]

    yield open_
    for database in opened:
        database.close()


@pytest.fixture
def database(database_url: str, open_database: Callable[[str], Database]) -> Database:
    """An empty, migrated database; the test runs once on SQLite and once on PostgreSQL."""
    return open_database(database_url)


@pytest.fixture
def sqlite_database(sqlite_url: str, open_database: Callable[[str], Database]) -> Database:
    """An empty SQLite database, for tests that are not about the database."""
    return open_database(sqlite_url)
