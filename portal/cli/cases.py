"""`flask cases`: the references of cases, for trying the portal and for scripts."""

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.parts import Portal
from portal.services.listing import list_references


@click.command()
@click.option("--organisation", metavar="SLUG", help="Only of this organisation.")
@click.option("--right", type=click.Choice([right.value for right in Right]))
@click.option("--status", type=click.Choice([status.value for status in Status]))
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True)
@with_appcontext
def cases(organisation: str | None, right: str | None, status: str | None, limit: int) -> None:
    """List the references of cases, one a line, those due first on top."""
    portal: Portal = current_app.extensions["portal"]
    if organisation is not None and organisation not in portal.organisations:
        known = ", ".join(portal.organisations)
        raise click.BadParameter(f"choose from {known}", param_hint="--organisation")
    with portal.database.transaction(write=False) as session:
        found = list_references(
            session,
            organisation=organisation,
            right=Right(right) if right else None,
            status=Status(status) if status else None,
            limit=limit,
        )
    for reference in found:
        click.echo(reference)
