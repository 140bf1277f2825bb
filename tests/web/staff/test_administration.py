"""The accounts of an organisation."""

import pytest

from portal.models.audit import Role
from portal.models.staff import Staff
from tests.web.staff import desk


@pytest.fixture
def boss(app):
    """An administrator's browser."""
    desk.hire(app, Role.ADMINISTRATOR)
    return desk.signed_in(app, Role.ADMINISTRATOR)


def count(app) -> int:
    with app.extensions["portal"].database.transaction(write=False) as session:
        return session.query(Staff).count()


def test_only_the_own_organisation_is_listed(app, boss):
    desk.hire(app, Role.HANDLER, name="binnen")
    desk.hire(app, Role.HANDLER, name="buiten", slug=desk.ELSEWHERE)
    page = boss.get("/balie/medewerkers").text
    assert "Binnen" in page
    assert "Buiten" not in page


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": "x" * 500, "email": "a@x.example", "role": "handler"},
        {"name": "A", "email": "geen adres", "role": "handler"},
        {"name": "A", "email": "a@x.example", "role": "king"},
        {"name": "A", "email": f"administrator@{desk.HOME}.example", "role": "handler"},
        {"name": "\x00\u202e", "email": "a@x.example\r\nBcc: b@x.example", "role": "handler"},
    ],
)
def test_bad_input_opens_no_account(app, boss, fields):
    before = count(app)
    answer = desk.post(boss, "/balie/medewerkers/nieuw", fields)
    assert answer.status_code == 422
    assert 'class="rl-errors"' in answer.text
    assert count(app) == before


def test_a_name_comes_out_as_text(app, boss):
    fields = {"name": "<script>alert(1)</script>{{7*7}}", "email": "a@x.example", "role": "handler"}
    assert desk.post(boss, "/balie/medewerkers/nieuw", fields).status_code == 200
    page = boss.get("/balie/medewerkers").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page
    assert "<script>alert" not in page


def test_a_closed_account_is_out_at_once_and_can_come_back(app, boss):
    member = desk.hire(app, Role.HANDLER)
    client = desk.signed_in(app, Role.HANDLER)
    assert desk.post(boss, f"/balie/medewerkers/{member}/sluiten").status_code == 302
    assert client.get("/balie/werkvoorraad").status_code == 302
    assert desk.post(boss, f"/balie/medewerkers/{member}/herstellen").status_code == 200


def test_nobody_closes_the_own_account(app, boss):
    with app.extensions["portal"].database.transaction(write=False) as session:
        own = session.query(Staff).one().id
    assert desk.post(boss, f"/balie/medewerkers/{own}/sluiten").status_code == 404
