"""The work list and the search in the browser."""

from datetime import date, timedelta

import pytest

from portal.models.audit import Role
from portal.models.case import Case
from portal.web.staff.worklist import FACETS, SPELLED, due
from tests.web.staff import desk

FRIDAY = date(2026, 11, 20)


def test_own_cases_are_listed_and_those_of_others_never(app, bench):
    foreign = desk.case_of(app, desk.ELSEWHERE)
    for spelled in ("", *FACETS):
        for whose in ("", "mij"):
            page = bench.client.get(f"/balie/werkvoorraad?toon={spelled}&wie={whose}").text
            assert foreign.reference not in page
    assert bench.things.reference in bench.client.get("/balie/werkvoorraad?wie=mij").text


@pytest.mark.parametrize("query", ["toon=x", "vanaf=x", "wie=x", "vanaf=%00", "toon=<script>"])
def test_nonsense_in_the_address_shows_the_list(bench, query):
    page = bench.client.get(f"/balie/werkvoorraad?{query}")
    assert page.status_code == 200
    assert '<script>"' not in page.text


def test_each_filter_has_one_address():
    assert len(FACETS) == len(SPELLED)
    assert all(FACETS[spelled] is facet for facet, spelled in SPELLED.items())


@pytest.mark.parametrize("typed", ["wit", "sanne de wit", "SANNE@voorbeeld.example"])
def test_a_search_finds_and_leaves_no_name_in_an_address(bench, typed):
    answer = desk.post(bench.client, "/balie/zoeken", {"typed": typed})
    assert answer.status_code == 200
    assert bench.things.reference in answer.text
    assert bench.client.get("/balie/zoeken").status_code == 405


@pytest.mark.parametrize("typed", ["", "a", "x" * 500, "\x00"])
def test_a_search_for_nothing_is_told(bench, typed):
    answer = desk.post(bench.client, "/balie/zoeken", {"typed": typed})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_search_shows_hostile_text_as_text(bench):
    answer = desk.post(bench.client, "/balie/zoeken", {"typed": "<script>alert(1)</script>"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    ("days", "mark", "words"),
    [
        (-1, "overdue", "1 dag te laat"),
        (-3, "overdue", "3 dagen te laat"),
        (0, "soon", "vandaag"),
        (3, "soon", "nog 1 werkdag"),
        (7, "soon", "nog 5 werkdagen"),
        (10, "ok", "nog 6 werkdagen"),
    ],
)
def test_urgency_is_a_mark_and_words(app, days, mark, words):
    with app.test_request_context("/"):
        assert due(FRIDAY + timedelta(days=days), True, FRIDAY)[0] == mark
        assert words in due(FRIDAY + timedelta(days=days), True, FRIDAY)[1]
        assert due(FRIDAY, False, FRIDAY)[0] == "done"


def test_a_privacy_officer_has_the_complaints_to_the_fg_and_registers_nothing(app):
    officer = desk.hire(app, Role.PRIVACY_OFFICER)
    desk.hire(app, Role.HANDLER)
    things = desk.case_of(app)
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        case.fg_only, case.handler_id = True, officer
    client = desk.signed_in(app, Role.PRIVACY_OFFICER)
    for show in ("", "?wie=mij", "?toon=klachten-fg"):
        page = client.get(f"/balie/werkvoorraad{show}").text
        assert things.reference in page, show
        assert "alleen voor de FG" in page, show
        assert "Verzoek vastleggen" not in page, show
    handler = desk.signed_in(app, Role.HANDLER)
    page = handler.get("/balie/werkvoorraad?toon=klachten-fg").text
    assert things.reference not in page
    assert "Alleen voor u (FG)" not in page
