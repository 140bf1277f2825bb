"""What journeys share: one running portal for each kind of database, one browser, windows in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests import postgres
    from tests.journeys.browser import Window
    from tests.journeys.server import Server

HERE = Path(__file__).parent
SENDERS = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys, so that they can be chosen or left out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="package")
def sqlite_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal on SQLite with cases of the demo in every status."""
    from tests.journeys import server

    data = tmp_path_factory.mktemp("portal-sqlite")
    running = server.start(data, f"sqlite:///{data}/portal.db", cases=True)
    yield running
    running.stop()


@pytest.fixture(scope="package")
def postgresql_server(
    tmp_path_factory: pytest.TempPathFactory, cluster: postgres.Cluster
) -> Iterator[Server]:
    """A portal on PostgreSQL with the people and staff of the demo."""
    from tests.journeys import server

    data = tmp_path_factory.mktemp("portal-postgresql")
    running = server.start(data, cluster.create("journeys"), cases=False)
    yield running
    running.stop()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Server:
    """The portal of the database kind that the test is for; SQLite when it does not say."""
    kind = getattr(request, "param", "sqlite")
    found: Server = request.getfixturevalue(f"{kind}_server")
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    from tests.journeys.browser import chromium

    with chromium() as running:
        yield running


@pytest.fixture
def new_window(browser: Browser, server: Server) -> Iterator[Callable[..., Window]]:
    """Opens windows, each of another person; afterwards none of them may have seen a fault."""
    from tests.journeys.browser import Window

    opened: list[Window] = []

    def open_(**settings: bool) -> Window:
        number = next(SENDERS)
        sender = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"
        opened.append(Window(browser, server.address, sender, **settings))
        return opened[-1]

    yield open_
    faults = [fault for window in opened for fault in window.faults]
    for window in opened:
        window.close()
    assert not faults, "\n".join(faults)
