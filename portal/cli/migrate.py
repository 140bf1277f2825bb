"""`flask migrate`: bring the database up to date."""

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection, make_url, text

from portal import queueing
from portal.models.base import Database
from portal.models.sealing import RowLocks
from portal.settings import ROOT

LOCK = 0x52_4C_4D
"""The advisory lock that lets one migration run at a time."""


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database up to date with this version of the portal."""
    upgrade(current_app.extensions["portal"].database)
    click.echo("The database is up to date.")


def upgrade(database: Database) -> None:
    """Run the migrations, and prepare the queue; safe to call at every start and from many."""
    folder = make_url(database.url).database
    if folder and database.url.startswith("sqlite"):
        (ROOT / folder).parent.mkdir(parents=True, exist_ok=True)
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        command.upgrade(config(connection, database.locks), "head")
    queueing.prepare(database.url)


def config(connection: Connection, locks: RowLocks | None = None) -> Config:
    """Alembic's configuration for a connection that is already open.

    Parameters:
        locks: of what lies under the lock of its case; an empty database needs none.
    """
    found = Config()
    found.set_main_option("script_location", str(ROOT / "migrations"))
    found.attributes["connection"] = connection
    found.attributes["locks"] = locks
    return found
