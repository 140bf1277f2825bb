"""Registering a bezwaar at the desk: a case of its own, shown on both cases."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Role
from portal.models.case import Case, Procedure
from portal.models.letter import Letter
from tests.services.days import after
from tests.web.staff import desk

FIELDS = {"channel": "letter", "received": "2026-12-14", "reasons": "U vergat mijn telefoontjes."}


class Answered:
    """A case that the organisation answered on 30 November 2026."""

    def __init__(self, app, slug: str) -> None:
        self.app, self.slug = app, slug
        with time_machine.travel(after(0)):
            self.handler = desk.hire(app, Role.HANDLER, slug=slug)
            things = desk.case_of(app, slug, handler=self.handler)
        with app.extensions["portal"].database.transaction() as session:
            case = session.get_one(Case, things.case_id)
            case.parts[0].outcome = Outcome.REFUSED
            case.parts[0].ground = "not_controller"
            for action in (Action.PROPOSE, Action.APPROVE, Action.DELIVER):
                case.advance(action, desk.actor(self.handler, slug=slug), after(10))
            case.proposed_by, case.delivered_at = self.handler, after(10)
            self.part = str(case.parts[0].id)
        self.reference = things.reference
        self.at = f"/balie/verzoek/{things.reference}"

    @contextmanager
    def on(self, days: float):
        """The handler is at work so many days after the request came in."""
        with time_machine.travel(after(days)):
            self.client = desk.signed_in(self.app, Role.HANDLER, slug=self.slug)
            yield self

    def post(self, page: str = "/bezwaar", **fields: object):
        """The form, filled in."""
        filled = FIELDS | {"parts": self.part, "sending": "one"} | fields
        return desk.post(self.client, self.at + page, filled)

    def cases(self) -> list[Case]:
        """The cases there are against the answer."""
        with self.app.extensions["portal"].database.transaction(write=False) as session:
            return session.query(Case).filter(Case.origin_id.is_not(None)).all()

    def letters(self) -> list[LetterKind]:
        """The letters that were written."""
        with self.app.extensions["portal"].database.transaction(write=False) as session:
            return [each.kind for each in session.query(Letter)]


@pytest.fixture
def answered(app) -> Answered:
    return Answered(app, "cjib")


def test_a_bezwaar_becomes_a_case_after_a_look_at_the_letter(answered):
    with answered.on(30):
        page = answered.client.get(answered.at + "/bezwaar")
        assert "maandag 11 januari 2027" in page.text  # the last day to make it
        shown = answered.post()
        assert (shown.status_code, answered.cases()) == (200, [])
        assert answered.post(send="yes").status_code == 302
        (case,) = answered.cases()
        assert (case.procedure, case.received_date) == (Procedure.BEZWAAR, date(2026, 12, 14))
        assert answered.letters() == [LetterKind.BEZWAAR_RECEIPT]
        assert case.reference in answered.client.get(answered.at + "/termijn").text
        there = f"/balie/verzoek/{case.reference}"
        assert answered.reference in answered.client.get(there + "/termijn").text
        assert "U vergat mijn telefoontjes." in answered.client.get(there + "/berichten").text
        assert "Bezwaar over inzage" in answered.client.get(there).text
        assert "bezwaar" in answered.client.get("/balie/werkvoorraad").text


def test_the_button_pressed_twice_makes_one_case(answered):
    with answered.on(30):
        for _ in range(2):
            assert answered.post(send="yes").status_code == 302
    assert len(answered.cases()) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"received": "2026-12-31"}, "Deze dag moet nog komen"),
        ({"received": "2026-11-29"}, "Ons besluit is later verstuurd"),
        ({"received": "gisteren"}, "Vul een datum in"),
        ({"posted": "2026-12-15"}, "niet na ontvangst zijn gepost"),
        ({"parts": ""}, "Kies minstens één deel"),
        ({"parts": "99"}, "Kies minstens één deel"),
        ({"reasons": " "}, "Schrijf op wat de persoon zegt"),
        ({"channel": "pigeon"}, "Kies hoe het bezwaar binnenkwam"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_nothing_is_kept(answered, fields, words):
    with answered.on(30):
        page = answered.post(send="yes", **fields)
    assert page.status_code == 422
    assert 'class="rl-errors"' in page.text
    assert words in page.text
    assert answered.cases() == []
    assert answered.letters() == []


def test_a_late_bezwaar_is_taken_in_with_a_word_about_it(answered):
    with answered.on(70):
        shown = answered.post(received="2027-01-20")
        assert "vraag waarom het te laat is" in shown.text
        assert answered.post(received="2027-01-20", send="yes").status_code == 302
    assert len(answered.cases()) == 1


def test_one_posted_in_time_is_in_time(answered):
    with answered.on(60):
        shown = answered.post(received="2027-01-13", posted="2027-01-11")
        assert "op tijd gepost" in shown.text


def test_who_decided_is_warned_when_they_handle_the_bezwaar(answered):
    with answered.on(30):
        answered.post(send="yes")
        (case,) = answered.cases()
        there = f"/balie/verzoek/{case.reference}"
        assert "Laat een ander het behandelen" not in answered.client.get(there).text
        assert "Laat een ander op dit bezwaar beslissen" in answered.client.get(there).text
        desk.post(answered.client, there + "/nemen")
        assert "Laat een ander het behandelen" in answered.client.get(there).text


def test_who_never_saw_a_bezwaar_reads_what_it_is_and_what_to_do(answered):
    with answered.on(30) as it:
        it.post(send="yes")
        other = it.cases()[0].reference
        page = it.client.get(f"/balie/verzoek/{other}").text
        desk.post(it.client, f"/balie/verzoek/{other}/nemen")
        decision = it.client.get(f"/balie/verzoek/{other}/besluit").text
        report = it.client.get(f"/balie/verzoek/{other}/besluit/rapport")
    assert "Neem dit bezwaar in behandeling" in page
    assert "Neem dit verzoek" not in page
    assert "(Awb 7:10)" in page
    assert f'href="{it.at}"' in page
    assert "Lees waarom de persoon het niet eens is" in page
    assert "Wat is een bezwaar, en wat vergeten anderen?" in page
    assert "Vraag of de persoon gehoord wil worden." in page
    assert "De aanvrager kon gehoord worden, of ik weet waarom dat niet hoeft." in decision
    assert "Lees het rapport" not in decision  # a request gives it, once it is decided
    assert report.status_code == 404


def test_what_was_proposed_is_called_as_it_was_chosen(answered):
    with answered.on(30) as it:
        it.post(send="yes")
        (case,) = it.cases()
        with it.app.extensions["portal"].database.transaction() as session:
            stored = session.get_one(Case, case.id)
            stored.parts[0].outcome, stored.parts[0].ground = Outcome.REFUSED, "bezwaar_unfounded"
            stored.status = Status.PROPOSED
        for page in ("", "/besluit"):
            said = it.client.get(f"/balie/verzoek/{case.reference}{page}").text
            assert "Ongegrond of niet-ontvankelijk" in said
            assert "Afgewezen" not in said


def test_a_private_body_has_no_bezwaar_and_the_page_names_the_court(app):
    answered = Answered(app, "akj")
    with answered.on(30):
        page = answered.client.get(answered.at + "/bezwaar")
        assert page.status_code == 409
        assert "rechtbank" in page.text
        assert answered.post(send="yes").status_code == 409
    assert answered.cases() == []


def test_before_the_answer_there_is_nothing_to_contest(app):
    with time_machine.travel(after(0)):
        handler = desk.hire(app, Role.HANDLER, slug="cjib")
        things = desk.case_of(app, "cjib", handler=handler)
        client = desk.signed_in(app, Role.HANDLER, slug="cjib")
        page = client.get(f"/balie/verzoek/{things.reference}/bezwaar")
    assert page.status_code == 409
    assert "nog geen antwoord" in page.text


def test_a_decision_on_bezwaar_is_put_off_without_the_grounds_of_the_month(answered):
    with answered.on(30):
        answered.post(send="yes")
        (case,) = answered.cases()
        there = f"/balie/verzoek/{case.reference}"
        desk.post(answered.client, there + "/nemen")
        page = answered.client.get(there + "/verlengen").text
        assert "met zes weken" in page
        assert "Drukte is er geen" not in page
        fields = {"explanation": "De commissie kan u pas in maart horen."}
        shown = desk.post(answered.client, there + "/verlengen", fields)
        assert "zes weken meer om op een bezwaar te beslissen" in shown.text
        sent = desk.post(answered.client, there + "/verlengen", fields | {"send": "yes"})
        assert sent.status_code == 302
        assert "maandag 5 april 2027" in answered.client.get(there + "/termijn").text
    assert answered.letters() == [LetterKind.BEZWAAR_RECEIPT, LetterKind.EXTENSION]


def test_where_no_bsn_may_be_kept_none_is_taken_over_from_the_letter(answered, monkeypatch):
    organisations = answered.app.extensions["portal"].organisations
    strict = replace(organisations["cjib"], may_ask_bsn=False)
    monkeypatch.setitem(organisations, "cjib", strict)
    words = {"reasons": "Mijn nummer is 111222333."}
    with answered.on(30):
        refused = answered.post(send="yes", **words)
        assert refused.status_code == 422
        assert "burgerservicenummer" in refused.text
        assert answered.cases() == []
        assert answered.post(send="yes", not_a_bsn="y", **words).status_code == 302
