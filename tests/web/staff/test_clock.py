"""The term of a case at the desk: both dates, more time, a notice of default."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine

from portal.law import workdays
from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Role
from portal.models.case import Case
from portal.models.clock import DefaultNotice
from portal.models.letter import Letter
from portal.models.staff import Staff
from portal.services import clock, daily
from tests.services.contested import answer
from tests.services.days import WORDS, Desk, after
from tests.web.staff import desk

WHY = "Uw gegevens staan in vier archieven, deels alleen op papier."


class Room:
    """An organisation's desk with one case, received on 20 November 2026."""

    def __init__(self, app, slug: str) -> None:
        self.app, self.slug = app, slug
        with time_machine.travel(after(0)):
            self.handler = desk.hire(app, Role.HANDLER, slug=slug)
            self.things = desk.case_of(app, slug, handler=self.handler)
        self.at = f"/balie/verzoek/{self.things.reference}"

    @contextmanager
    def on(self, days: float) -> Iterator["Room"]:
        """The handler is at work so many days after receipt."""
        with time_machine.travel(after(days)):
            self.client = desk.signed_in(self.app, Role.HANDLER, slug=self.slug)
            yield self

    def page(self, page: str = "/termijn") -> str:
        """A page of the case, without the layout of its source."""
        return " ".join(self.client.get(self.at + page).text.split())

    def post(self, page: str, **fields: object):
        """A form of the case."""
        return desk.post(self.client, self.at + page, fields)

    def read(self, make):
        """What `make` reads of the stored case."""
        with self.app.extensions["portal"].database.transaction(write=False) as session:
            return make(session, session.get_one(Case, self.things.case_id))

    def change(self, make) -> None:
        """Change the case as a service does."""
        with self.app.extensions["portal"].database.transaction() as session:
            room = Desk.__new__(Desk)
            room.session, room.case = session, session.get_one(Case, self.things.case_id)
            room.organisation = self.app.extensions["portal"].organisations[self.slug]
            room.member = session.get_one(Staff, self.handler)
            make(room)

    def letters(self) -> list[LetterKind]:
        """The letters that were written."""
        return self.read(lambda session, _case: [each.kind for each in session.query(Letter)])


@pytest.fixture
def room(app) -> Room:
    return Room(app, "cjib")


def test_the_term_tells_its_days_and_why(room):
    with room.on(3):
        page = room.page()
    assert "Waarom maandag 21 december 2026?" in page
    assert "vrijdag 18 december 2026" in page  # our own target


def test_after_a_wait_both_days_are_told_with_their_reasons(room):
    room.change(lambda desk: (desk.ask(days=3), desk.end(8)))
    with room.on(9):
        page = room.page()
        overview = room.page("")
    assert "maandag 28 december 2026" in page
    assert "Waarom maandag 21 december 2026 zonder het wachten?" in page
    assert "Laatste dag zonder het wachten" in overview


def test_while_waiting_the_case_and_the_list_say_until_when(room):
    room.change(lambda desk: desk.ask(days=3))
    with room.on(4):
        assert "wacht op de burger tot 7 dec 2026" in room.page("")
        listed = " ".join(room.client.get("/balie/werkvoorraad").text.split())
    assert "tot 7 dec 2026" in listed
    assert "zonder het wachten 21 dec 2026" in listed
    assert "streefdag 18 dec. 2026" in listed or "streefdag" in listed


def test_more_time_is_taken_after_a_look_at_the_letter(room):
    with room.on(9):
        assert "maandag 22 februari 2027" in room.page("/verlengen")
        shown = room.post("/verlengen", grounds="complexity", explanation=WHY)
        assert shown.status_code == 200
        assert WHY in shown.text
        assert room.letters() == []
        assert "U krijgt alles in één keer" in shown.text
        typed = {"grounds": "complexity", "explanation": WHY, "already": "Uw adres krijgt u nu."}
        sent = room.post("/verlengen", send="yes", **typed)
        assert sent.status_code == 302
        assert room.letters() == [LetterKind.EXTENSION]
        facts = room.read(lambda session, _case: session.query(Letter).one().facts)
        assert facts["already"] == typed["already"]
        again = room.client.get(room.at + "/verlengen")
        assert again.status_code == 409
        assert "Dat kan één keer" in again.text
        assert "verlengd" in room.page()
        assert "verlengd" in room.client.get("/balie/werkvoorraad").text
    assert room.read(lambda _session, case: case.legal_due.isoformat()) == "2027-02-22"


def test_change_shows_the_form_again_with_what_was_typed(room):
    with room.on(9):
        page = room.post("/verlengen", grounds="number", explanation=WHY, change="yes")
    assert page.status_code == 200
    assert WHY in page.text
    assert re.search(r"checked[^>]*value=\"number\"|value=\"number\"[^>]*checked", page.text)
    assert room.letters() == []


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"explanation": WHY},
        {"grounds": "complexity", "explanation": "te druk"},
        {"grounds": "busy", "explanation": WHY},
        {"grounds": "complexity", "explanation": "x" * 5000},
    ],
)
def test_more_time_without_its_reasons_is_refused_at_the_field(room, fields):
    with room.on(9):
        page = room.post("/verlengen", send="yes", **fields)
    assert page.status_code == 422
    assert 'class="rl-errors"' in page.text
    assert str(fields.get("explanation", ""))[:100] in page.text
    assert (room.letters(), room.read(lambda _s, case: case.extended_at)) == ([], None)


