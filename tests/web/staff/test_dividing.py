"""Ticking cases in the work list and giving them to a colleague."""

import pytest

from portal.models.audit import Role
from portal.models.case import Case
from tests.web.staff import desk

LIST = "/balie/werkvoorraad"


@pytest.fixture
def boss(app):
    """The browser of a coordinator, with two cases and a handler."""
    bob = desk.hire(app, Role.HANDLER, name="bob")
    desk.hire(app, Role.COORDINATOR)
    cases = [desk.case_of(app, key=key) for key in "ab"]
    return app, desk.signed_in(app, Role.COORDINATOR), bob, cases


def handlers(app, cases):
    with app.extensions["portal"].database.transaction(write=False) as session:
        return [session.get_one(Case, each.case_id).handler_id for each in cases]


def give(client, **fields):
    return desk.post(client, f"{LIST}/toewijzen", fields)


def test_what_is_ticked_goes_to_a_colleague_and_the_list_stays_where_it_was(boss):
    app, client, bob, cases = boss
    page = client.get(f"{LIST}?toon=onbehandeld").text
    assert all(f'name="case" value="{each.reference}"' in page for each in cases)
    back = f"{LIST}?toon=onbehandeld"
    answer = give(client, case=[each.reference for each in cases], handler=bob, back=back)
    assert (answer.status_code, answer.location) == (302, back)
    assert handlers(app, cases) == [bob, bob]
    assert "Bob behandelt nu 2 verzoeken." in client.get(LIST).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"handler": "1"}, "Vink minstens één verzoek aan"),
        ({"handler": "", "case": "all"}, "Kies een collega die verzoeken behandelt"),
        ({"handler": "²", "case": "all"}, "Kies een collega die verzoeken behandelt"),
        ({"handler": "99999", "case": "all"}, "Kies een collega die verzoeken behandelt"),
    ],
)
def test_what_will_not_do_is_told_and_nothing_changes(boss, fields, says):
    app, client, _, cases = boss
    if fields.get("case") == "all":
        fields = {**fields, "case": [each.reference for each in cases]}
    answer = give(client, **fields, back="https://elsewhere.example/")
    assert answer.location == LIST
    assert says in client.get(LIST).text
    assert handlers(app, cases) == [None, None]


def test_what_ended_meanwhile_is_told(boss):
    app, client, bob, cases = boss
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, cases[0].case_id)
        case.status, case.is_open = "withdrawn", False
    give(client, case=[each.reference for each in cases], handler=bob)
    assert f"niet gewijzigd: {cases[0].reference}" in client.get(LIST).text
    assert handlers(app, cases) == [None, bob]


def test_who_may_not_divide_has_no_boxes(app, bench):
    page = bench.client.get(LIST).text
    assert 'name="case"' not in page
    assert "worklist.js" in page
