"""A portal for tests of pages: the five organisations, an empty database, a recording queue."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.factory import create_app
from portal.files import FileStore
from portal.letters.sealing import demo_sealer
from portal.models.base import Database
from portal.queueing import RecordingQueue
from portal.settings import Settings
from portal.vault import Vault
from portal.web.sessions import DatabaseSessions

KEY = "a key for tests only, of more than thirty-two signs"


def make_settings(folder: Path, database_url: str, **more: str) -> Settings:
    """Settings of a demo in this folder."""
    if more.get("PORTAL_MODE") == "production":
        demo_sealer(folder / "seal.pem")
        more["PORTAL_VAULT_KEYS"] = "v" * 43 + "="
        more["PORTAL_SEAL"] = str(folder / "seal.pem")
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


@pytest.fixture(autouse=True)
def _quick(quick_passwords: None) -> None:
    """No page cares how dear a password is."""


@cache
def _shared() -> Flask:
    """One application for all tests of a process: compiling templates takes most of a test."""
    folder = Path(tempfile.mkdtemp(prefix="portal-shared-"))
    return make_app(make_settings(folder, "sqlite://"), RecordingQueue())


def lend(settings: Settings, queue: RecordingQueue) -> Iterator[Flask]:
    """The shared application with parts of its own: database, files, queue; put back afterwards."""
    app = _shared()
    before, config = app.extensions["portal"], dict(app.config)
    vault = Vault(settings.vault_keys, FileStore(settings.data / "vault"))
    info = before.database.info | {"queue": queue}
    portal = replace(
        before,
        settings=settings,
        database=Database(settings.database_url, info=info, locks=vault),
        files=FileStore(settings.data / "files"),
        vault=vault,
    )
    app.extensions["portal"] = portal
    app.session_interface = DatabaseSessions(portal.database, secure=False)
    yield app
    portal.database.close()
    app.extensions["portal"] = before
    app.config.clear()
    app.config.update(config)


@pytest.fixture
def app(tmp_path: Path, sqlite_url: str, queue: RecordingQueue) -> Iterator[Flask]:
    """The portal on SQLite."""
    yield from lend(make_settings(tmp_path / "data", sqlite_url), queue)


@pytest.fixture
def both_app(tmp_path: Path, database_url: str, queue: RecordingQueue) -> Iterator[Flask]:
    """The portal, once on SQLite and once on PostgreSQL."""
    yield from lend(make_settings(tmp_path / "data", database_url), queue)


@pytest.fixture
def new_app(tmp_path: Path, sqlite_url: str, queue: RecordingQueue) -> Iterator[Flask]:
    """A portal that answered nothing yet, to which a test may add pages."""
    made = make_app(make_settings(tmp_path / "data", sqlite_url), queue)
    yield made
    made.extensions["portal"].database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a session."""
    return app.test_client()
