"""`flask demo`: organisations full of people who do not exist, to try the portal with."""

import sys
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import demo as demos
from portal.cli.migrate import upgrade
from portal.parts import Portal

SHOWN_AT_ONCE = 1_000


@click.command()
@click.option(
    "--cases",
    type=click.IntRange(1, 10_000_000),
    metavar="N",
    help="Add N generated cases, to try the size of things.",
)
@with_appcontext
def demo(cases: int | None) -> None:
    """Load source systems, staff and some forty cases; what is there already stays.

    Prints a line for each case: reference, organisation, right, status.
    """
    portal: Portal = current_app.extensions["portal"]
    now = datetime.now(UTC)
    upgrade(portal.database)
    try:
        lines = demos.load(portal, now=now)
    except demos.DemoRefused as refused:
        raise click.ClickException(str(refused)) from refused
    if cases is None:
        click.echo("\n".join(str(line) for line in lines))
        _tell_accounts(portal, now)
        return
    organisations = list(portal.organisations.values())
    waiting: list[str] = []
    for line in demos.add_cases(portal.database, organisations, cases, now=now):
        waiting.append(f"{line}\n")
        if len(waiting) == SHOWN_AT_ONCE:
            sys.stdout.write("".join(waiting))
            waiting.clear()
    sys.stdout.write("".join(waiting))


def _tell_accounts(portal: Portal, now: datetime) -> None:
    """Say how staff sign in: password, the code of this half minute, the authenticator's secret."""
    click.echo(f"\nAccounts (kept in {demos.accounts_file(portal)}):")
    for line in demos.describe_accounts(portal, now):
        click.echo(line)
