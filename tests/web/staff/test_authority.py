"""The page with who may ask, and the secret address."""

from datetime import date

import pytest

from portal.models.case import Case
from portal.services import authority
from tests.services import stories

NOTE = "Uittreksel gezagsregister gezien, van 3 november."


@pytest.fixture
def parent(bench):
    """A parent asks for a child of eight."""
    with bench.app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.representative = {"kind": "parent", "name": "Petra de Wit"}
        case.birth_date = date(2018, 1, 1)
        case.address = "Schuilpad 7"
    return bench


def good(bench) -> dict[str, str]:
    """Every question answered so that it goes on."""
    here = stories.organisation("juridisch-loket")
    fields = {}
    for each in bench.case(lambda case: authority.questions(case, here)):
        yes = authority.EFFECTS.get(each.check.id, authority.USUALLY)[0]
        fields[f"{each.check.id}-answer"] = "yes" if yes is authority.Effect.GO_ON else "no"
        fields[f"{each.check.id}-note"] = NOTE
    return fields


def test_the_questions_of_the_law_stand_there_and_the_case_points_to_them(parent):
    assert "/mag-dat" in parent.get()
    assert "nog na te kijken" in parent.get()
    page = parent.get("/mag-dat")
    for text in (
        "Heeft deze persoon gezag over het kind?",
        "Is de andere ouder met gezag het er niet mee eens?",
        "Moet een adres geheim blijven?",
        "Beantwoord eerst de vragen hieronder.",
        "BW 1:245",
    ):
        assert text in page, text


def test_answers_are_kept_and_then_this_person_may_ask(parent):
    assert parent.post("/mag-dat", **good(parent)).status_code == 302
    page = parent.get("/mag-dat")
    assert "Deze persoon mag vragen." in page
    assert NOTE in page
    assert "mag vragen" in parent.get()
    before = parent.case(lambda case: case.authority)
    assert parent.post("/mag-dat", **good(parent)).status_code == 302
    assert parent.case(lambda case: case.authority) == before


def test_an_answer_that_stops_it_names_the_ground(parent):
    fields = {**good(parent), "authority_seen-answer": "no"}
    parent.post("/mag-dat", **fields)
    page = parent.get("/mag-dat")
    assert "Deze persoon mag nu niet vragen" in page
    assert "UAVG 5" in page


def test_some_questions_can_wait_but_no_answer_goes_without_a_note(parent):
    one = {"authority_seen-answer": "yes", "authority_seen-note": NOTE}
    assert parent.post("/mag-dat", **one).status_code == 302
    assert list(parent.case(lambda case: case.authority)) == ["authority_seen"]
    two = {"parents_separated-answer": "yes", "other_parent_objects-note": "De vader belde ons."}
    answer = parent.post("/mag-dat", **two)
    assert answer.status_code == 422
    assert "Schrijf op wat u zag" in answer.text
    assert "Kies een antwoord bij uw aantekening." in answer.text
    assert "De vader belde ons." in answer.text
    assert list(parent.case(lambda case: case.authority)) == ["authority_seen"]
    odd = {"authority_seen-answer": "maybe", "authority_seen-note": NOTE}
    assert parent.post("/mag-dat", **odd).status_code == 422


def test_harm_to_the_child_points_to_the_data(parent):
    parent.post("/mag-dat", **{**good(parent), "interest_of_child-answer": "yes"})
    page = parent.get("/mag-dat")
    assert "Een deel moet uit het antwoord blijven" in page
    assert "UAVG 41.1.i" in page


def test_a_secret_address_is_on_no_page_of_the_case_until_it_is_shown_again(parent):
    assert "Schuilpad 7" in parent.get()
    assert parent.post("/geheim-adres", secret="yes").status_code == 302
    for page in ("", "/gegevens", "/documenten", "/berichten", "/besluit", "/mag-dat", "/logboek"):
        assert "Schuilpad" not in parent.get(page), page
    assert "adres geheim" in parent.get()
    assert parent.post("/geheim-adres", secret="no").status_code == 302
    assert "Schuilpad 7" in parent.get()


def test_who_asks_for_oneself_meets_no_questions(bench):
    page = bench.get("/mag-dat")
    assert "Iedereen mag altijd de eigen gegevens vragen." in page
    assert 'action="/balie/verzoek/' + bench.things.reference + '/mag-dat"' not in page
