"""The page of the consequences, and telling that a restriction ends."""

from datetime import date, timedelta

import pytest

from portal.language.words import local_date
from portal.law.lifecycle import OPEN, Status
from portal.models.case import Case
from portal.models.consequence import Hold, RecipientNotice, Restriction
from portal.models.letter import Letter
from portal.web.page import now
from tests.web.staff import desk

WHY = "Wij hebben de gegevens gecontroleerd. Ze kloppen."


@pytest.fixture
def seen(bench):
    """A case with something of each kind; its keys."""
    bench.things = desk.with_consequences(bench.app, bench.things)
    stand(bench, Status.DELIVERED)
    return bench


def stand(bench, status: Status) -> None:
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.status, case.is_open = status, status in OPEN


def today(app) -> date:
    with app.test_request_context():
        return local_date(now())


def stored(bench, kind, key):
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return session.get_one(kind, key)


def test_a_case_without_consequences_says_so(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        for each in (Hold, Restriction, RecipientNotice):
            session.query(each).delete()
    assert "Uit dit verzoek volgt niets" in bench.get("/gevolgen")


def test_each_consequence_stands_there_with_what_to_do(seen):
    page = seen.get("/gevolgen")
    for text in (
        "Gegevens die niet mogen verdwijnen",
        "Camerabeelden op onze locaties",
        "21 november 2026",
        "Gegevens die niet mogen worden gebruikt",
        "De persoon zegt dat de gegevens niet kloppen.",
        "Vertel dat de beperking eindigt",
        "Wie het nog moet horen",
        "de politie",
        "AVG 18.1.a",
    ):
        assert text in page, text


def test_the_case_and_the_list_show_that_data_may_not_be_used(seen):
    stand(seen, Status.IN_TREATMENT)
    assert "gegevens niet gebruiken" in seen.get()
    assert "gegevens niet gebruiken" in seen.client.get("/balie/werkvoorraad").text


def lift_page(bench) -> str:
    return f"/gevolgen/beperking/{bench.things.restriction_id}"


def fill_in(bench, days=14, reason=WHY, **more):
    day = (today(bench.app) + timedelta(days=days)).isoformat()
    return bench.post(lift_page(bench), day=day, reason=reason, **more)


def test_the_letter_is_seen_before_it_goes_and_the_day_is_kept(seen):
    assert "Vanaf welke dag" in seen.get(lift_page(seen))
    shown = fill_in(seen)
    assert shown.status_code == 200
    assert WHY in shown.text
    assert stored(seen, Restriction, seen.things.restriction_id).lift_on is None
    sent = fill_in(seen, send="yes", personal="Bel mij gerust.", shown="Bel mij gerust.")
    assert sent.status_code == 302
    row = stored(seen, Restriction, seen.things.restriction_id)
    assert row.lift_on == today(seen.app) + timedelta(days=14)
    assert row.lifted_at is None
    letter = stored(seen, Letter, row.letter_id)
    assert (letter.personal, letter.facts["reason"]) == ("Bel mij gerust.", WHY)
    assert "de persoon weet het" in seen.get("/gevolgen")


@pytest.mark.parametrize(
    ("days", "reason", "told"),
    [
        (3, WHY, "Kies een dag van"),
        (400, WHY, "Kies een dag van"),
        (14, "klaar", "minstens twintig tekens"),
    ],
)
def test_too_soon_or_without_a_reason_is_told_at_the_field(seen, days, reason, told):
    answer = fill_in(seen, days, reason)
    assert answer.status_code == 422
    assert told in answer.text
    assert reason in answer.text
    assert stored(seen, Restriction, seen.things.restriction_id).lift_on is None


def test_it_is_told_once(seen):
    fill_in(seen, send="yes")
    again = fill_in(seen, send="yes")
    assert again.status_code == 422
    assert "De persoon weet het al" in again.text


def test_before_the_answer_it_cannot_be_ended_and_the_page_says_why(seen):
    stand(seen, Status.IN_TREATMENT)
    page = seen.get("/gevolgen")
    assert "Vertel dat de beperking eindigt" not in page
    assert "De beperking duurt zeker tot het antwoord is verstuurd." in page
    refused = fill_in(seen, send="yes")
    assert refused.status_code == 409
    assert "Vertel pas na het antwoord" in refused.text
    assert stored(seen, Restriction, seen.things.restriction_id).lift_on is None


def test_change_shows_the_form_again_as_it_was(seen):
    answer = fill_in(seen, change="yes")
    assert answer.status_code == 200
    assert WHY in answer.text
    assert 'name="day"' in answer.text


def test_a_closed_case_shows_it_all_the_same(seen):
    stand(seen, Status.CLOSED)
    assert "Gegevens die niet mogen worden gebruikt" in seen.get("/gevolgen")
