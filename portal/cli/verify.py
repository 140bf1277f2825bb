"""`flask verify`: whether a file is ours, and as we made it."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.letters.sealing import Verdict
from portal.parts import Portal

SAID = {
    Verdict.OURS: "made by this portal, and unaltered",
    Verdict.CHANGED: "made by this portal, but changed afterwards",
    Verdict.NOT_OURS: "not sealed by this portal",
}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def verify(file: Path) -> None:
    """Tell whether FILE, a PDF, is ours and unaltered; the exit status is 0 only then."""
    portal: Portal = current_app.extensions["portal"]
    if portal.sealer is None:
        sys.exit("This portal has no seal.")
    with file.open("rb") as opened:
        verdict = portal.sealer.check(opened)
    click.echo(f"{file}: {SAID[verdict]}")
    sys.exit(0 if verdict is Verdict.OURS else 1)
