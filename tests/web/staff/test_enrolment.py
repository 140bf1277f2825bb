"""The first sign-in of a colleague: an own password, an authenticator, recovery codes."""

import re
from datetime import UTC, datetime

import pyotp
import pytest

from portal.models.audit import Role
from portal.models.staff import Staff
from tests.web.staff import desk

NEW = "acht ezels zingen vals"


@pytest.fixture
def newcomer(app):
    """A browser of somebody with a first password and no authenticator."""
    administrator = desk.hire(app, Role.ADMINISTRATOR)
    assert administrator
    boss = desk.signed_in(app, Role.ADMINISTRATOR)
    page = desk.post(
        boss,
        "/balie/medewerkers/nieuw",
        {"name": "Nieuw", "email": "nieuw@x.example", "role": "handler"},
    ).text
    found = re.search(r"<code>([a-z0-9-]+)</code>", page)
    assert found
    client = app.test_client()
    desk.give_password(client, "nieuw@x.example", found.group(1))
    return client


def choose(client, password: str, again: str = ""):
    address = "/balie/aanmelden/wachtwoord"
    fields = {"csrf_token": desk.token(client, address), "password": password}
    return client.post(address, data={**fields, "again": again or password})


def couple(client, secret: str):
    address = "/balie/aanmelden/koppelen"
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    return client.post(address, data={"csrf_token": desk.token(client, address), "code": code})


def secret_on(page: str) -> str:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert found
    return found.group(1).replace(" ", "")


def test_a_newcomer_chooses_a_password_couples_an_app_and_gets_codes(newcomer):
    assert newcomer.get("/balie/aanmelden/code").location == "/balie/aanmelden/wachtwoord"
    assert newcomer.get("/balie/aanmelden/koppelen").status_code == 302
    assert choose(newcomer, NEW).location == "/balie/aanmelden/code"
    assert newcomer.get("/balie/aanmelden/code").location == "/balie/aanmelden/koppelen"
    page = newcomer.get("/balie/aanmelden/koppelen").text
    image = newcomer.get("/balie/aanmelden/koppelen/qr.svg")
    assert image.mimetype == "image/svg+xml"
    assert "data:" not in page
    done = couple(newcomer, secret_on(page))
    assert len(re.findall(r"<li><code>", done.text)) == 10
    assert newcomer.get("/balie/werkvoorraad").status_code == 200
    assert newcomer.get("/balie/aanmelden/koppelen").status_code == 302
    assert newcomer.get("/balie/aanmelden/koppelen/qr.svg").status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("", "", "Vul een nieuw wachtwoord in"),
        ("kort", "kort", "tekens"),
        ("Welkom2026Welkom2026", "Welkom2026Welkom2026", "te makkelijk"),
        (NEW, NEW + "x", "niet gelijk"),
        ("x" * 5000, "x" * 5000, ""),
    ],
)
def test_a_password_that_will_not_do_is_told_and_not_kept(newcomer, password, again, says):
    answer = choose(newcomer, password, again)
    assert answer.status_code == 422
    assert says in answer.text
    assert newcomer.get("/balie/aanmelden/code").location == "/balie/aanmelden/wachtwoord"


def test_a_wrong_code_couples_nothing(app, newcomer):
    choose(newcomer, NEW)
    newcomer.get("/balie/aanmelden/koppelen")
    assert couple(newcomer, pyotp.random_base32()).status_code == 422
    with app.extensions["portal"].database.transaction(write=False) as session:
        member = session.query(Staff).filter_by(email="nieuw@x.example").one()
        assert (member.totp_secret, member.totp_enrolled_at) == ("", None)


def test_who_has_an_authenticator_cannot_couple_another_with_the_password_alone(app, client):
    desk.hire(app, Role.HANDLER)
    desk.give_password(client, f"handler@{desk.HOME}.example")
    assert client.get("/balie/aanmelden/koppelen").status_code == 302
    assert client.get("/balie/aanmelden/koppelen/qr.svg").status_code == 404
