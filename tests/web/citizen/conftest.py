"""A citizen who walks through the pages, and a look behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import factory
from portal.links import Codes
from portal.models.audit import Role
from portal.models.base import Base
from portal.models.case import Case
from portal.models.identity import AccessLink, IdentityChallenge
from portal.organisations.loading import load_all
from portal.web.citizen import link
from tests.web.citizen.walk import Walk
from tests.web.conftest import KEY
from tests.web.staff import desk


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not wait for the even answer."""
    monkeypatch.setattr(link, "EVEN_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def profiles_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The five profiles are the same for every test."""
    monkeypatch.setattr(factory, "load_all", cache(load_all))


@pytest.fixture
def officers(app: Flask) -> None:
    """Each organisation with a privacy officer has an account for them."""
    for slug, organisation in app.extensions["portal"].organisations.items():
        if organisation.privacy_officer:
            desk.hire(app, Role.PRIVACY_OFFICER, slug=slug)


class Behind:
    """What is in the database behind the pages."""

    def __init__(self, app: Flask) -> None:
        self._portal = app.extensions["portal"]

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction beside the pages."""
        with self._portal.database.transaction() as session:
            yield session

    def count(self, model: type[Base]) -> int:
        """How many rows there are."""
        with self.session() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def case(self) -> Case:
        """The newest case, with its parts."""
        with self.session() as session:
            case = session.scalars(select(Case).order_by(Case.id.desc())).first()
            assert case is not None
            _ = [part.right for part in case.parts], case.messages, case.events
            return case

    def change(self, what: Callable[[Session], Any]) -> None:
        """Change something by hand."""
        with self.session() as session:
            what(session)

    def code(self) -> str:
        """The code that the newest mail holds."""
        with self.session() as session:
            newest = select(IdentityChallenge).order_by(IdentityChallenge.id.desc())
            challenge = session.scalars(newest).first()
            assert challenge is not None
            return Codes(KEY).code(challenge.nonce)

    def link(self, slug: str = "juridisch-loket") -> str:
        """The path of the newest mailed link."""
        with self.session() as session:
            newest = session.scalars(select(AccessLink).order_by(AccessLink.id.desc())).first()
            assert newest is not None
            return "/" + self._portal.links.one_time(slug, newest.key).split("/", 3)[3]


@pytest.fixture
def behind(app: Flask) -> Behind:
    """What is behind the pages."""
    return Behind(app)


@pytest.fixture
def walk(app: Flask) -> Walk:
    """A citizen at Het Juridisch Loket."""
    return Walk(app.test_client())


@pytest.fixture
def at(app: Flask) -> Callable[[str], Walk]:
    """A citizen at another organisation, with a browser of the own."""
    return lambda slug: Walk(app.test_client(), slug)
