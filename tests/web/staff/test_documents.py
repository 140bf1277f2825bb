"""The documents of a case at the desk, and the day on which those on paper were posted."""

from datetime import timedelta

import pytest

from portal.language.words import local_date
from portal.law.defaults import default_schedule
from portal.models.case import Case
from portal.models.clock import DefaultNotice
from portal.models.document import Document, DocumentKind
from tests.services import stories
from tests.web.staff import desk

HERE = "/documenten"


def test_a_document_comes_as_a_file(bench):
    answer = bench.client.get(f"{bench.at}/documenten/{bench.things.document_id}")
    assert answer.data == desk.PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=ontvangst.pdf"
    assert answer.mimetype == "application/pdf"


def test_who_has_no_mail_gets_each_letter_by_post_in_time(bench):
    assert "naar de post" not in bench.get("/documenten")
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.email, case.delivered_at = "", stories.NOW  # a Friday
        session.query(Document).update({"released_at": stories.NOW})
    page = bench.get("/documenten")
    assert "Breng ons antwoord uiterlijk op woensdag 25 november 2026 naar de post." in page
    assert "breng deze uiterlijk op woensdag 25 november 2026 naar de post" in page
    assert "de burger kan het ophalen" not in page


@pytest.fixture
def by_post(bench):
    """The answer to somebody without an e-mail address, printed last Monday."""
    made = stories.NOW - timedelta(days=4)
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.email, case.delivered_at = "", made
        letter = session.get_one(Document, bench.things.document_id)
        letter.kind, letter.created_at, letter.released_at = DocumentKind.LETTER, made, made
        return f"document{letter.id}-day", f"{HERE}/{letter.id}/gepost", local_date(made)


def test_the_day_of_posting_is_recorded_and_can_be_put_right(bench, by_post):
    name, address, made = by_post
    assert "Deze dag vastleggen" in bench.get(HERE)
    assert bench.post(address, **{name: made.isoformat()}).status_code == 302
    assert bench.case(lambda c: c.answer_posted_on) == made
    page = bench.get(HERE)
    assert "op de post gedaan op maandag 16 november 2026" in page
    assert "naar de post" not in page
    assert "Dat is later dan de datum op de brief" not in page
    later = made + timedelta(days=4)  # its date is that of the third working day
    assert bench.post(address, **{name: later.isoformat()}).status_code == 302
    assert bench.case(lambda c: c.answer_posted_on) == later
    assert "Dat is later dan de datum op de brief" in bench.get(HERE)


def test_another_sum_than_was_decided_is_told(bench, by_post):
    name, address, made = by_post
    came, late_since = made - timedelta(days=30), made - timedelta(days=60)
    with bench.app.extensions["portal"].database.transaction() as session:
        notice = DefaultNotice(case_id=bench.things.case_id, received_on=came)
        notice.schedule = default_schedule(came, late_since).as_dict()
        notice.registered_at = notice.fixed_at = stories.NOW
        notice.fixed_cents = 2300
        session.add(notice)
    assert bench.post(address, **{name: made.isoformat()}).status_code == 302
    assert "Met deze dag is de dwangsom anders dan wij besloten" in bench.get(HERE)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("", "Vul de dag in"),
        ("gisteren", "Vul een datum in"),
        ("2026-11-15", "tussen het maken van de brief en vandaag"),
        ("2999-01-01", "tussen het maken van de brief en vandaag"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_the_field(bench, by_post, day, says):
    name, address, _made = by_post
    answer = bench.post(address, **{name: day})
    assert answer.status_code == 422
    assert says in answer.text
    assert day in answer.text
    assert bench.case(lambda c: c.answer_posted_on) is None


def test_what_comes_through_the_portal_is_not_posted(bench):
    key = bench.things.document_id
    assert "Deze dag vastleggen" not in bench.get(HERE)
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Document, key).released_at = stories.NOW
    today = local_date(stories.NOW).isoformat()
    answer = bench.post(f"{HERE}/{key}/gepost", **{f"document{key}-day": today})
    assert answer.status_code == 409
    assert bench.post(f"{HERE}/999999/gepost").status_code == 404
