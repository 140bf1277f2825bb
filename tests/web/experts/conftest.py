"""Somebody who is asked, with a browser; and a look behind the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from flask import Flask

from portal import factory
from portal.organisations.loading import load_all
from portal.organisations.organisation import SourceSystem
from portal.queueing import RecordingQueue
from portal.services import asking
from tests.services import experts
from tests.web.conftest import lend, make_settings
from tests.web.experts.browser import Expert

SLUG = "juridisch-loket"


@pytest.fixture(autouse=True)
def profiles_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The five profiles are the same for every test."""
    monkeypatch.setattr(factory, "load_all", cache(load_all))


@pytest.fixture
def system() -> SourceSystem:
    """The source that is a person; a test may have another."""
    return experts.CELLAR


@pytest.fixture
def app(tmp_path, sqlite_url: str, queue: RecordingQueue, system: SourceSystem) -> Iterator[Flask]:
    """The portal, with somebody in the cellar of Het Juridisch Loket."""
    for app in lend(make_settings(tmp_path / "data", sqlite_url), queue):
        portal = app.extensions["portal"]
        known = {**portal.organisations, SLUG: experts.organisation(system)}
        app.extensions["portal"] = replace(portal, organisations=known)
        yield app


@pytest.fixture
def expert(app: Flask, system: SourceSystem) -> Expert:
    """The keeper of the cellar, asked about Sanne de Wit."""
    with app.extensions["portal"].database.transaction() as session:
        task_id = experts.begin(session, system=system).id
    return Expert(app, app.test_client(), task_id)


@pytest.fixture
def withdrawn(expert: Expert) -> Expert:
    """The same, after the question was withdrawn."""
    now = experts.NOW
    expert.change(
        lambda session, task: asking.withdraw(session, task, actor=experts.STAFF, now=now)
    )
    return expert
