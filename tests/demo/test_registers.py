"""The demo's systems on a server: they keep the contract, and do what they are told."""

import dataclasses
import shutil
import sqlite3
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from portal.demo import registers
from portal.demo.systems import person_of, write_systems
from portal.law.effects import Effect
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.reading import Mistakes
from portal.organisations.servers import check_carries_out
from portal.parts import Portal
from portal.sources.connector import Found, Limits, Subject
from portal.sources.http_pull import HttpConnector
from portal.sources.orders import Change, ItemState, Order
from portal.sources.places import Places
from portal.sources.rehearsal import dry_run
from portal.sources.sqlite import SqliteConnector

TODAY = date(2026, 11, 20)
ORGANISATIONS = load_all(BUILT_IN)
SLUG = "juridisch-loket"
HERE = ORGANISATIONS[SLUG]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The files, written once."""
    folder = tmp_path_factory.mktemp("written")
    for slug, _ in registers.SERVED:
        write_systems(ORGANISATIONS[slug], folder / slug, today=TODAY)
    return folder


@pytest.fixture
def portal(tmp_path, written):
    shutil.copytree(written, tmp_path / "sources")
    settings = SimpleNamespace(data=tmp_path)
    nothing = dict.fromkeys(field.name for field in dataclasses.fields(Portal))
    made = Portal(**nothing | {"settings": settings, "organisations": ORGANISATIONS})
    made = dataclasses.replace(made, secrets=registers.Secrets())
    return registers.stand(made, today=TODAY)


def subject_of(number):
    person = person_of(HERE, number)
    number = (("client_number", person.client_number),)
    return Subject(
        person.given_name, person.family_name, person.birth_date, person.email, identifiers=number
    )


def somebody(portal):
    """A person with complaints, and what the file says of them."""
    system = HERE.source("complaints")
    with Places(portal.sources).open(SLUG, "complaints") as place:
        for number in range(300):
            subject = subject_of(number)
            found = SqliteConnector().search(system, place, subject, Limits())
            if found.result is Found.HELD:
                return subject, found
    raise AssertionError("nobody complained")


def asks(portal, ask):
    system = portal.organisations[SLUG].source("complaints")
    with portal.places.open(SLUG, "complaints") as place:
        return ask(system, place)


def order(effect, subject, change=None):
    return Order("1.1", effect, subject, ("complaints",), change)


def does(portal, effect, subject, *, really=True, change=None):
    told = order(effect, subject, change)
    if not really:
        return asks(portal, lambda system, place: dry_run(system, place, told, Limits()))
    return asks(
        portal,
        lambda system, place: HttpConnector().carry_out(
            system, place, told, Limits(), dry_run=False
        ),
    )


def search(portal, subject):
    return asks(
        portal, lambda system, place: HttpConnector().search(system, place, subject, Limits())
    )


def make_young(portal, days):
    """Have every complaint come in so many days ago."""
    day = (TODAY - timedelta(days=days)).isoformat()
    path = portal.sources / SLUG / "complaints.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE complaints SET received_on = ?", (day,))
    connection.close()


def test_it_gives_what_the_file_holds(portal):
    subject, found = somebody(portal)
    served = search(portal, subject)
    assert [each.fields for each in served.records] == [each.fields for each in found.records]


def test_nobody_is_found_who_is_not_there_and_some_cannot_be_looked_up(portal):
    stranger = Subject(email="niemand@voorbeeld.example")
    assert search(portal, stranger).result is Found.NOTHING_HELD
    assert search(portal, Subject(phone="0612345678")).result is Found.CANNOT_SEARCH


def test_it_says_what_it_would_do_and_then_does_it(portal):
    subject, found = somebody(portal)
    make_young(portal, 15)
    would = does(portal, Effect.ERASE, subject, really=False)
    assert {each.state for each in would} == {ItemState.POSSIBLE}
    assert len(would) == len(found.records)
    assert {each.state for each in does(portal, Effect.ERASE, subject)} == {ItemState.DONE}
    assert search(portal, subject).result is Found.NOTHING_HELD


def test_what_is_young_it_refuses_with_a_reason(portal):
    subject, _ = somebody(portal)
    make_young(portal, 13)
    would = does(portal, Effect.ERASE, subject, really=False)
    assert {(each.state, each.reason) for each in would} == {
        (ItemState.REFUSED, "Hier werken wij nog aan.")
    }


def test_a_value_is_corrected(portal):
    subject, _ = somebody(portal)
    change = Change((("complaints", "outcome"),), "x", "Iets anders")
    does(portal, Effect.RECTIFY, subject, change=change)
    values = [field.value for record in search(portal, subject).records for field in record.fields]
    assert "Iets anders" in values


def test_data_rest_until_they_are_used_again(portal):
    subject, found = somebody(portal)
    path = portal.sources / SLUG / "complaints.sqlite"
    counted = []
    for effect in (Effect.RESTRICT, Effect.RESTRICT, Effect.LIFT):
        does(portal, effect, subject)
        connection = sqlite3.connect(path)
        counted += connection.execute("SELECT count(*) FROM resting").fetchone()
        connection.close()
    assert counted == [len(found.records), len(found.records), 0]


def test_without_the_token_nobody_gets_in(portal):
    subject, _ = somebody(portal)
    stranger = dataclasses.replace(
        portal,
        secrets=registers.Secrets({(SLUG, "complaints"): registers.Secret(token="guess")}),
    )
    with pytest.raises(Exception, match="refused"):
        search(stranger, subject)


@pytest.mark.parametrize(("slug", "name"), registers.SERVED)
def test_each_is_one_that_a_profile_could_name(portal, slug, name):
    mistakes = Mistakes()
    system = portal.organisations[slug].source(name)
    check_carries_out(system, "sources[0]", mistakes)
    assert mistakes.found == []
    assert system.tables == ORGANISATIONS[slug].source(name).tables
