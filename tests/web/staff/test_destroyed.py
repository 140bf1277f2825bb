"""Pages of a case of which nothing can be read: what was found is destroyed, or does not open."""

import re

import pytest

from portal.law.lifecycle import Status
from portal.models.case import Case
from portal.models.exhibit import CaseKey
from portal.models.redaction import Mark, MarkState
from tests.services import stories
from tests.web.staff import desk
from tests.web.test_access import filled, routes

SAID = ("huur", "Karin", "Beelden", "brief.txt")
GONE = "De gevonden gegevens zijn vernietigd op vrijdag 20 november 2026."


@pytest.fixture
def full(bench):
    """A case with something in every table that holds what was found."""
    for more in (desk.with_redaction, desk.with_exhibit, desk.with_asking, desk.with_items):
        bench.things = more(bench.app, bench.things)
    with bench.app.extensions["portal"].database.transaction() as session:
        mark = {"origin": "handler", "made_at": stories.NOW, "start": 0, "end": 4, "field": 0}
        for state in MarkState:
            row = Mark(case_id=bench.things.case_id, text="huur", state=state, **mark)
            row.finding_id = bench.things.finding_id
            session.add(row)
    return bench


def destroy(bench, status=Status.WITHDRAWN):
    portal = bench.app.extensions["portal"]
    with portal.database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.status, case.is_open = status, False
        assert portal.vault.destroy(session, case.id, now=stories.NOW)


def pages(bench):
    """Every page of the case: address, status, text."""
    for _endpoint, method, address in routes(bench.app):
        if method == "GET" and "<reference>" in address:
            at = filled(address, bench.things, bench.handler)
            answer = bench.client.get(at, follow_redirects=True)
            yield at, answer.status_code, answer.get_data(as_text=True)


def test_every_page_of_a_destroyed_case_says_nothing_of_what_was_found(full):
    before = "".join(text for _at, _status, text in pages(full))
    assert all(word in before for word in SAID)
    destroy(full)
    after = list(pages(full))
    assert [at for at, status, _text in after if status >= 500] == []
    assert [(at, word) for at, _, text in after for word in SAID if word in text] == []
    assert sum(GONE in text for _at, _status, text in after) > 10


def test_an_item_that_was_destroyed_leads_to_the_list_where_it_still_stands(full):
    destroy(full)
    item = full.client.get(f"{full.at}/gegevens/item/{full.things.finding_id}")
    assert item.status_code == 302
    listed = full.client.get(item.location).get_data(as_text=True)
    assert GONE in listed
    assert f"item-{full.things.finding_id}" in listed
    assert "Bekijken" not in listed


def test_what_has_no_words_left_is_not_shown_empty(full):
    destroy(full)
    page = full.get("/gegevens/documenten")
    assert re.search(r'<th scope="row">Document<br>', page)
    assert "De originelen liggen achter slot" not in page
    assert "Wat de persoon mag komen bekijken" not in full.get("/vragen")


def test_where_the_lock_does_not_open_the_page_says_so(bench, capsys):
    portal = bench.app.extensions["portal"]
    with portal.database.transaction() as session:
        portal.vault.store.delete(session.get_one(CaseKey, bench.things.case_id).rows)
    portal.vault._unlocked.cache_clear()
    answer = bench.client.get(f"{bench.at}/gegevens")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "liggen achter slot, en dat gaat niet open" in text
    assert "Traceback" not in text
    logged = capsys.readouterr().err
    assert re.search(rf"locked\s.*case={bench.things.case_id}\s.*error=VaultShut", logged)


def test_what_was_changed_from_outside_is_not_shown(bench):
    database = bench.app.extensions["portal"].database
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE finding SET fields = '1AAAA'")
    answer = bench.client.get(f"{bench.at}/gegevens")
    assert answer.status_code == 500
    assert "achter slot" in answer.get_data(as_text=True)
