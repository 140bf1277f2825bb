"""What the check before sending found again: redacted after all, or cleared where chosen."""

from datetime import timedelta

import pytest

from portal.models.redaction import Leak, Mark, MarkState, ThirdPerson
from tests.services import stories
from tests.web.staff import desk, marked
from tests.web.staff.test_redacting import WHY

REASON = "Zo heet hier ook de straat."
EARLIER = stories.NOW - timedelta(days=400)


@pytest.fixture
def found(bench):
    """The keys of three finds: a part of a name at two places, and something else."""
    marked.add_items(bench.app, bench.things, marked.TALK + " Karin de Vries niet.")
    with bench.app.extensions["portal"].database.transaction() as session:
        leaks = [
            Leak(
                case_id=bench.things.case_id,
                text=text,
                place=place,
                around=f"toen {text} kwam",
                found_at=EARLIER,
            )
            for text, place in (("Karin de Boer", "page:2"), ("Karin de Boer", "page:3"),
                                ("huur", "text"))
        ]  # fmt: skip
        session.add_all(leaks)
        session.flush()
        return [each.id for each in leaks]


def cleared(bench):
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        rows = session.query(Leak).filter(Leak.cleared_at.is_not(None)).order_by(Leak.id)
        return [each.place for each in rows]


def redacted(bench):
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        rows = session.query(Mark).filter_by(state=MarkState.ACCEPTED).order_by(Mark.id)
        return [each.text for each in rows]


def test_the_same_text_stands_there_once_with_each_place_and_what_is_around_it(bench, found):
    assert "3 teksten houden het antwoord tegen" in bench.get("/gegevens")
    page = bench.get("/gegevens/lekken")
    assert page.count('value="redact"') == 2
    assert page.count('name="what" value="name"') == 1, "'huur' is no name"
    assert page.count('name="place"') == 3
    assert page.count(" checked") == page.count(f'value="{found[2]}" checked') == 1
    assert page.count('<q>toen <mark class="rl-mark">Karin de Boer</mark> kwam</q>') == 4


def test_only_the_places_that_are_ticked_are_cleared_and_for_a_reason(bench, found):
    at = f"/gegevens/lekken/{found[0]}"
    none = bench.post(at, reason=REASON)
    assert none.status_code == 422
    assert "Vink aan op welke plekken" in none.text
    assert REASON in none.text
    short = bench.post(at, reason="nee", place=found[1])
    assert short.status_code == 422
    assert "minstens tien tekens" in short.text
    assert f'value="{found[1]}" checked' in short.text
    assert cleared(bench) == []
    bench.post(at, reason=REASON, place=found[1])
    assert cleared(bench) == ["page:3"]
    bench.post(at, reason=REASON, place=found[2])
    assert cleared(bench) == ["page:3"], "another text is judged by itself"


def test_a_text_may_stay_everywhere_at_once(bench, found):
    bench.post(f"/gegevens/lekken/{found[1]}", reason=REASON, everywhere="y")
    assert cleared(bench) == ["page:2", "page:3", "everywhere"]
    assert REASON in bench.get("/gegevens/lekken")


def test_everywhere_holds_for_what_stands_there_and_for_the_ticked_places_alone(bench, found):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Leak, found[0]).around = "de familie de Boer"
    bench.post(f"/gegevens/lekken/{found[0]}", reason=REASON, everywhere="y", place=found[0])
    assert cleared(bench) == ["page:2", "everywhere"]
    bench.post(f"/gegevens/lekken/{found[1]}", reason=REASON, everywhere="y")
    assert cleared(bench) == ["page:2", "page:3", "everywhere", "everywhere"]


def test_a_name_is_redacted_with_its_parts_and_then_waits_for_nobody(bench, found):
    bench.post(f"/gegevens/lekken/{found[0]}", judge="redact", what="name", **WHY)
    assert redacted(bench) == ["Karin de Boer", "Karin de Boer", "Karin"]
    page = bench.get("/gegevens/lekken")
    assert "daarna gelakt" in page
    assert page.count('name="place"') == 1
    assert "1 tekst houdt het antwoord tegen" in bench.get("/gegevens")
    bench.post(f"/gegevens/lekken/{found[2]}", judge="redact", what="other", **WHY)
    assert redacted(bench)[3:] == ["huur", "huur"]
    assert "het antwoord tegen" not in bench.get("/gegevens")


def test_what_stands_in_no_item_is_said_and_what_is_not_there_is_not_found(bench, found):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Leak, found[2]).text = "staat nergens"
    desk.post(
        bench.client,
        f"{bench.at}/gegevens/lekken/{found[2]}",
        {"judge": "redact", "what": "other", **WHY},
    )
    assert "Het staat in geen enkel gegeven" in bench.get("/gegevens/lekken")
    assert bench.post("/gegevens/lekken/999", reason=REASON).status_code == 404


def test_a_name_that_was_misread_in_an_annex_gets_the_letter_of_who_is_meant(bench, found):
    bench.post(f"/gegevens/lekken/{found[0]}", judge="redact", what="name", **WHY)
    with bench.app.extensions["portal"].database.transaction() as session:
        leak = session.get_one(Leak, found[2])
        leak.text, leak.place = "Kariu dc Boer", "annex:2/page:1"
    bench.post(f"/gegevens/lekken/{found[2]}", judge="redact", what="name", **WHY)
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        [third] = session.query(ThirdPerson)
        assert third.names[0] == "Karin de Boer"
