"""A portal for tests of pages: the five organisations, an empty database, a recording queue."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.factory import create_app
from portal.queueing import RecordingQueue
from portal.settings import Settings

KEY = "a key for tests only, of more than thirty-two signs"


def make_settings(folder: Path, database_url: str, **more: str) -> Settings:
    """Settings of a demo in this folder."""
    return Settings.from_environment(
        {
            "PORTAL_MODE": "demo",
            "PORTAL_DATA": str(folder),
            "PORTAL_DATABASE_URL": database_url,
            "PORTAL_SECRET_KEY": KEY,
            **more,
        }
    )


def make_app(settings: Settings, queue: RecordingQueue) -> Flask:
    """An application whose jobs are remembered in place of queued."""
    app = create_app(settings, queue)
    app.config["PROPAGATE_EXCEPTIONS"] = False  # tests see what people see
    return app


@pytest.fixture
def app(tmp_path: Path, sqlite_url: str, queue: RecordingQueue) -> Iterator[Flask]:
    """The portal on SQLite."""
    app = make_app(make_settings(tmp_path / "data", sqlite_url), queue)
    yield app
    app.extensions["portal"].database.close()


@pytest.fixture
def both_app(tmp_path: Path, database_url: str, queue: RecordingQueue) -> Iterator[Flask]:
    """The portal, once on SQLite and once on PostgreSQL."""
    app = make_app(make_settings(tmp_path / "data", database_url), queue)
    yield app
    app.extensions["portal"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()
