"""Suggestions by rule, third persons, and what was found again."""

import pytest

from portal.models.redaction import Leak, Mark, MarkState, ThirdPerson
from tests.services import stories
from tests.web.staff import marked
from tests.web.staff.test_redacting import WHY

RULE = {"origin": "third_person"}


@pytest.fixture
def items(bench):
    """Two items about the same person, with suggestions."""
    keys = marked.add_items(bench.app, bench.things, marked.TALK, marked.TALK)
    marked.suggest(bench.app, bench.things)
    return keys


def ask(bench, read):
    """What `read` finds in the database."""
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return read(session)


def count(bench, state):
    return ask(bench, lambda session: session.query(Mark).filter_by(state=state).count())


def test_each_text_of_a_rule_stands_there_once_with_how_often(bench, items):
    page = bench.get("/gegevens/voorstellen")
    assert page.count('name="text" value="Karin de Boer"') == 1
    assert "4 plekken, 2 gegevens" in page


def test_a_rule_is_accepted_as_a_whole_and_one_text_of_it_can_stay(bench, items):
    bench.post("/gegevens/voorstellen", origin="phone", text="06-12345678", judge="dismiss")
    assert count(bench, MarkState.DISMISSED) == 2
    asked = bench.post("/gegevens/voorstellen", judge="accept", **RULE)
    assert asked.status_code == 422
    bench.post("/gegevens/voorstellen", judge="accept", **RULE, **WHY)
    assert count(bench, MarkState.ACCEPTED) == 6
    assert ask(bench, lambda session: session.query(ThirdPerson).count()) == 1
    assert "Er wacht geen lakvoorstel" in bench.get("/gegevens/voorstellen")


def test_a_third_person_gets_another_way_of_writing_and_it_goes_everywhere(bench, items):
    bench.post("/gegevens/voorstellen", judge="accept", **RULE, **WHY)
    third = ask(bench, lambda session: session.query(ThirdPerson).one().id)
    empty = bench.post(f"/gegevens/derden/{third}", name="")
    assert empty.status_code == 422
    bench.post(f"/gegevens/derden/{third}", name="mevrouw")
    assert "mevrouw" in ask(bench, lambda session: session.get_one(ThirdPerson, third).names)
    bench.post(f"/gegevens/derden/{third}", change="split", name="mevrouw")
    other = ask(bench, lambda session: session.query(ThirdPerson).all()[-1].id)
    assert "Derde B" in bench.get("/gegevens/derden")
    bench.post(f"/gegevens/derden/{third}", change="merge", other=other)
    assert ask(bench, lambda session: session.query(ThirdPerson).count()) == 1


def test_what_was_found_again_may_stay_for_a_reason_or_goes_as_well(bench, items):
    with bench.app.extensions["portal"].database.transaction() as session:
        leaks = [
            Leak(case_id=bench.things.case_id, text=text, place="text", found_at=stories.NOW)
            for text in ("Karin", "huur")
        ]
        session.add_all(leaks)
        session.flush()
        first, second = (each.id for each in leaks)
    assert "2 teksten houden het antwoord tegen" in bench.get("/gegevens")
    short = bench.post(f"/gegevens/lekken/{first}", reason="nee")
    assert short.status_code == 422
    assert "minstens tien tekens" in short.text
    bench.post(f"/gegevens/lekken/{first}", reason="Zo heet hier ook de straat.")
    assert ask(bench, lambda session: session.get_one(Leak, first).cleared_at)
    bench.post(f"/gegevens/lekken/{second}", judge="redact", what="other", **WHY)
    assert count(bench, MarkState.ACCEPTED) == 3
