"""The shell around every page."""

import re

import pytest
from flask import Flask, abort, session
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.models.audit import Actor, AuditEvent, record
from portal.rowlock import ValueDamaged
from portal.vault import VaultDamaged, VaultShut
from portal.web import access
from portal.web.headers import HEADERS
from portal.web.page import db, keep, now


def _write() -> None:
    db().add(record(Actor.portal("cjib"), "tried", now()))
    db().flush()


@pytest.fixture
def probed(new_app: Flask) -> Flask:
    """The portal with pages that write and then end in different ways."""

    @new_app.post("/probe/<how>")
    @access.public
    def probe(how: str) -> tuple[str, int]:
        _write()
        if how == "crash":
            raise RuntimeError("secret text of a citizen")
        if how == "refuse":
            abort(409)
        if how == "keep":
            keep()
            return "no", 422
        return ("wrong", 422) if how == "wrong" else ("fine", 200)

    @new_app.get("/undeclared")
    def undeclared() -> str:
        return "open"

    new_app.config["WTF_CSRF_ENABLED"] = False
    return new_app


def _stored(app: Flask) -> int:
    with app.extensions["portal"].database.transaction(write=False) as found:
        return len(found.scalars(select(AuditEvent)).all())


@pytest.mark.parametrize(
    ("how", "status", "stored"),
    [("fine", 200, 1), ("wrong", 422, 0), ("refuse", 409, 0), ("crash", 500, 0), ("keep", 422, 1)],
)
def test_a_page_stores_all_or_nothing(probed: Flask, how: str, status: int, stored: int) -> None:
    response = probed.test_client().post(f"/probe/{how}")
    assert response.status_code == status
    assert _stored(probed) == stored


def test_a_crash_shows_no_trace_and_logs_no_text(
    probed: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    page = probed.test_client().post("/probe/crash").text
    assert "Traceback" not in page
    assert "secret text" not in page
    logged = capsys.readouterr().err
    assert "page_failed" in logged
    assert "RuntimeError" in logged
    assert "secret text" not in logged


@pytest.mark.parametrize("error", [VaultShut(7), VaultDamaged(7), ValueDamaged(7, "mark.text")])
def test_who_is_no_staff_is_not_told_of_locks_and_the_log_tells_of_which_case(
    new_app: Flask, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    @new_app.get("/shut")
    @access.public
    def shut() -> str:
        raise error

    answer = new_app.test_client().get("/shut")
    assert answer.status_code == 500
    assert "Er ging iets mis" in answer.text
    assert "slot" not in answer.text
    assert re.search(rf"locked\s.*case=7\s.*error={type(error).__name__}", capsys.readouterr().err)


def test_a_page_without_a_declaration_is_refused(probed: Flask) -> None:
    assert probed.test_client().get("/undeclared").status_code == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/nothing/here", 404), ("/cjib/huisstijl.css", 200), ("/static/none.css", 404)],
)
def test_every_answer_has_every_header(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    for name, value in HEADERS.items():
        assert response.headers[name] == value


def test_a_form_without_its_token_stores_nothing(new_app: Flask) -> None:
    @new_app.post("/probe")
    @access.public
    def probe() -> str:
        _write()
        return "fine"

    response = new_app.test_client().post("/probe")
    assert response.status_code == 400
    assert response.headers["Content-Security-Policy"]
    assert _stored(new_app) == 0


def test_too_large_a_body_gets_a_page_of_our_own(probed: Flask) -> None:
    response = probed.test_client().post("/probe/fine", data={"text": "x" * 2_000_000})
    assert response.status_code in (200, 413)  # the body is only read when a page asks for it


def test_the_policy_allows_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "data:" not in policy


def test_the_language_is_remembered(app: Flask, client: FlaskClient) -> None:
    assert "welke organisatie" in client.get("/").text
    assert "Which organisation" in client.get("/?taal=en").text
    assert "Which organisation" in client.get("/").text
    assert '<html lang="en"' in client.get("/").text


def test_the_other_language_keeps_what_the_address_says(client: FlaskClient) -> None:
    page = client.get("/cjib/verzoek/voor-wie?recht=access&taal=nl").text
    assert 'href="?recht=access&amp;taal=en"' in page


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    assert '<html lang="nl"' in client.get("/?taal=xx").text


def test_a_page_that_remembers_nothing_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(new_app: Flask) -> None:
    @new_app.get("/remember")
    @access.public
    def remember() -> str:
        session["x"] = "a secret on the server"
        return "ok"

    cookie = new_app.test_client().get("/remember").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "secret" not in cookie
