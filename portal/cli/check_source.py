"""`flask check-source ORGANISATION SOURCE`: try a source and say what it would fetch."""

import sys
import time
from collections.abc import Iterator
from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.language import searches
from portal.language.words import Words
from portal.organisations.organisation import PERSON, SourceSystem
from portal.parts import Portal
from portal.sources.connector import Found, Limits, SearchOutcome, SourceFailed, Subject, alone
from portal.sources.matching import same
from portal.sources.records import told_by
from portal.sources.registry import CONNECTORS
from portal.sources.trial import TableTrial, look_at, ways_of

ENGLISH = Words("en")
SHOWN = 20
"""Records of a table that are shown at most."""


@click.command("check-source")
@click.argument("organisation")
@click.argument("source")
@click.option("--name", default="", help="Given and family name of a test person.")
@click.option("--born", default=None, type=click.DateTime(["%Y-%m-%d"]), help="Date of birth.")
@click.option("--email", default="", help="E-mail address.")
@click.option("--phone", default="", help="Telephone number.")
@click.option("--postcode", default="", help="Postcode.")
@click.option("--number", default="", help="Client number.")
@click.option("--bsn", default="", help="Citizen service number.")
@click.option("--show", is_flag=True, help="Show the values, which are personal data.")
@with_appcontext
def check_source(
    organisation: str,
    source: str,
    name: str,
    born: datetime | None,
    email: str,
    phone: str,
    postcode: str,
    number: str,
    bsn: str,
    show: bool,
) -> None:
    """Search SOURCE of ORGANISATION for a test person and say what it would fetch.

    Nothing is stored and no database of the portal is needed. The exit status is 0 when the source
    was searched and is as its profile says; else each mistake is a line on standard error.
    """
    portal: Portal = current_app.extensions["portal"]
    system = _system(portal, organisation, source)
    given, _, family = name.strip().partition(" ")
    typed = {"client_number": number, "bsn": bsn}
    subject = Subject(
        given_name=given,
        family_name=family.strip(),
        birth_date=born.date() if born else None,
        email=email,
        phone=phone,
        postcode=postcode,
        identifiers=tuple((key, value) for key, value in typed.items() if value),
    )
    wrong = [*_unusable(subject), *_try(portal, organisation, system, subject, show=show)]
    for line in wrong:
        click.echo(f"{organisation} {source}: {line}", err=True)
    sys.exit(1 if wrong else 0)


def _system(portal: Portal, organisation: str, source: str) -> SourceSystem:
    profile = portal.organisations.get(organisation)
    if profile is None:
        known = ", ".join(sorted(portal.organisations))
        sys.exit(f"There is no organisation {organisation}. Choose from: {known}")
    for system in profile.sources:
        if system.id == source:
            return system
    known = ", ".join(system.id for system in profile.sources)
    sys.exit(f"{organisation} has no source {source}. Choose from: {known}")


def _unusable(subject: Subject) -> Iterator[str]:
    """What was typed and can never be looked up."""
    typed = {"email": subject.email, "phone": subject.phone, "postcode": subject.postcode}
    for identifier, value in {**typed, **dict(subject.identifiers)}.items():
        if value and not same(identifier, value):
            yield f"what you gave as {searches.found_by(ENGLISH, identifier)} is none."
    if subject.given_name and not subject.family_name:
        yield "give the whole name: --name 'Anna de Vries'."


def _try(
    portal: Portal, organisation: str, system: SourceSystem, subject: Subject, *, show: bool
) -> Iterator[str]:
    """Say what the source gives; yields what is wrong with it."""
    click.echo(f"{organisation} {system.id}: {system.name.en} (connector {system.connector})")
    if system.connector == PERSON:
        asked = system.owner.name.en if system.owner else ""
        click.echo(f"  a person is asked by e-mail: {asked}")
        return
    started = time.monotonic()
    try:
        with portal.places.open(organisation, system.id) as place, alone():
            connector = CONNECTORS[system.connector]
            outcome = connector.search(system, place, subject, Limits())
    except SourceFailed as failed:
        yield searches.remark(ENGLISH, failed.failure.value, failed.detail or system.id)
        return
    seconds = time.monotonic() - started
    yield from _tell(system, outcome, seconds, show=show)


def _tell(
    system: SourceSystem, outcome: SearchOutcome, seconds: float, *, show: bool
) -> Iterator[str]:
    ways = searches.found_by(ENGLISH, ",".join(outcome.searched_with))
    if outcome.result is Found.CANNOT_SEARCH:
        told = searches.found_by(ENGLISH, ",".join(ways_of(system)))
        yield f"it cannot be searched with what you gave; it is searched by {told}."
        return
    click.echo(f"  searched by {ways}, in {seconds:.2f} s")
    for table in outcome.not_searched:
        click.echo(f"  {table.table}: not searched, too little is known of the person")
    for trial in look_at(system.tables, outcome):
        yield from _tell_table(trial, show=show)
    if further := told_by(outcome.records):
        names = searches.found_by(ENGLISH, ",".join(dict.fromkeys(name for name, _ in further)))
        click.echo(f"  tells of the person, and is looked up in every source: {names}")
    if outcome.broken_rows:
        yield searches.remark(ENGLISH, "broken_rows", str(outcome.broken_rows))


def _tell_table(trial: TableTrial, *, show: bool) -> Iterator[str]:
    table, number = trial.table, len(trial.records)
    click.echo(
        f"  {table.table}: {_many(number, 'record')} ({table.category.en}, {table.activity})"
    )
    for way, count in trial.ways.items():
        click.echo(f"    found by {searches.found_by(ENGLISH, way)}: {count}")
    if number:
        told = ", ".join(f"{column} {count}" for column, count in trial.filled.items())
        click.echo(f"    values: {told}")
    if trial.documents:
        click.echo(f"    {_many(trial.documents, 'document')}")
    for record in trial.records[:SHOWN] if show else ():
        click.echo("    - " + "; ".join(f"{each.label_en}: {each.value}" for each in record.fields))
    for odd in trial.odd:
        what = (
            f"no {odd.kind}" if odd.what == "kind" else "a code that the profile does not explain"
        )
        yield f"{table.table}, {odd.column}: {what}, in {_many(odd.number, 'record')}."
    for column in trial.never_filled if number else ():
        click.echo(f"    {column} is empty in every record")
    for problem, count in trial.problems.items():
        yield f"{table.table}: {_many(count, 'document')} could not be fetched ({problem})."


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
