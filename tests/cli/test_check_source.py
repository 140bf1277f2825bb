"""`flask check-source` says what a source would give, and what is wrong with it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from portal.cli.check_source import check_source
from portal.demo.systems import person_of, write_systems
from portal.organisations.organisation import PERSON, SourceSystem, Text
from portal.queueing import RecordingQueue
from portal.sources.connector import Secret
from portal.sources.registry import CONNECTORS
from portal.sources.secrets import Secrets
from tests.services import stories
from tests.web.conftest import make_app, make_settings

HERE = stories.organisation()
SLUG = HERE.slug
SOMEBODY = person_of(HERE, 0)
KNOWN = ("--name", SOMEBODY.name, "--born", SOMEBODY.birth_date.isoformat(),
         "--email", SOMEBODY.email)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    few = ("client_contact", "phone_recordings")
    only = replace(HERE, sources=tuple(each for each in HERE.sources if each.id in few))
    write_systems(only, folder / "sources" / SLUG, today=date(2026, 11, 20))
    return folder


@pytest.fixture(scope="module")
def made(data):
    """An application whose database is never opened."""
    url = f"sqlite:///{data}/never-opened.db"
    return make_app(make_settings(data, url), RecordingQueue())


@pytest.fixture
def app(made, data):
    portal = made.extensions["portal"]
    yield made
    made.extensions["portal"] = portal
    assert not (data / "never-opened.db").exists()
    assert not list((data / "scratch").glob("*"))


def run(app, *words, source="client_contact", organisation=SLUG):
    return app.test_cli_runner().invoke(check_source, (organisation, source, *words))


def test_it_tells_how_many_records_there_are_and_no_value(app):
    done = run(app, *KNOWN)
    assert (done.exit_code, done.stderr) == (0, "")
    said = done.stdout
    assert f"{SLUG} client_contact: Client contact system (connector sqlite)" in said
    assert "searched by e-mail address; name and date of birth, in" in said
    assert "clients: 1 record (Your details as a client, advice)" in said
    assert "found by e-mail address: 1" in said
    assert "values: client_number 1, full_name 1" in said
    assert "is looked up in every source: client number" in said
    for value in (SOMEBODY.family_name, SOMEBODY.email, SOMEBODY.client_number):
        assert value not in said


def test_it_shows_values_when_told_to(app):
    assert f"Name: {SOMEBODY.name};" in run(app, *KNOWN, "--show").stdout


def test_nothing_held_is_no_mistake_and_says_what_was_not_searched(app):
    done = run(app, "--email", "nobody@post.example")
    assert done.exit_code == 0
    assert "clients: 0 records" in done.stdout
    assert "third_parties: not searched, too little is known" in done.stdout


def test_what_cannot_be_searched_with_is_told_with_what_can(app):
    done = run(app, *KNOWN, source="phone_recordings")
    assert done.exit_code == 1
    assert done.stderr == (
        f"{SLUG} phone_recordings: it cannot be searched with what you gave; "
        "it is searched by telephone number.\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--email", "no address"), "what you gave as e-mail address is none."),
        (("--number", "7"), "what you gave as client number is none."),
        (("--bsn", "12"), "what you gave as citizen service number is none."),
        (("--name", "Anna"), "give the whole name"),
    ],
)
def test_what_was_typed_wrong_is_told(app, words, told):
    done = run(app, *KNOWN, *words)
    assert done.exit_code == 1
    assert told in done.stderr


def test_names_that_do_not_exist_are_answered_with_those_that_do(app):
    nowhere, nothing = run(app, organisation="nowhere"), run(app, source="nothing")
    assert (nowhere.exit_code, nothing.exit_code) == (1, 1)
    assert "Choose from: akj" in nowhere.output
    assert "Choose from: client_contact" in nothing.output


def test_a_day_that_is_none_is_told(app):
    assert "does not match the format" in run(app, "--born", "31-12-1980").stderr


def broken(app, data, statement):
    """The client contact system with a mistake in it, put back afterwards."""
    path = data / "sources" / SLUG / "client_contact.sqlite"
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    done = run(app, *KNOWN)
    path.write_bytes(before)
    return done


def test_a_column_that_is_gone_is_told(app, data):
    done = broken(app, data, "ALTER TABLE clients RENAME COLUMN phone TO telephone")
    assert done.exit_code == 1
    assert "A table or column of the profile is not there: clients." in done.stderr


def test_values_that_are_not_what_the_profile_says_are_told_by_column(app, data):
    done = broken(app, data, "UPDATE contacts SET channel = 'Q', started_at = 'once'")
    assert done.exit_code == 1
    assert "contacts, started_at: no datetime, in" in done.stderr
    assert "contacts, channel: a code that the profile does not explain, in" in done.stderr


def test_a_connector_that_stumbles_is_told_without_what_it_read(app, monkeypatch):
    class Strange:
        def search(self, *_given):
            raise ZeroDivisionError("Anna van den Berg")

    monkeypatch.setitem(CONNECTORS, "sqlite", Strange())
    done = run(app, *KNOWN)
    assert done.exit_code == 1
    assert "The search stopped at something that the portal does not know: Zero" in done.stderr
    assert "Anna van den Berg" not in done.output


def test_a_column_that_is_always_empty_is_mentioned(app, data):
    done = broken(app, data, "UPDATE clients SET street = NULL")
    assert done.exit_code == 0
    assert "street is empty in every record" in done.stdout


def test_lines_that_could_not_be_read_are_told(app, data):
    with (data / "sources" / SLUG / "telephone" / "recordings.csv").open("a") as file:
        file.write("half a line\n")
    done = run(app, "--phone", SOMEBODY.phone, source="phone_recordings")
    assert done.exit_code == 1
    assert "Lines or files that could not be read: 1." in done.stderr


def with_source(app, system, secrets=None):
    portal = app.extensions["portal"]
    sources = tuple(system if each.id == system.id else each for each in HERE.sources)
    organisations = {SLUG: replace(HERE, sources=sources)}
    app.extensions["portal"] = replace(
        portal, organisations=organisations, secrets=secrets or Secrets()
    )


def test_a_database_without_a_secret_is_told(app):
    known = HERE.source("client_contact")
    with_source(app, replace(known, connector="database", location="main"))
    done = run(app, *KNOWN)
    assert done.exit_code == 1
    assert "The settings do not say how to open this system: client_contact." in done.stderr


def test_a_database_is_opened_with_its_secret(app, data):
    known = HERE.source("client_contact")
    url = f"sqlite:///{data}/sources/{SLUG}/client_contact.sqlite"
    secrets = Secrets({(SLUG, known.id): Secret(url=url)})
    with_source(app, replace(known, connector="database", location="main"), secrets)
    assert "clients: 1 record" in run(app, *KNOWN).stdout


def test_documents_are_counted_and_none_is_left(app, data):
    folder = data / "sources" / SLUG / "files" / SOMEBODY.client_number
    folder.mkdir(parents=True)
    (folder / "brief.pdf").write_text("x")
    known = HERE.source("client_contact")
    name = replace(known.tables[0].fields[0], column="file_name")
    table = replace(known.tables[0], table="{client_number}/**", match=(), fields=(name,))
    with_source(app, SourceSystem(known.id, known.name, "folder", "files", (table,)))
    done = run(app, "--number", SOMEBODY.client_number)
    assert done.exit_code == 0
    assert "1 document\n" in done.stdout
    told = run(app, *KNOWN).stderr
    assert "it is searched by client number." in told


def test_a_person_is_not_searched(app):
    source = SourceSystem("client_contact", Text("Kelder", "Cellar"), PERSON)
    with_source(app, replace(source, owner=HERE.contact))
    done = run(app)
    assert done.exit_code == 0
    assert f"a person is asked by e-mail: {HERE.contact.name.en}" in done.stdout
