"""Registering what came by letter: the true day, the same clock, nothing stored when wrong."""

import re
from datetime import date, timedelta

import pytest

from portal.law.deadlines import answer_due
from portal.models.audit import Role
from portal.models.case import Case, Channel
from tests.web.staff import desk

PAGE = "/balie/verzoek-vastleggen"
TODAY = date.today()  # noqa: DTZ011 - the tests run within one day
RIGHT = {
    "channel": "letter",
    "received": (TODAY - timedelta(days=9)).isoformat(),
    "rights": ["access", "erasure"],
    "asked": "Alles over <b>mij</b>",
    "given_name": "Anna",
    "family_name": "van den Berg",
    "language": "nl",
}


@pytest.fixture
def client(app):
    """A handler's browser with the form open."""
    desk.hire(app, Role.HANDLER)
    browser = desk.signed_in(app, Role.HANDLER)
    browser.get(PAGE)
    return browser


def cases(app) -> list[Case]:
    with app.extensions["portal"].database.transaction(write=False) as session:
        found = session.query(Case).all()
        for case in found:
            assert case.parts is not None
        return found


def test_a_letter_gets_the_clock_of_its_receipt(app, client):
    answer = register(client, RIGHT)
    (case,) = cases(app)
    received = TODAY - timedelta(days=9)
    assert answer.location.endswith(case.reference)
    assert (case.channel, case.received_date) == (Channel.LETTER, received)
    assert case.legal_due == answer_due(received).legal_due
    assert {part.right.value for part in case.parts} == {"access", "erasure"}
    page = client.get(answer.location).text
    assert "Alles over &lt;b&gt;mij&lt;/b&gt;" in page


def register(client, form: dict[str, object], **told: object):
    """Fill in the first page, then what is asked on the second."""
    first = desk.post(client, PAGE, form)
    if first.status_code != 200:
        return first
    return desk.post(client, PAGE, form | {"told": "yes"} | told)


def sending(client) -> dict[str, str]:
    """What the form of a page carries so that it is taken in once."""
    found = re.search(r'name="sending" value="([^"]+)"', client.get(PAGE).text)
    assert found
    return {"sending": found.group(1)}


def test_sent_twice_it_is_one_request(app, client):
    form = RIGHT | sending(client)
    register(client, form)
    register(client, form)
    assert len(cases(app)) == 1


def test_two_letters_in_two_tabs_are_two_requests(app, client):
    first, second = sending(client), sending(client)
    one = register(client, RIGHT | first)
    other = register(client, RIGHT | second | {"given_name": "Bram"})
    assert one.location != other.location
    assert {case.given_name for case in cases(app)} == {"Anna", "Bram"}


def test_what_somebody_wrote_is_kept_for_every_right(app, client):
    answer = register(client, RIGHT | {"rights": ["access"], "asked": "Alles over 2019"})
    assert "Alles over 2019" in client.get(answer.location).text


@pytest.mark.parametrize("field", ["asked", "client_number", "address"])
def test_a_bsn_in_a_letter_is_not_taken_over_where_it_may_not_be_kept(app, client, field):
    form = RIGHT | {field: "111222333"}
    answer = register(client, form)
    assert answer.status_code == 422
    assert 'name="not_a_bsn"' in answer.text
    assert cases(app) == []
    assert register(client, form | {"not_a_bsn": "y"}).status_code == 302
    desk.hire(app, Role.HANDLER, slug=desk.ELSEWHERE)
    elsewhere = desk.signed_in(app, Role.HANDLER, slug=desk.ELSEWHERE)
    assert register(elsewhere, form).status_code == 302


def test_a_year_ago_needs_a_reason(app, client):
    long_ago = {**RIGHT, "received": (TODAY - timedelta(days=400)).isoformat()}
    assert register(client, long_ago).status_code == 422
    reason = {"late_reason": "De brief lag in een verkeerd archief."}
    assert register(client, {**long_ago, **reason}).status_code == 302
    assert len(cases(app)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"received": (TODAY + timedelta(days=2)).isoformat()},
        {"received": "1999-01-01"},
        {"received": "vorige week"},
        {"channel": "duif"},
        {"rights": []},
        {"rights": ["access", "<script>"]},
        {"given_name": ""},
        {"family_name": "x" * 101},
        {"email": "geen adres"},
        {"phone": "abc"},
        {"birth_date": "2999-01-01"},
        {"birth_date": "1850-01-01"},
        {"language": "fr"},
        {"asked": "x" * 4001},
    ],
)
def test_bad_input_is_told_typed_text_stays_and_nothing_is_stored(app, client, wrong):
    answer = register(client, {**RIGHT, **wrong})
    assert answer.status_code == 422
    assert 'class="rl-errors"' in answer.text
    if "asked" not in wrong:
        assert "Alles over &lt;b&gt;mij&lt;/b&gt;" in answer.text
    assert cases(app) == []


def test_a_bsn_is_asked_only_where_the_law_allows_it(app, client):
    assert "BSN" not in client.get(PAGE).text
    desk.hire(app, Role.HANDLER, slug=desk.ELSEWHERE)
    elsewhere = desk.signed_in(app, Role.HANDLER, slug=desk.ELSEWHERE)
    assert "BSN" in elsewhere.get(PAGE).text
