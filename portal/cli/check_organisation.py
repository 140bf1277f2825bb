"""`flask check-organisation FILE`: tell each mistake in a profile with file, key and reason."""

from pathlib import Path

import click

from portal.organisations.loading import ProfileErrors, load_organisation


@click.command("check-organisation")
@click.argument("file", type=click.Path(path_type=Path))
def check_organisation(file: Path) -> None:
    """Check the organisation profile FILE, without a database.

    Prints `FILE: key: reason` for each mistake on standard error and ends with 1. For a good
    profile it prints a summary and ends with 0.
    """
    try:
        organisation = load_organisation(file)
    except ProfileErrors as found:
        for error in found.errors:
            click.echo(str(error), err=True)
        raise SystemExit(1) from found
    click.echo(
        f"{file}: OK: {organisation.name.nl}, {len(organisation.rights)} rights, "
        f"{len(organisation.activities)} activities, {len(organisation.sources)} source systems"
    )
