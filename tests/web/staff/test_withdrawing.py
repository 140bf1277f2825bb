"""Recording at the desk that somebody took a request back."""

import pytest

from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Role
from portal.models.case import Case
from portal.models.letter import Letter
from tests.web.staff import desk

HERE = "/intrekken"
SAID = "Belde en zei dat het niet meer hoeft."


def told(bench, **more):
    day = bench.case(lambda c: c.received_date)
    return {"way": "phone", "day": day.isoformat(), "what": SAID} | more


def letters(bench):
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        return [each.kind for each in session.query(Letter) if each.kind is LetterKind.WITHDRAWN]


def test_it_is_recorded_after_a_look_at_the_letter(bench):
    assert f"{bench.at}{HERE}" in bench.get()
    assert "Alleen wie vraagt, kan een verzoek intrekken." in bench.get(HERE)
    shown = bench.post(HERE, **told(bench))
    assert shown.status_code == 200
    assert "U vertelde ons dit aan de telefoon." in shown.text
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT
    assert bench.post(HERE, **told(bench), send="yes").status_code == 302
    assert bench.case(lambda c: c.status) is Status.WITHDRAWN
    assert letters(bench) == [LetterKind.WITHDRAWN]
    assert f'href="{bench.at}{HERE}"' not in bench.get()
    again = bench.client.get(bench.at + HERE)
    assert again.status_code == 409
    assert "Het kan niet meer worden ingetrokken." in again.text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"way": ""}, "Kies hoe de aanvrager dit liet weten."),
        ({"way": "hearing"}, "Kies hoe de aanvrager dit liet weten."),
        ({"day": ""}, "Vul de dag in, zoals"),
        ({"day": "2020-01-01"}, "Vul een dag in vanaf het verzoek tot en met vandaag."),
        ({"way": "message"}, "geen bericht van de aanvrager van die dag"),
        ({"what": " "}, "Schrijf op wat de aanvrager zei."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_ends(bench, fields, says):
    answer = bench.post(HERE, **told(bench, **fields), send="yes")
    assert answer.status_code == 422
    assert says in answer.text
    assert not fields.get("what", SAID).strip() or SAID in answer.text
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT


def test_what_is_proposed_goes_back_first(bench):
    with bench.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, bench.things.case_id).status = Status.PROPOSED
    assert "Laat dat eerst teruggaan" in bench.get(HERE)
    assert bench.post(HERE, **told(bench), send="yes").status_code == 409


def test_the_officer_reads_and_does_not_record_it(app, bench):
    desk.hire(app, Role.PRIVACY_OFFICER)
    client = desk.signed_in(app, Role.PRIVACY_OFFICER)
    assert client.get(bench.at + HERE).status_code == 403
