"""Taking, assigning, asking, and identity at the desk."""

from datetime import date, timedelta

import pytest
import time_machine

from portal.law.lifecycle import Status
from portal.models.audit import Role
from tests.services import stories
from tests.web.staff import desk

SOON = (date.today() + timedelta(days=10)).isoformat()  # noqa: DTZ011 - any day near now


def test_who_takes_a_case_becomes_its_handler(app):
    handler = desk.hire(app, Role.HANDLER)
    things = desk.case_of(app)
    client = desk.signed_in(app, Role.HANDLER)
    assert desk.post(client, f"/balie/verzoek/{things.reference}/nemen").status_code == 302
    assert "Handler" in client.get(f"/balie/verzoek/{things.reference}").text
    assert handler


ASKED = {"body": "Welk jaar bedoelt u?", "before": SOON}


def test_a_question_goes_out_after_a_look_at_the_letter(bench):
    shown = bench.post("/vraag/toelichting", **ASKED)
    assert (shown.status_code, "Welk jaar bedoelt u?" in shown.text) == (200, True)
    assert bench.case(lambda c: (c.status, len(c.messages))) == (Status.IN_TREATMENT, 0)
    assert bench.post("/vraag/toelichting", send="yes", **ASKED).status_code == 302
    assert bench.case(lambda c: (c.status, c.messages[0].body)) == (
        Status.CLARIFICATION_ASKED,
        "Welk jaar bedoelt u?",
    )
    assert bench.client.get(bench.at + "/vraag/toelichting").status_code == 409
    assert bench.post("/hervatten").status_code == 302
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT


def test_the_same_question_is_refused_with_what_to_do_instead(bench):
    bench.post("/vraag/toelichting", send="yes", **ASKED)
    bench.post("/hervatten")
    for page in (
        bench.client.get(bench.at + "/vraag/toelichting"),
        bench.post("/vraag/toelichting", send="yes", **ASKED),
    ):
        assert page.status_code == 409
        assert "Dezelfde vraag zet de klok één keer stil" in page.text
        assert "Schrijf een bericht" in page.text
    assert bench.case(lambda c: len(c.messages)) == 1


def test_a_question_about_identity_begins_with_texts_and_says_why_there_is_doubt(bench):
    page = bench.get("/vraag/identiteit")
    assert "maken geen kopie" in page
    assert "over u gaan" in page
    without = bench.post("/vraag/identiteit", send="yes", doubt="", **ASKED)
    assert without.status_code == 422
    assert "Schrijf op waarom u twijfelt" in without.text
    doubt = "Uw adres kennen wij niet."
    assert bench.post("/vraag/identiteit", send="yes", doubt=doubt, **ASKED).status_code == 302
    assert bench.case(lambda c: c.status) is Status.IDENTITY_ASKED


def test_change_shows_the_question_again_as_it_was_typed(bench):
    page = bench.post("/vraag/toelichting", change="yes", **ASKED)
    assert page.status_code == 200
    assert "Welk jaar bedoelt u?" in page.text
    assert bench.case(lambda c: len(c.messages)) == 0


@pytest.mark.parametrize(
    ("days", "words"),
    [(2, "De klok wacht daarom op het antwoord"), (12, "De klok loopt dus door")],
)
def test_the_page_says_what_asking_does_to_the_clock(app, days, words):
    with time_machine.travel(stories.NOW):
        handler = desk.hire(app, Role.HANDLER)
        things = desk.case_of(app, handler=handler)
    with time_machine.travel(stories.NOW + timedelta(days=days)):
        client = desk.signed_in(app, Role.HANDLER)
        page = client.get(f"/balie/verzoek/{things.reference}/vraag/toelichting")
    assert words in page.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"body": "", "before": SOON},
        {"body": "x" * 5000, "before": SOON},
        {"body": "Welk jaar bedoelt u?", "before": "morgen"},
        {"body": "Welk jaar bedoelt u?", "before": "1900-01-01"},
        {"body": "Welk jaar bedoelt u?", "before": "9999-12-31"},
        {"body": "\x00\u202e", "before": SOON},
    ],
)
def test_bad_input_asks_nothing_and_keeps_what_was_typed(bench, fields):
    answer = bench.post("/vraag/toelichting", send="yes", **fields)
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