def test_after_the_month_the_page_says_why_not_and_what_to_do(room):
    with room.on(32):
        page = room.client.get(room.at + "/verlengen")
        sent = room.post("/verlengen", grounds="complexity", explanation=WHY, send="yes")
        assert "De burger moet het binnen de eerste maand horen" in page.text
        assert "Verleng de termijn" not in room.page()
    assert (page.status_code, sent.status_code) == (409, 409)
    assert room.letters() == []


def test_a_notice_of_default_is_registered_with_its_amounts(room):
    with room.on(40):
        shown = room.post("/ingebrekestelling", received="2026-12-24")
        assert shown.status_code == 200
        assert "€ 1.442" in shown.text.replace("\xa0", " ")
        assert room.post("/ingebrekestelling", received="2026-12-24", send="yes").status_code == 302
        page = room.page().replace("\xa0", " ")
        assert "woensdag 6 januari 2027" in page
        assert "€ 0" in page
        assert "ingebrekestelling: beslis uiterlijk 6 jan 2027" in page
        assert "ingebrekestelling" in room.client.get("/balie/werkvoorraad").text
        assert room.client.get(room.at + "/ingebrekestelling").status_code == 409
    with room.on(50):
        page = room.page().replace("\xa0", " ")
        assert "€ 69" in page
        assert "ingebrekestelling: elke dag kost geld" in page
    assert room.letters() == [LetterKind.DEFAULT_RECEIPT]


@pytest.mark.parametrize(
    ("received", "words"),
    [
        ("2026-12-31", "Deze dag moet nog komen"),
        ("2026-12-21", "De laatste dag om te antwoorden was maandag 21 december 2026"),
        ("24 december", "Vul een datum in"),
        ("", "Vul de dag van ontvangst in"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_the_field(room, received, words):
    with room.on(40):
        page = room.post("/ingebrekestelling", received=received, send="yes")
    assert page.status_code == 422
    assert words in page.text
    assert room.letters() == []


def test_before_the_last_day_there_is_no_default_and_the_page_says_so(room):
    with room.on(20):
        page = room.client.get(room.at + "/ingebrekestelling")
    assert page.status_code == 409
    assert "Wij zijn niet te laat" in page.text


def test_against_a_private_body_the_page_names_the_other_way(app):
    room = Room(app, "akj")
    with room.on(40):
        assert "rechtbank" in room.page()
        assert room.post("/ingebrekestelling", received="2026-12-24", send="yes").status_code == 409
    count = room.read(lambda session, _case: session.query(DefaultNotice).count())
    assert count == 0


def test_the_fg_reads_the_term_and_moves_nothing(room):
    desk.hire(room.app, Role.PRIVACY_OFFICER, slug="cjib")
    with time_machine.travel(after(9)):
        officer = desk.signed_in(room.app, Role.PRIVACY_OFFICER, slug="cjib")
        page = officer.get(room.at + "/termijn")
        assert page.status_code == 200
        assert "/verlengen" not in page.text
        assert officer.get(room.at + "/verlengen").status_code == 403


def test_reading_with_other_holidays_changes_no_date(room, monkeypatch):
    room.change(lambda desk: (desk.ask(days=3), desk.end(8)))
    stored = room.read(lambda _s, case: (case.legal_due, case.target, case.deadline))
    monkeypatch.setattr(workdays, "holidays_on", lambda day: ())
    with room.on(9):
        assert "maandag 28 december 2026" in room.page()
        room.page("")
        room.client.get("/balie/werkvoorraad")
    assert room.read(lambda _s, case: (case.legal_due, case.target, case.deadline)) == stored


def test_a_handler_goes_on_without_the_answer_from_the_term(room):
    room.change(lambda desk: desk.ask(days=3))
    with room.on(5):
        assert "Verder zonder het antwoord" in room.page()
        assert room.post("/hervatten").status_code == 302
        assert WORDS in room.page("/berichten")
    assert room.read(lambda _s, case: case.status) is Status.IN_TREATMENT
    pauses = room.read(lambda session, case: list(clock.pauses_of(session, case)))
    assert pauses[0].ended_on.isoformat() == "2026-11-25"


def test_a_late_case_tells_what_the_apology_promised(room):
    portal = room.app.extensions["portal"]
    daily.run(portal.database, portal.organisations, now=after(32))
    with room.on(33):
        page = room.page()
    assert "Beloofd in de brief met excuses" in page
    assert "dinsdag 5 januari 2027" in page


def test_only_what_can_still_be_done_is_offered(room):
    with room.on(2):
        overview, term = room.page(""), room.page()
    assert "/verlengen" in overview
    assert "/vraag/identiteit" in term
    room.change(lambda desk: desk.ask(days=2))
    with room.on(33):
        room.post("/hervatten")
        overview, term = room.page(""), room.page()
    assert "/verlengen" not in overview
    assert "/vraag/toelichting" in term
    assert "/vraag/identiteit" not in term


def test_a_notice_found_in_the_post_after_our_answer_is_registered_all_the_same(room):
    room.change(lambda room: answer(room, days=50))
    with room.on(51):
        late = room.post("/ingebrekestelling", received="2027-01-09", send="yes")
        assert (late.status_code, room.letters()) == (422, [])
        assert "De brief telt alleen als hij eerder kwam" in late.text
        shown = room.post("/ingebrekestelling", received="2026-12-24").text.replace("\xa0", " ")
        assert "Ja, voor elke dag vanaf donderdag 7 januari 2027 tot ons antwoord" in shown
        assert "€ 46" in shown
        sent = room.post("/ingebrekestelling", received="2026-12-24", send="yes")
    assert (sent.status_code, room.letters()) == (302, [LetterKind.DEFAULT_RECEIPT])
