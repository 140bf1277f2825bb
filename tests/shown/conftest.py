"""The reports of the five organisations, made once for all tests that look at them."""

import shutil
from pathlib import Path

import pytest

from tests.shown.delivering import Delivered, deliver_all


@pytest.fixture(scope="session")
def reports(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Delivered]:
    """A report for each organisation, by slug."""
    folder = tmp_path_factory.mktemp("shown")
    shutil.copy(sqlite_template, folder / "portal.db")
    return deliver_all(folder, f"sqlite:///{folder}/portal.db")


@pytest.fixture
def report(reports: dict[str, Delivered], slug: str) -> Delivered:
    """The report of the organisation with this slug."""
    return reports[slug]
