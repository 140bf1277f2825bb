"""What jobs work with in tests."""

from pathlib import Path

import pytest

from portal.files import FileStore
from portal.jobs.context import JobContext
from portal.links import Codes, LinkSigner
from portal.mail import RecordingMailer
from portal.models.base import Database
from tests.services import stories

KEY = "a key for tests only, of more than thirty-two signs"


@pytest.fixture
def context(sqlite_database: Database, tmp_path: Path) -> JobContext:
    """A worker's things, at the moment at which the stories begin."""
    return JobContext(
        database=sqlite_database,
        mailer=RecordingMailer(),
        files=FileStore(tmp_path / "files"),
        organisations=stories.ORGANISATIONS,
        links=LinkSigner(KEY, "http://127.0.0.1"),
        codes=Codes(KEY),
        sources=tmp_path / "sources",
        now=lambda: stories.NOW,
    )
