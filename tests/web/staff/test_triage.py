"""Taking, assigning, asking, and identity at the desk."""

from datetime import date, timedelta

import pytest

from portal.law.lifecycle import Status
from portal.models.audit import Role
from tests.web.staff import desk

SOON = (date.today() + timedelta(days=10)).isoformat()  # noqa: DTZ011 - any day near now


def test_who_takes_a_case_becomes_its_handler(app):
    handler = desk.hire(app, Role.HANDLER)
    things = desk.case_of(app)
    client = desk.signed_in(app, Role.HANDLER)
    assert desk.post(client, f"/balie/verzoek/{things.reference}/nemen").status_code == 302
    assert "Handler" in client.get(f"/balie/verzoek/{things.reference}").text
    assert handler


def test_a_question_goes_to_the_status_page(bench):
    page = bench.get("/vraag/toelichting")
    assert "sanne@voorbeeld.example" in page
    assert bench.post("/vraag/toelichting", body="Welk jaar?", before=SOON).status_code == 302
    assert bench.case(lambda c: (c.status, c.messages[0].body)) == (
        Status.CLARIFICATION_ASKED,
        "Welk jaar?",
    )
    assert bench.client.get(bench.at + "/vraag/toelichting").status_code == 409
    assert bench.post("/hervatten").status_code == 302
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT


def test_a_question_about_identity_begins_with_a_text(bench):
    assert "maken geen kopie" in bench.get("/vraag/identiteit")


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": "", "before": SOON},
        {"body": "x" * 5000, "before": SOON},
        {"body": "x", "before": "morgen"},
        {"body": "x", "before": "1900-01-01"},
        {"body": "x", "before": "9999-12-31"},
        {"body": "\x00\u202e", "before": SOON},
    ],
)
def test_bad_input_asks_nothing_and_keeps_what_was_typed(bench, fields):
    answer = bench.post("/vraag/toelichting", **fields)
    assert answer.status_code == 422
    assert 'class="rl-errors"' in answer.text
    assert str(fields.get("body", ""))[:50].strip("\x00\u202e") in answer.text
    assert bench.case(lambda c: (c.status, len(c.messages))) == (Status.IN_TREATMENT, 0)


def test_identity_seen_at_the_desk_is_recorded_without_a_number(bench):
    assert bench.post("/aan-de-balie", shown="passport").status_code == 302
    assert bench.case(lambda c: (c.identity_method, c.identity_level)) == ("desk", 3)


@pytest.mark.parametrize("shown", ["", "NW1234567", "<script>"])
def test_nothing_but_the_kind_of_document_is_taken(bench, shown):
    assert bench.post("/aan-de-balie", shown=shown).status_code == 422
    assert bench.case(lambda c: c.identity_method) is None


def test_a_coordinator_assigns_and_only_to_somebody_here(app, bench):
    desk.hire(app, Role.COORDINATOR)
    other = desk.hire(app, Role.HANDLER, name="collega")
    foreign = desk.hire(app, Role.HANDLER, name="ver", slug=desk.ELSEWHERE)
    client = desk.signed_in(app, Role.COORDINATOR)
    for chosen, expected in ((other, other), (foreign, other), ("x", other), ("9" * 40, other)):
        desk.post(client, bench.at + "/toewijzen", {"handler": chosen})
        assert bench.case(lambda c: c.handler_id) == expected
