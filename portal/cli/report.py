"""`flask report`: make the inzagerapport of a case from the command line."""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.letters.blocks import LetterIncomplete
from portal.letters.printing import Printer
from portal.letters.rendering import RenderingFailed
from portal.mapped import Body, parts_of
from portal.papers.problems import Unreadable
from portal.parts import Portal
from portal.redaction import checking
from portal.services import annexes, answer_files, cases, watching
from portal.services.reporting import build_report, report_part
from portal.vault import VaultShut


@click.command()
@click.argument("reference")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def report(reference: str, output: Path) -> None:
    """Make the report of the case with this REFERENCE, as its findings stand now."""
    portal: Portal = current_app.extensions["portal"]
    now = datetime.now(UTC)
    with portal.database.transaction(write=False) as session:
        case = cases.find_anywhere(session, reference)
        if case is None:
            sys.exit(f"There is no case with reference {reference}. Look it up with: flask cases")
        if report_part(case) is None:
            sys.exit(f"{case.reference} does not ask for data, so there is nothing to report.")
        organisation = portal.organisations.get(case.organisation)
        if organisation is None:
            sys.exit(f"{case.reference} belongs to {case.organisation}, which has no profile here.")
        try:
            contents = build_report(session, case, organisation, vault=portal.vault, now=now)
        except LetterIncomplete as error:
            sys.exit(f"The report cannot be made yet: {error}")
        except VaultShut:
            sys.exit("What was found is destroyed or locked, so there is nothing to report.")
        watch = watching.watch_for(session, case, organisation)
    pictures = annexes.pictures_of(portal.database, portal.vault, contents)
    try:
        pdf = Printer(sealer=portal.sealer).report(contents, pictures=pictures)
        found = checking.find_in_pdf(pdf, watch) + answer_files.misread_in(contents, watch)
        write_whole(output, pdf)
    except (RenderingFailed, Unreadable, OSError) as error:
        sys.exit(f"The report could not be made: {error}")
    click.echo(f"{output}: {len(pdf)} bytes, {contents.item_count} records")
    if found:
        click.echo(f"Not fit to be sent: {len(found)} places still say what was redacted.")


def write_whole(path: Path, content: Body) -> None:
    """Write a file entirely or not at all.

    Raises:
        OSError: the folder is not there, or cannot be written to.
    """
    handle, draft = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts_of(content))
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
