"""`flask rotate-keys`: the keys of cases, locked anew by the first key of the settings."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.parts import Portal
from portal.vault import VaultShut


@click.command("rotate-keys")
@with_appcontext
def rotate_keys() -> None:
    """Lock the key of each case with the first of PORTAL_VAULT_KEYS; drop the others after it."""
    portal: Portal = current_app.extensions["portal"]
    try:
        with portal.database.transaction() as session:
            number = portal.vault.rotate(session)
    except VaultShut as shut:
        sys.exit(
            f"Nothing was changed: the key of case {shut} is locked by a key that is not in "
            "PORTAL_VAULT_KEYS. Add the older keys behind the new one."
        )
    click.echo(f"{number} keys are locked by the first key now")
