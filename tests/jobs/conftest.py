"""What jobs work with in tests."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import structlog

from portal.files import FileStore
from portal.jobs.context import JobContext
from portal.links import Codes, LinkSigner
from portal.mail import RecordingMailer
from portal.models.base import Database
from portal.parts import Portal
from portal.settings import Settings
from tests.services import stories
from tests.vaults import vault_at

KEY = "a key for tests only, of more than thirty-two signs"


@pytest.fixture
def context(sqlite_database: Database, tmp_path: Path) -> JobContext:
    """A worker's things, at the moment at which the stories begin."""
    portal = Portal(
        settings=Settings.from_environment({"PORTAL_MODE": "demo", "PORTAL_DATA": str(tmp_path)}),
        database=sqlite_database,
        organisations=stories.ORGANISATIONS,
        files=FileStore(tmp_path / "files"),
        vault=vault_at(tmp_path),
        links=LinkSigner(KEY, "https://loket.example"),
        codes=Codes(KEY),
    )
    return JobContext(portal, RecordingMailer(), now=lambda: stories.NOW)


@pytest.fixture
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged from now on, whatever an application made before this test set up."""
    before = structlog.get_config()
    structlog.reset_defaults()
    with structlog.testing.capture_logs() as lines:
        yield lines
    structlog.configure(**before)
