"""The sources of an organisation: seen, turned off with a reason, turned on again."""

import pytest
from sqlalchemy import select

from portal.models.audit import AuditEvent, Role
from portal.models.finding import SearchResult, SourceSearch
from portal.models.instruction import SuspendedSource
from portal.organisations.systems import CONNECTORS
from portal.queueing import Job
from portal.web.staff.sources import KINDS
from tests.services import stories
from tests.web.staff import desk

ADDRESS = "/balie/bronnen"
SOURCE = "client_contact"
OFF, ON = f"{ADDRESS}/{SOURCE}/stilzetten", f"{ADDRESS}/{SOURCE}/hervatten"
REASON = "Het systeem verhuist."


@pytest.fixture(params=[Role.COORDINATOR, Role.ADMINISTRATOR])
def boss(app, request):
    """The browser of somebody who may turn sources off."""
    desk.hire(app, request.param)
    return desk.signed_in(app, request.param)


@pytest.fixture
def somebody(app):
    desk.hire(app, Role.COORDINATOR)
    return desk.signed_in(app, Role.COORDINATOR)


def rows(app, query):
    with app.extensions["portal"].database.transaction(write=False) as session:
        return session.scalars(query).all()


def test_every_kind_of_source_has_words():
    assert set(KINDS) == set(CONNECTORS)


def test_every_source_of_the_own_organisation_is_listed_and_no_other(app, boss):
    page = boss.get(ADDRESS).text
    for slug, organisation in stories.ORGANISATIONS.items():
        own = {system.name.nl for system in organisation.sources}
        seen = {name for name in own if f"{name}<br>" in page}
        assert seen == (own if slug == desk.HOME else set())


def test_a_source_is_turned_off_with_a_reason_that_colleagues_see(app, boss):
    answer = desk.post(boss, OFF, {"reason": f" {REASON} "})
    assert (answer.status_code, answer.location) == (302, ADDRESS)
    page = boss.get(ADDRESS).text
    assert f"<p>{REASON}</p>" in page
    assert "staat nu uit." in page
    (off,) = rows(app, select(SuspendedSource))
    assert (off.organisation, off.source, off.reason) == (desk.HOME, SOURCE, REASON)
    told = rows(app, select(AuditEvent).where(AuditEvent.action == "source_suspended"))
    assert [event.detail for event in told] == [{"source": SOURCE}]


@pytest.mark.parametrize("reason", ["", "   ", "\u202e\x00", "x" * 181])
def test_without_a_usable_reason_it_stays_on_and_what_was_typed_stays(app, somebody, reason):
    answer = desk.post(somebody, OFF, {"reason": reason})
    assert answer.status_code == 422
    assert 'class="rl-errors"' in answer.text
    assert ("x" * 181 in answer.text) is (len(reason) > 180)
    assert not rows(app, select(SuspendedSource))


def test_a_reason_comes_out_as_text(app, somebody):
    desk.post(somebody, OFF, {"reason": "<script>alert(1)</script>{{7*7}}"})
    page = somebody.get(ADDRESS).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page
    assert "<script>alert" not in page


def test_twice_off_and_twice_on_say_so_and_change_nothing(app, somebody):
    for _ in range(2):
        assert desk.post(somebody, OFF, {"reason": REASON}).status_code == 302
    assert "staat al uit" in somebody.get(ADDRESS).text
    assert somebody.get(OFF).status_code == 302
    assert len(rows(app, select(SuspendedSource))) == 1
    for _ in range(2):
        assert desk.post(somebody, ON).status_code == 302
    assert "staat al aan" in somebody.get(ADDRESS).text
    assert not rows(app, select(SuspendedSource))


def test_requests_that_did_without_are_searched_when_it_is_on_again(app, somebody, queue):
    handler = desk.hire(app, Role.HANDLER)
    things = desk.case_of(app, handler=handler)
    desk.post(somebody, OFF, {"reason": REASON})
    with app.extensions["portal"].database.transaction() as session:
        search = session.get_one(SourceSearch, things.search_id)
        search.result, search.reason = SearchResult.SUSPENDED, f"suspended: {REASON}"
        search.finished_at = stories.NOW
    assert "1 verzoek moet het zonder doen." in somebody.get(ADDRESS).text
    desk.post(somebody, ON)
    assert "1 verzoek dat het zonder deed" in somebody.get(ADDRESS).text
    assert queue.of(Job.SEARCH_SOURCE) == [things.search_id]


def test_the_latest_search_is_shown_with_what_went_wrong(app, somebody):
    things = desk.case_of(app)
    with app.extensions["portal"].database.transaction() as session:
        search = session.get_one(SourceSearch, things.search_id)
        search.result, search.reason = SearchResult.FAILED, "missing: contact.sqlite"
        search.finished_at = stories.NOW
    page = somebody.get(ADDRESS).text
    assert "Het systeem is er niet: contact.sqlite." in page
    assert "20 november 2026" in page


@pytest.mark.parametrize("address", [OFF, ON])
def test_a_source_that_is_not_ours_is_not_found(app, somebody, address):
    theirs = stories.organisation(desk.ELSEWHERE).sources[0].id
    for name in (theirs, "nothing"):
        assert desk.post(somebody, address.replace(SOURCE, name)).status_code == 404


@pytest.mark.parametrize("role", [Role.HANDLER, Role.PRIVACY_OFFICER])
def test_others_turn_nothing_off(app, role):
    desk.hire(app, role)
    client = desk.signed_in(app, role)
    assert ADDRESS not in client.get("/balie/werkvoorraad").text
    for address in (ADDRESS, OFF):
        assert client.get(address).status_code == 403
    assert desk.post(client, OFF, {"reason": REASON}).status_code == 403
