"""The front door, the house style and security.txt."""

from datetime import datetime, timedelta

import pytest

from portal.organisations.loading import BUILT_IN, load_all

SLUGS = sorted(load_all(BUILT_IN))


def test_the_front_door_leads_to_every_organisation(client):
    page = client.get("/").text
    for slug in SLUGS:
        assert f'href="/{slug}/"' in page


@pytest.mark.parametrize("slug", SLUGS)
def test_each_organisation_has_its_colours_and_mark(client, slug):
    style = client.get(f"/{slug}/huisstijl.css")
    assert style.mimetype == "text/css"
    assert load_all(BUILT_IN)[slug].brand.accent in style.text
    mark = client.get(f"/{slug}/beeldmerk")
    assert mark.mimetype == "image/svg+xml"


def test_an_unknown_organisation_does_not_exist(client):
    assert client.get("/nobody/").status_code == 404
    assert client.get("/nobody/huisstijl.css").status_code == 404


def test_security_txt_can_be_read_by_a_machine_and_does_not_expire_soon(client):
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.strip().splitlines())
    assert answer.mimetype == "text/plain"
    assert fields["Contact"].startswith("mailto:")
    expires = datetime.fromisoformat(fields["Expires"])
    now = datetime.now(expires.tzinfo)
    assert now + timedelta(days=30) < expires < now + timedelta(days=365)


def test_it_says_whether_it_is_well(client):
    assert client.get("/gezond").text == "ok\n"


def test_without_its_database_it_says_so(app, monkeypatch):
    database = app.extensions["portal"].database
    database.close()
    monkeypatch.setattr(database, "session", _gone)
    answer = app.test_client().get("/gezond")
    assert answer.status_code == 503


def _gone(**_: object) -> None:
    from sqlalchemy.exc import OperationalError

    raise OperationalError("", {}, Exception("gone"))
