"""A letter is seen before it goes: its very words, a paragraph of one's own, send or change."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.models.audit import Role
from portal.models.case import Case
from tests.web.staff import desk

SOON = (date.today() + timedelta(days=10)).isoformat()  # noqa: DTZ011 - any day near now
ASKED = {"body": "Welk jaar bedoelt u?", "before": SOON}
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} </section>"


def letter_in(page: str) -> str:
    """The letter on a page."""
    (shown,) = re.findall(r'<section class="rl-letter".*?</section>', page, re.DOTALL)
    return shown


def ask(bench, **fields):
    return bench.post("/vraag/toelichting", **(ASKED | fields))


def status(bench) -> Status:
    return bench.case(lambda case: case.status)


def test_the_letter_is_shown_whole_and_nothing_is_sent(bench):
    page = ask(bench).text
    shown = letter_in(page)
    for words in ("Welk jaar bedoelt u?", "Autoriteit Persoonsgegevens", "Met vriendelijke groet"):
        assert words in shown
    assert "Er is nog niets verstuurd." in page
    assert status(bench) is Status.IN_TREATMENT


def test_what_was_typed_before_goes_along(bench):
    page = ask(bench, body='Welk "jaar" <b>?').text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    assert unescape(fields["body"]) == 'Welk "jaar" <b>?'
    assert fields["before"] == SOON
    assert set(fields) == {"csrf_token", "body", "before", "shown"}


def test_a_paragraph_is_seen_before_it_goes(bench):
    page = ask(bench, send="yes", personal="Wij belden gisteren.").text
    assert "Dit is de brief met uw alinea." in page
    assert "Wij belden gisteren." in letter_in(page)
    assert status(bench) is Status.IN_TREATMENT
    typed = "Wij belden gisteren."
    assert ask(bench, send="yes", personal=typed, shown=typed).status_code == 302
    assert status(bench) is Status.CLARIFICATION_ASKED


def test_a_paragraph_changed_after_the_look_is_looked_at_again(bench):
    page = ask(bench, send="yes", personal="Wij belden u vandaag.", shown="Wij belden gisteren.")
    assert page.status_code == 200
    assert status(bench) is Status.IN_TREATMENT


def test_show_again_shows_the_paragraph_and_sends_nothing(bench):
    page = ask(bench, show="yes", personal="Eerste.\r\nTweede.").text
    assert "<p>Eerste.</p>" in letter_in(page)
    assert status(bench) is Status.IN_TREATMENT


def test_change_shows_the_form_again_as_it_was_filled_in(bench):
    page = ask(bench, change="yes", personal="Dag.").text
    assert "rl-letter" not in page
    assert "Welk jaar bedoelt u?" in page
    assert status(bench) is Status.IN_TREATMENT


def test_too_long_a_paragraph_is_refused_at_its_field_and_kept(bench):
    page = ask(bench, send="yes", personal="x" * 1001)
    assert page.status_code == 422
    assert "Gebruik hoogstens 1000 tekens" in page.text
    assert "x" * 1001 in page.text
    assert status(bench) is Status.IN_TREATMENT


def test_hostile_texts_stay_texts(bench):
    shown = letter_in(ask(bench, personal=HOSTILE, body=HOSTILE).text)
    assert "<script" not in shown
    assert shown.count(" {{ 7*7 }} ") == 2
    assert "&lt;script&gt;" in shown
    assert "Met vriendelijke groet" in shown


def test_the_letter_has_no_heading_above_those_of_the_page(bench):
    assert re.findall(r"<h[12][ >]", letter_in(ask(bench).text)) == []


def decide(bench, outcome=Outcome.GRANTED) -> None:
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).parts[0].outcome = outcome


def test_the_answer_can_be_read_before_it_is_proposed(bench):
    assert "Er is nog geen brief om te zien." in bench.get("/besluit/brief")
    decide(bench)
    assert "Ja. Wij doen wat u vroeg." in letter_in(bench.get("/besluit/brief"))


def test_a_paragraph_is_kept_with_the_answer_and_shown_in_its_place(bench):
    decide(bench)
    assert bench.post("/besluit/brief", personal="Wij belden gisteren.").status_code == 302
    shown = letter_in(bench.get("/besluit/brief"))
    assert shown.index("Ja. Wij doen") < shown.index("Wij belden") < shown.index("Wat gebeurt er")
    assert bench.case(lambda case: case.personal) == "Wij belden gisteren."


def test_a_paragraph_that_is_too_long_changes_nothing(bench):
    decide(bench)
    page = bench.post("/besluit/brief", personal="x" * 1001)
    assert page.status_code == 422
    assert bench.case(lambda case: case.personal) == ""


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER])
def test_who_only_supervises_reads_the_letter_and_adds_nothing(app, bench, role):
    decide(bench)
    desk.hire(app, role)
    client = desk.signed_in(app, role)
    page = client.get(bench.at + "/besluit/brief")
    assert "rl-letter" in page.text
    assert "Alinea bewaren" not in page.text
    sent = desk.post(client, bench.at + "/besluit/brief", {"personal": "Dag."})
    assert sent.status_code == 403
    assert bench.case(lambda case: case.personal) == ""


def test_after_the_answer_the_paragraph_stays_as_it_went(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.status, case.delivered_at = Status.DELIVERED, case.received_at
        case.parts[0].outcome = Outcome.GRANTED
    assert bench.post("/besluit/brief", personal="Te laat.").status_code == 409
    assert "Deze brief is gemaakt" in bench.get("/besluit/brief")
