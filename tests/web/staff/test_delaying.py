"""Putting a decision on bezwaar off once more, and asking to mend a bezwaar, at the desk."""

import pytest

from portal.law.lifecycle import Action
from portal.models.case import Case
from tests.services.days import after
from tests.web.staff import desk
from tests.web.staff.test_bezwaar import Answered

WHY = "U vond dit goed in ons gesprek van maandag."
GOOD = {"ground": "person_agrees", "until": "2027-05-03", "explanation": WHY}


@pytest.fixture
def bezwaar(app):
    """The desk on 20 December, and where the bezwaar is handled."""
    answered = Answered(app, "cjib")
    with answered.on(30):
        answered.post(send="yes")
    (case,) = answered.cases()
    with app.extensions["portal"].database.transaction() as session:
        stored = session.get_one(Case, case.id)
        actor = desk.actor(answered.handler, slug="cjib")
        stored.advance(Action.TAKE, actor, after(30))
        stored.handler_id = answered.handler
    return answered, f"/balie/verzoek/{case.reference}"


def due(answered):
    (case,) = answered.cases()
    return case.legal_due.isoformat()


def test_people_agree_on_a_later_day_after_the_six_weeks(bezwaar):
    answered, at = bezwaar
    with answered.on(31) as here:
        assert here.client.get(f"{at}/verder-uitstel").status_code == 409
        more = {"explanation": "Wij horen u pas in februari, op uw eigen verzoek."}
        desk.post(here.client, f"{at}/verlengen", {**more, "send": "yes"})
        assert due(answered) == "2027-04-05"
        assert "Het besluit nog eens uitstellen" in here.client.get(f"{at}/termijn").text
        for wrong, says in (
            ({"ground": ""}, "Kies een van deze gronden."),
            ({"until": "2027-04-05"}, "Kies een dag na"),
            ({"explanation": "kort"}, "minstens twintig tekens"),
        ):
            answer = desk.post(here.client, f"{at}/verder-uitstel", GOOD | wrong)
            assert answer.status_code == 422
            assert says in answer.text
        shown = desk.post(here.client, f"{at}/verder-uitstel", GOOD)
        assert "U vond dit goed." in shown.text
        sent = desk.post(here.client, f"{at}/verder-uitstel", GOOD | {"send": "yes"})
        assert sent.status_code == 302
        assert due(answered) == "2027-05-03"
        assert "De aanvrager vindt het goed" in here.client.get(f"{at}/termijn").text


def test_who_asks_to_mend_a_bezwaar_says_what_it_lacks(bezwaar):
    answered, at = bezwaar
    page = f"{at}/vraag/toelichting"
    asked = {"body": "Schrijf ons waarom u het niet eens bent.", "before": "2027-01-25"}
    with answered.on(49) as here:  # Friday 8 January
        shown = here.client.get(page).text
        assert "Vraag om het bezwaar aan te vullen" in shown
        assert "De klok staat stil vanaf morgen" in shown
        lacking = desk.post(here.client, page, asked)
        assert lacking.status_code == 422
        assert "Kies wat er ontbreekt." in lacking.text
        letter = desk.post(here.client, page, asked | {"missing": ["grounds"]})
        assert "U zegt niet waarom u het er niet mee eens bent." in letter.text
        assert "Dan mogen wij besluiten om uw bezwaar niet te behandelen." in letter.text
        sent = desk.post(here.client, page, asked | {"missing": ["grounds"], "send": "yes"})
        assert sent.status_code == 302
    assert due(answered) == "2027-03-08"  # 13 days, from 12 January, the first day of the term
