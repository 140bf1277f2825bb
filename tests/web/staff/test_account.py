"""One's own account: another password, another authenticator."""

import pytest

from portal.models.audit import Role
from tests.web.staff import desk
from tests.web.staff.test_enrolment import NEW, couple, secret_on


@pytest.fixture
def client(app):
    """A handler's browser."""
    desk.hire(app, Role.HANDLER)
    return desk.signed_in(app, Role.HANDLER)


def change(client, current=desk.PASSWORD, password=NEW, again=NEW):
    fields = {"current": current, "password": password, "again": again}
    return desk.post(client, "/balie/account/wachtwoord", fields)


def test_another_password_keeps_this_browser_and_ends_the_others(app, client):
    other = app.test_client()
    other.set_cookie("session", client.get_cookie("session").value)
    assert change(client).status_code == 302
    assert client.get("/balie/account").status_code == 200
    assert other.get("/balie/account").status_code == 302
    assert desk.give_password(app.test_client(), f"handler@{desk.HOME}.example", NEW).location


@pytest.mark.parametrize(
    ("current", "password", "again"),
    [("wrong", NEW, NEW), (desk.PASSWORD, "kort", "kort"), (desk.PASSWORD, NEW, "x"), ("", "", "")],
)
def test_a_change_that_will_not_do_changes_nothing(app, client, current, password, again):
    assert change(client, current, password, again).status_code == 422
    answer = desk.give_password(app.test_client(), f"handler@{desk.HOME}.example")
    assert answer.location == "/balie/aanmelden/code"


def test_another_authenticator_needs_the_password(client):
    assert desk.post(client, "/balie/account/koppelen", {"current": "wrong"}).status_code == 302
    assert client.get("/balie/aanmelden/koppelen").status_code == 302
    desk.post(client, "/balie/account/koppelen", {"current": desk.PASSWORD})
    secret = secret_on(client.get("/balie/aanmelden/koppelen").text)
    assert secret != desk.SECRET
    assert couple(client, secret).status_code == 200


def test_guessing_the_password_here_is_limited_too(client):
    for _ in range(5):
        change(client, "wrong")
    assert change(client).status_code == 422
