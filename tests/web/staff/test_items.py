"""Item by item in the browser: what is erased, what stays and until when."""

import re
from datetime import date

import pytest

from portal.law.deadlines import add_months
from portal.law.grounds import Outcome
from portal.models.audit import Role
from portal.models.case import Case
from tests.services import stories
from tests.web.staff import desk

LAW = "legal_duty_or_public_task"
WHY = {
    "need_which_law": "Jeugdwet, artikel 7.3.8",
    "need_necessity": "De gemeente controleert dit nog.",
}
RULE = "vijftien jaar na de laatste wijziging"


@pytest.fixture
def room(bench):
    """A case with a part to erase; its only item is a paper with a hostile name."""
    bench.things = desk.with_items(bench.app, bench.things, "brief <b>van</b> de huisarts")
    bench.page = f"/besluit/onderdelen/{bench.things.part_id}"
    bench.item = f"{bench.page}/{bench.things.item_id}"
    return bench


def items(room):
    return room.case(
        lambda c: [
            (each.label_nl, each.outcome, each.ground, each.keep_rule) for each in c.parts[-1].items
        ]
    )


def test_the_register_begins_the_list_and_a_handler_adds_to_it(room):
    page = room.get(room.page)
    assert "brief &lt;b&gt;van&lt;/b&gt; de huisarts" in page
    assert room.post(f"{room.page}/lijst").status_code == 302
    assert room.post(room.page, label="Foto van de deur").status_code == 302
    listed = [label for label, *_ in items(room)]
    assert "Foto van de deur" in listed
    assert len(listed) > 5
    assert "Meestal bewaard:" in room.get(room.page)


def test_an_item_is_erased_or_taken_off_the_list(room):
    assert room.post(room.item).status_code == 302
    assert items(room)[0][1] is Outcome.GRANTED
    assert "Dus de uitkomst is: toegewezen" in room.get(room.page)
    assert room.post(room.item, action="remove").status_code == 302
    assert items(room) == []


def test_the_rest_is_erased_at_once(room):
    room.post(room.page, label="tweede")
    assert "Wis alles waarover nog niet is beslist (2)" in room.get(room.page)
    assert room.post(f"{room.page}/rest").status_code == 302
    assert {each[1] for each in items(room)} == {Outcome.GRANTED}


def test_what_stays_shows_its_fields_keeps_what_was_typed_and_is_stored(room):
    assert "Welke wet, en welk artikel?" not in room.get(f"{room.item}/bewaren")
    shown = room.post(f"{room.item}/bewaren", ground=LAW, rule=RULE, action="fields")
    assert shown.status_code == 200
    assert "Welke wet, en welk artikel?" in shown.text
    assert RULE in shown.text
    assert room.post(f"{room.item}/bewaren", ground=LAW, rule=RULE, **WHY).status_code == 302
    assert items(room)[0][1:] == (Outcome.REFUSED, LAW, RULE)
    page = room.get(room.page)
    assert WHY["need_necessity"] in page
    assert "Blijft tot" in page
    assert WHY["need_which_law"] in room.get(f"{room.item}/bewaren")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Kies een grond"),
        ({"ground": "others_rights", "rule": RULE}, "Kies een grond"),
        ({"ground": "<script>", "rule": RULE}, "Kies een grond"),
        ({"ground": LAW, "rule": RULE}, "Vul dit in"),
        ({"ground": LAW, "rule": RULE, **WHY, "need_necessity": "x"}, "minstens tien tekens"),
        ({"ground": LAW, **WHY}, "zeg in woorden tot wanneer"),
        ({"ground": LAW, **WHY, "until": "1999-01-01"}, "zeg in woorden tot wanneer"),
        ({"ground": LAW, **WHY, "until": "ooit"}, "Vul een datum in"),
        ({"ground": LAW, **WHY, "rule": "x" * 301}, "hoogste"),
    ],
)
def test_what_will_not_do_is_told_and_not_stored(room, fields, says):
    answer = room.post(f"{room.item}/bewaren", **fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert all(text in answer.text for text in fields.values() if " " in text)
    assert items(room)[0][1] is None


@pytest.mark.parametrize(("label", "says"), [("", "Vul in wat erbij moet"), ("x" * 301, "hoogste")])
def test_a_name_that_will_not_do_is_told(room, label, says):
    answer = room.post(room.page, label=label)
    assert answer.status_code == 422
    assert says in answer.text
    assert len(items(room)) == 1


def test_the_law_of_the_register_is_filled_in(app):
    desk.hire(app, Role.HANDLER, slug="burojij")
    handler = desk.hire(app, Role.HANDLER, slug="burojij", name="ander")
    things = desk.with_items(app, desk.case_of(app, "burojij", handler=handler))
    with app.extensions["portal"].database.transaction() as session:
        item = session.get_one(Case, things.case_id).parts[-1].items[0]
        item.activity = "funding_documents"
    client = desk.signed_in(app, Role.HANDLER, slug="burojij")
    page = client.get(
        f"/balie/verzoek/{things.reference}/besluit/onderdelen/{things.part_id}"
        f"/{things.item_id}/bewaren"
    ).text
    chosen = re.search(r"<input[^>]*checked[^>]*>", page).group()
    assert 'value="legal_duty_or_public_task"' in chosen
    assert "Bewaren moet van" in page
    at = f"/balie/verzoek/{things.reference}/besluit/onderdelen/{things.part_id}"
    assert "een wet verplicht ons dit te bewaren" in client.get(at).text
    assert desk.post(client, f"{at}/rest").status_code == 302
    with app.extensions["portal"].database.transaction(write=False) as session:
        left = session.get_one(Case, things.case_id).parts[-1].items[0].outcome
    assert left is None, "what a law makes us keep does not go with the rest"


def test_the_last_day_follows_from_the_day_the_term_began(room):
    with room.app.extensions["portal"].database.transaction() as session:
        item = session.get_one(Case, room.things.case_id).parts[-1].items[0]
        item.activity = kept_for_months(room).id
    months = kept_for_months(room).retention[0].months
    assert "Vanaf welke dag telt de termijn?" in room.get(f"{room.item}/bewaren")
    began = {"ground": LAW, **WHY, "counted_from": "2026-03-01"}
    assert room.post(f"{room.item}/bewaren", **began).status_code == 302
    until = room.case(lambda c: c.parts[-1].items[0].keep_until)
    assert until == add_months(date(2026, 3, 1), months)
    gone = {**began, "counted_from": "2001-03-01"}
    assert room.post(f"{room.item}/bewaren", **gone).status_code == 422


def kept_for_months(room):
    here = stories.organisation(desk.HOME)
    return next(each for each in here.activities if (each.retention[0].months or 0) > 12)


def test_a_part_without_items_has_no_such_page(room):
    other = room.case(lambda c: c.parts[0].id)
    assert room.client.get(f"{room.at}/besluit/onderdelen/{other}").status_code == 404
    assert room.client.get(f"{room.at}{room.page}/99999/bewaren").status_code == 404


def test_the_form_tells_what_follows_from_an_outcome(room):
    prefix = f"part{room.things.part_id}-"
    assert "Dit volgt eruit:" not in room.get("/besluit")
    page = room.post("/besluit", action="fields", **{f"{prefix}outcome": "granted"}).text
    assert "Dit volgt eruit:" in page
    assert "Laat verwerkers wissen en plan de reservekopieën in." in page
    page = room.post("/besluit", action="fields", **{f"{prefix}outcome": "refused"}).text
    assert "Dit volgt eruit:" not in page
