"""`flask worker`: do the jobs of the queue until told to stop."""

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import jobs


@click.command()
@with_appcontext
def worker() -> None:
    """Do what waits in the queue: mail, searches, documents. Stop with SIGTERM or Ctrl-C."""
    jobs.work_until_told_to_stop(current_app.extensions["portal"])
