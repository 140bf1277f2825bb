"""A portal for a benchmark, in a folder below `build/bench`: on the disk where a real one would be.

Nothing of it is a mock: the database is migrated, the accounts and the cases are the demo's.
"""

import hashlib
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from portal import demo
from portal.cli.migrate import upgrade
from portal.demo.loading import load_accounts
from portal.factory import create_app, create_portal
from portal.models.audit import Role
from portal.models.staff import Staff
from portal.parts import Portal
from portal.settings import ROOT, Settings

BENCH = ROOT / "build" / "bench"
ORGANISATION = "juridisch-loket"
KEY = "a key for benchmarks only, of more than thirty-two signs"
SHAPE = ("migrations/versions", "portal/demo/bulk.py")
"""What decides how generated cases lie in the database: when it changes they are made anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a portal.

    Attributes:
        folder: holds its database and files.
        database_url: another database than the one in the folder, if any.
    """

    folder: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The settings that lead a process to this portal."""
        return {
            "PORTAL_MODE": "demo",
            "PORTAL_DATA": str(self.folder),
            "PORTAL_DATABASE_URL": self.database_url,
            "PORTAL_SECRET_KEY": KEY,
            "PORTAL_INTAKE_PER_HOUR": "1000000000",
            "PORTAL_PROXIES": "1",  # so that every request can come from an address of its own
        }

    @property
    def settings(self) -> Settings:
        """The same settings, read."""
        return Settings.from_environment(self.environment)

    def remove(self) -> None:
        """Remove the folder and all it holds."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def fresh(name: str) -> Iterator[Place]:
    """A migrated portal without anything in it, removed afterwards."""
    place = Place(BENCH / f"{name}-{os.getpid()}")
    place.remove()
    with opened(place):
        pass
    try:
        yield place
    finally:
        place.remove()


@contextmanager
def opened(place: Place) -> Iterator[Portal]:
    """The parts of a portal, with its database up to date."""
    portal = create_portal(place.settings)
    upgrade(portal.database)
    try:
        yield portal
    finally:
        portal.database.close()


@contextmanager
def application(place: Place) -> Iterator[Flask]:
    """The web application of a portal, quiet as in production, and only as long as it is used."""
    before = structlog.get_config()
    app = create_app(place.settings)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    try:
        yield app
    finally:
        app.extensions["portal"].database.close()
        structlog.configure(**before)


def with_cases(count: int, database_url: str = "") -> Place:
    """A portal with this many generated cases, as `flask demo --cases` makes them.

    All are of one organisation, for that is the longest list there can be. They are kept for the
    next run, under a name that changes with the tables and the generator.

    Args:
        count: how many.
        database_url: an empty database to fill in place of a file; it is not kept.
    """
    kept = _shape() if not database_url else f"server-{os.getpid()}"
    place = Place(BENCH / f"{ORGANISATION}-{count}-{kept}", database_url)
    done = place.folder / "done"
    if done.exists():
        return place
    place.remove()
    print(f"Making {count} cases in {place.folder} ...", file=sys.stderr, flush=True)
    now = datetime.now(UTC)
    with opened(place) as portal:
        load_accounts(portal, now=now)
        busy = portal.organisations[ORGANISATION]
        for _ in demo.add_cases(portal.database, [busy], count, now=now):
            pass
        if database_url:
            with portal.database.engine.begin() as connection:
                connection.execute(text("ANALYZE"))
    done.touch()
    return place


def signed_in(app: Flask) -> tuple[FlaskClient, Staff]:
    """The browser of a handler who showed password and code."""
    with app.extensions["portal"].database.transaction(write=False) as session:
        handlers = select(Staff).where(
            Staff.role == Role.HANDLER, Staff.organisation == ORGANISATION
        )
        member = session.scalars(handlers.order_by(Staff.id)).first()
    if member is None:
        raise LookupError("this portal has no handlers")
    client = app.test_client()
    with client.session_transaction() as browser:
        browser.begin_for(member.id)  # type: ignore[attr-defined]
        browser["_user_id"] = str(browser["staff_id"])  # both factors shown
    return client, member


def _shape() -> str:
    files = (path for folder in SHAPE for path in sorted(Path(ROOT, folder).rglob("*.*")))
    kept = [path.read_bytes() for path in files if path.suffix in {".py", ".toml"}]
    return hashlib.sha256(b"\0".join(kept)).hexdigest()[:12]
