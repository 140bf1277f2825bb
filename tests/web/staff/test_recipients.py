"""Telling recipients: by letter or otherwise, or excused; and telling the person."""

from datetime import date

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.case import Case
from portal.models.consequence import NoticeState, RecipientNotice
from portal.models.letter import Letter
from tests.services import stories
from tests.web.staff import desk

REASON = "Dit bedrijf bestaat niet meer."


@pytest.fixture
def told(bench):
    """A corrected case, answered, with the police as the one recipient."""
    bench.things = desk.with_consequences(bench.app, bench.things)
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        part = case.parts[0]
        part.right, part.outcome = Right.RECTIFICATION, Outcome.GRANTED
        part.answers, part.needs = {"field": "Achternaam"}, {"corrected": "de Wit"}
        case.status, case.is_open = Status.DELIVERED, False
        case.decided_at = case.delivered_at = stories.NOW
    return bench


def at(bench, page="") -> str:
    return f"/gevolgen/ontvanger/{bench.things.notice_id}{page}"


def row_of(bench) -> RecipientNotice:
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return session.get_one(RecipientNotice, bench.things.notice_id)


def test_a_recipient_is_told_on_a_day(told):
    assert "Wat is er gedaan?" in told.get(at(told))
    assert told.post(at(told), how="mail", day="2026-11-20").status_code == 302
    row = row_of(told)
    assert (row.state, row.how, row.at.date()) == (NoticeState.TOLD, "mail", date(2026, 11, 20))
    assert "Verteld met een e-mail" in told.get("/gevolgen")


def test_or_excused_with_a_reason_and_put_back_after_a_mistake(told):
    assert told.post(at(told), how="impossible", reason=REASON).status_code == 302
    assert row_of(told).state is NoticeState.EXCUSED
    assert REASON in told.get("/gevolgen")
    assert told.post(at(told, "/terug")).status_code == 302
    assert row_of(told).state is NoticeState.TO_TELL


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Kies wat er is gedaan."),
        ({"how": "pigeon"}, "Kies wat er is gedaan."),
        ({"how": "mail"}, "Vul een dag in tussen de beslissing en vandaag."),
        ({"how": "mail", "day": "2030-01-01"}, "Vul een dag in tussen de beslissing en vandaag."),
        ({"how": "impossible", "reason": "nee"}, "Schrijf op waarom niet"),
    ],
)
def test_what_is_missing_is_told_at_the_field(told, fields, message):
    answer = told.post(at(told), **fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert row_of(told).state is NoticeState.TO_TELL


def test_the_letter_is_seen_first_and_names_no_address_of_the_person(told):
    with told.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, told.things.case_id).address = "Schuilpad 7"
    form = told.get(at(told, "/brief"))
    assert 'value="Achternaam"' in form
    assert "de Wit</textarea>" in form
    fields = {"name": "Politie Utrecht", "address": "Postbus 1", "what": "Achternaam"}
    shown = told.post(at(told, "/brief"), new="de Wit", **fields)
    assert shown.status_code == 200
    assert "Politie Utrecht" in shown.text
    assert row_of(told).letter_id is None
    assert told.post(at(told, "/brief"), new="de Wit", send="yes", **fields).status_code == 302
    row = row_of(told)
    with told.app.extensions["portal"].database.transaction(write=False) as session:
        letter = session.get_one(Letter, row.letter_id)
    assert letter.facts["recipient"] == "Politie Utrecht"
    assert "Schuilpad" not in str(letter.facts)
    assert row.state is NoticeState.TO_TELL


def test_a_secret_address_goes_to_a_recipient_only_when_somebody_says_it_must(told):
    with told.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, told.things.case_id)
        case.secret_address, part = True, case.parts[0]
        part.answers, part.needs = {"field": "Adres"}, {"corrected": "Schuilpad 7"}
    form = told.get(at(told, "/brief"))
    assert "Schuilpad" not in form.split("<form")[-1]
    assert "Deze ontvanger heeft het geheime adres nodig" in form
    fields = {"name": "Politie", "what": "Adres", "new": "Schuilpad 7"}
    refused = told.post(at(told, "/brief"), send="yes", **fields)
    assert refused.status_code == 422
    assert "Dit adres is geheim. Laat het weg" in refused.text
    assert "Schuilpad 7</textarea>" in refused.text
    assert row_of(told).letter_id is None
    shown = told.post(at(told, "/brief"), needs_address="y", **fields)
    assert 'name="needs_address"' in shown.text
    assert told.post(at(told, "/brief"), needs_address="y", send="yes", **fields).status_code == 302
    assert row_of(told).letter_id is not None


def test_a_letter_without_what_changed_is_not_made(told):
    answer = told.post(at(told, "/brief"), name="Politie", what="", new="")
    assert answer.status_code == 422
    assert "Vul in welk gegeven is verbeterd." in answer.text


def test_somebody_else_is_added_once(told):
    with told.app.extensions["portal"].database.transaction(write=False) as session:
        part = session.get_one(Case, told.things.case_id).parts[0].id
    assert told.post("/gevolgen/ontvangers", part=part, name="Drukker Bos").status_code == 302
    assert "Drukker Bos" in told.get("/gevolgen")
    again = told.post("/gevolgen/ontvangers", part=part, name="Drukker Bos")
    assert again.status_code == 422
    assert "staat al in de lijst" in again.text
    empty = told.post("/gevolgen/ontvangers", part=part, name="")
    assert "Vul in wie de gegevens nog meer kreeg." in empty.text


def test_several_who_never_got_the_data_are_written_down_at_once(told):
    with told.app.extensions["portal"].database.transaction() as session:
        row = session.get_one(RecipientNotice, told.things.notice_id)
        session.add(
            RecipientNotice(
                case_id=row.case_id,
                part_id=row.part_id,
                activity="advice",
                recipient_nl="het CBS",
                recipient_en="CBS",
            )
        )
    page = told.get("/gevolgen")
    assert "Naar wie zijn deze gegevens nooit gegaan?" in page
    path = "/gevolgen/ontvangers/nooit"
    assert "Kies minstens één ontvanger." in told.post(path, why=REASON).text
    number = told.things.notice_id
    short = told.post(path, notices=[number], why="nee")
    assert (short.status_code, row_of(told).state) == (422, NoticeState.TO_TELL)
    assert told.post(path, notices=[number, number + 1], why=REASON).status_code == 302
    assert (row_of(told).how, row_of(told).reason) == ("never_given", REASON)
    assert "Naar wie zijn deze gegevens nooit gegaan?" not in told.get("/gevolgen")


def test_the_person_hears_of_all_or_nothing(told):
    early = told.client.get(f"{told.at}/gevolgen/wie-het-weet", follow_redirects=True)
    assert "Rond eerst elke ontvanger af." in early.text
    told.post(at(told), how="letter", day="2026-11-20")
    assert "de politie" in told.get("/gevolgen/wie-het-weet")
    assert told.post("/gevolgen/wie-het-weet", send="yes").status_code == 302
    with told.app.extensions["portal"].database.transaction(write=False) as session:
        kinds = [row.kind for row in session.query(Letter).order_by(Letter.id)]
    assert kinds[-1] == "recipients_told"


def test_before_the_answer_nothing_can_be_told(bench):
    bench.things = desk.with_consequences(bench.app, bench.things)
    assert bench.client.get(bench.at + at(bench)).status_code == 409
