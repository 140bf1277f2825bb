"""Signing in: both factors, no hints, a new session each time, tries that count."""

import time
from datetime import UTC, datetime

import pytest

from portal.models.audit import Role
from portal.models.staff import Staff, WebSession
from portal.services.second_factor import Vault, enrol
from tests.web.conftest import KEY
from tests.web.staff import desk

EMAIL = f"handler@{desk.HOME}.example"
SIGN_IN = "/balie/aanmelden"


@pytest.fixture
def handler(app):
    """A handler who can sign in."""
    return desk.hire(app, Role.HANDLER)


def cookie(client) -> str:
    found = client.get_cookie("session")
    return found.value if found else ""


def sessions(app) -> int:
    with app.extensions["portal"].database.transaction(write=False) as session:
        return session.query(WebSession).filter(WebSession.staff_id.is_not(None)).count()


def test_password_and_code_open_the_work_list(app, handler, client):
    first = desk.give_password(client, EMAIL)
    assert (first.status_code, first.location) == (302, "/balie/aanmelden/code")
    second = desk.give_code(client, desk.code_now())
    assert (second.status_code, second.location) == (302, "/balie/werkvoorraad")
    assert client.get("/balie/werkvoorraad").status_code == 200


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "not the password"), ("nobody@x.example", desk.PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(
    handler, client, email, password
):
    answer = desk.give_password(client, email, password)
    assert answer.status_code == 422
    text = answer.text.replace(email, "").replace(desk.token(client, SIGN_IN), "")
    assert "horen niet bij elkaar" in text
    assert password not in text


def test_known_and_unknown_accounts_take_equally_long(app, handler):
    app.config["WTF_CSRF_ENABLED"] = False
    took: dict[str, list[float]] = {EMAIL: [], "nobody@x.example": []}
    for _ in range(8):
        for email, times in took.items():
            started = time.process_time()
            app.test_client().post(SIGN_IN, data={"email": email, "password": "wrong"})
            times.append(time.process_time() - started)
    known, unknown = (min(times) for times in took.values())
    assert 0.5 < known / unknown < 2


def test_the_sixth_try_is_refused_even_when_right_and_tries_are_kept(app, handler):
    for _ in range(5):
        assert desk.give_password(app.test_client(), EMAIL, "wrong").status_code == 422
    answer = desk.give_password(app.test_client(), EMAIL)
    assert answer.status_code == 429
    assert "kwartier" in answer.text


def test_a_code_works_once(app, handler):
    code = desk.code_now()
    for expected in (302, 422):
        client = app.test_client()
        desk.give_password(client, EMAIL)
        assert desk.give_code(client, code).status_code == expected


def test_wrong_codes_run_out(app, handler, client):
    desk.give_password(client, EMAIL)
    for _ in range(5):
        assert desk.give_code(client, "000000x").status_code == 422
    assert desk.give_code(client, desk.code_now()).status_code == 429


def test_a_recovery_code_signs_in_once(app, handler):
    portal = app.extensions["portal"]
    with portal.database.transaction() as session:
        member = session.get_one(Staff, handler)
        codes = enrol(session, member, desk.SECRET, Vault(KEY), now=datetime.now(UTC))
    for expected in (302, 422):
        client = app.test_client()
        desk.give_password(client, EMAIL)
        assert desk.give_code(client, codes[0]).status_code == expected


def test_each_step_gives_a_new_session_and_the_old_one_is_worthless(app, handler, client):
    desk.token(client, SIGN_IN)
    ids = [cookie(client)]
    desk.give_password(client, EMAIL)
    ids.append(cookie(client))
    desk.give_code(client, desk.code_now())
    ids.append(cookie(client))
    assert len(set(ids)) == 3
    for stolen in ids[:2]:
        thief = app.test_client()
        thief.set_cookie("session", stolen)
        assert thief.get("/balie/werkvoorraad").status_code == 302


def test_a_session_that_was_planted_is_not_the_one_that_is_signed_in(app, handler):
    victim, attacker = app.test_client(), app.test_client()
    desk.token(attacker, SIGN_IN)
    planted = cookie(attacker)
    victim.set_cookie("session", planted)
    desk.give_password(victim, EMAIL)
    desk.give_code(victim, desk.code_now())
    assert attacker.get("/balie/werkvoorraad").status_code == 302


def test_signing_out_ends_the_session_on_the_server(app, handler):
    client = desk.signed_in(app, Role.HANDLER)
    kept = cookie(client)
    assert desk.post(client, "/balie/afmelden").status_code == 302
    assert sessions(app) == 0
    thief = app.test_client()
    thief.set_cookie("session", kept)
    assert thief.get("/balie/werkvoorraad").status_code == 302


def test_the_page_that_was_asked_for_comes_after_signing_in(app, handler, client):
    answer = client.get("/balie/werkvoorraad?toon=te-laat")
    client.get(answer.location)
    desk.give_password(client, EMAIL)
    location = desk.give_code(client, desk.code_now()).location
    assert location == "/balie/werkvoorraad?toon=te-laat"


@pytest.mark.parametrize(
    "asked",
    ["https://evil.example/", "//evil.example/balie/", "/balie/../x", "/balie/\\evil", "/akj/"],
)
def test_no_other_page_comes_after_signing_in(app, handler, client, asked):
    client.get(SIGN_IN, query_string={"next": asked})
    desk.give_password(client, EMAIL)
    assert desk.give_code(client, desk.code_now()).location == "/balie/werkvoorraad"


@pytest.mark.parametrize(
    ("email", "password"),
    [("", ""), ("x" * 300, "x"), (EMAIL, "x" * 5000), ("<script>", "{{7*7}}")],
)
def test_bad_input_is_told_and_never_shown_as_markup(handler, client, email, password):
    answer = desk.give_password(client, email, password)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert '<script>"' not in answer.text
    assert password == "" or f'value="{password}"' not in answer.text
