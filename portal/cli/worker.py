"""`flask worker`: do the jobs of the queue until told to stop."""

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import jobs
from portal.parts import Portal
from portal.services.starting import ProfileMissing, check_organisations


@click.command()
@with_appcontext
def worker() -> None:
    """Do what waits in the queue: mail, searches, documents. Stop with SIGTERM or Ctrl-C."""
    portal: Portal = current_app.extensions["portal"]
    try:
        check_organisations(portal.database, portal.organisations)
    except ProfileMissing as missing:
        raise click.ClickException(str(missing)) from missing
    jobs.work_until_told_to_stop(portal)
