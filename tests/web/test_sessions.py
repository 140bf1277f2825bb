"""Sessions live on the server: they end, rotate and can be revoked."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask, session
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.models.audit import Actor, AuditEvent, record
from portal.models.staff import WebSession
from portal.services import browsing
from portal.web import access, sessions
from portal.web.page import db, now
from portal.web.sessions import ABSOLUTE, CITIZEN_IDLE, STAFF_IDLE

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def remembering(new_app: Flask) -> Flask:
    """Pages that remember, sign in and sign out."""

    @new_app.get("/keep/<word>")
    @access.public
    def keep(word: str) -> str:
        session["word"] = word
        return "ok"

    @new_app.get("/word")
    @access.public
    def word() -> str:
        return session.get("word", "-")

    @new_app.get("/begin")
    @access.public
    def begin() -> str:
        session.begin_for(None)
        session["word"] = "signed in"
        return "ok"

    @new_app.get("/end")
    @access.public
    def end() -> str:
        session.end()
        return "ok"

    return new_app


def rows(app: Flask) -> list[WebSession]:
    with app.extensions["portal"].database.transaction(write=False) as found:
        return list(found.scalars(select(WebSession)))


def cookie(client) -> str:
    return client.get_cookie("session").value


def words(app: Flask, client) -> list[str]:
    """What each stored session remembers, for who has the cookie."""
    return [sessions._unlocked(cookie(client), row)["word"] for row in rows(app)]


def test_what_is_remembered_is_on_the_server_only_and_opens_with_the_cookie(remembering):
    client = remembering.test_client()
    client.get("/keep/secret")
    assert client.get("/word").text == "secret"
    assert "secret" not in cookie(client)
    (row,) = rows(remembering)
    assert cookie(client) not in repr([row.id_hash, row.data])
    assert "secret" not in repr(row.data)
    assert sessions._unlocked("another cookie", row) == {}
    assert sessions._unlocked(row.id_hash, row) == {}


def test_what_an_earlier_version_remembered_is_forgotten(remembering):
    client = remembering.test_client()
    client.get("/keep/secret")
    with remembering.extensions["portal"].database.transaction() as session:
        session.query(WebSession).one().data = {"word": "secret"}
    assert client.get("/word").text == "-"


def test_a_made_up_cookie_is_no_session(remembering):
    client = remembering.test_client()
    client.set_cookie("session", "made-up")
    assert client.get("/word").text == "-"
    client.get("/keep/x")
    assert cookie(client) != "made-up"


def test_signing_in_gives_a_new_id_and_forgets_the_old(remembering):
    client = remembering.test_client()
    client.get("/keep/before")
    before = cookie(client)
    client.get("/begin")
    assert cookie(client) != before
    thief = remembering.test_client()
    thief.set_cookie("session", before)
    assert thief.get("/word").text == "-"
    assert client.get("/word").text == "signed in"


def test_signing_out_kills_the_session_on_the_server(remembering):
    client = remembering.test_client()
    client.get("/keep/x")
    stolen = cookie(client)
    client.get("/end")
    assert client.get_cookie("session") is None
    thief = remembering.test_client()
    thief.set_cookie("session", stolen)
    assert thief.get("/word").text == "-"
    assert rows(remembering) == []


def test_an_idle_session_ends(remembering):
    client = remembering.test_client()
    with time_machine.travel(START, tick=False) as clock:
        client.get("/keep/x")
        clock.shift(CITIZEN_IDLE - timedelta(minutes=1))
        assert client.get("/word").text == "x"
        clock.shift(CITIZEN_IDLE + timedelta(seconds=1))
        assert client.get("/word").text == "-"


def test_a_session_in_use_ends_after_a_day_of_work(remembering):
    client = remembering.test_client()
    with time_machine.travel(START, tick=False) as clock:
        client.get("/keep/x")
        while clock_now() < START + ABSOLUTE:
            assert client.get("/word").text == "x"
            clock.shift(timedelta(hours=1))
        clock.shift(timedelta(seconds=1))
        assert client.get("/word").text == "-"


def clock_now() -> datetime:
    return datetime.now(UTC)


def test_staff_is_signed_out_sooner_than_citizens():
    assert STAFF_IDLE < CITIZEN_IDLE


def test_reading_writes_at_most_once_a_minute(remembering):
    client = remembering.test_client()
    with time_machine.travel(START, tick=False) as clock:
        client.get("/keep/x")
        clock.shift(timedelta(seconds=30))
        client.get("/word")
        assert rows(remembering)[0].seen_at == START
        clock.shift(timedelta(seconds=31))
        client.get("/word")
        assert rows(remembering)[0].seen_at > START


def test_sessions_not_seen_for_long_are_removed(remembering):
    remembering.test_client().get("/keep/x")
    with remembering.extensions["portal"].database.transaction() as transaction:
        assert browsing.forget_idle(transaction, datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert rows(remembering) == []


@pytest.fixture
def writing(new_app: Flask) -> Flask:
    """A page that writes, remembers, and ends as it is told."""

    @new_app.post("/write/<how>")
    @access.public
    def write(how: str) -> tuple[str, int]:
        db().add(record(Actor.portal("cjib"), "tried", now()))
        session["word"] = how
        return how, 422 if how == "wrong" else 200

    new_app.config["WTF_CSRF_ENABLED"] = False
    return new_app


def test_a_page_and_its_session_are_one_commit(writing):
    commits = []
    engine = writing.extensions["portal"].database.engine
    event.listen(engine, "commit", lambda _connection: commits.append(1))
    client = writing.test_client()
    client.post("/write/fine")
    assert len(commits) == 1
    assert words(writing, client) == ["fine"]


def test_a_page_that_stores_nothing_still_remembers(writing):
    client = writing.test_client()
    client.post("/write/wrong")
    assert words(writing, client) == ["wrong"]
    with writing.extensions["portal"].database.transaction(write=False) as found:
        assert found.scalars(select(AuditEvent)).all() == []


def failing(engine, statement):
    """Let the next statement that begins so fail, as with a full disk or a server that is away."""

    def fail(_connection, _cursor, text, *_rest):
        if text.startswith(statement):
            event.remove(engine, "before_cursor_execute", fail)
            raise OperationalError(text, {}, Exception("not now"))

    event.listen(engine, "before_cursor_execute", fail)


def test_a_session_outlives_a_page_that_could_not_be_stored(writing):
    engine = writing.extensions["portal"].database.engine
    client = writing.test_client()
    client.post("/write/fine")
    failing(engine, "UPDATE web_session")
    assert client.post("/write/again").status_code == 503
    assert len(rows(writing)) == 1
    with writing.extensions["portal"].database.transaction(write=False) as found:
        assert len(found.scalars(select(AuditEvent)).all()) == 1


def test_a_page_whose_session_cannot_be_read_says_so(writing):
    engine = writing.extensions["portal"].database.engine
    client = writing.test_client()
    client.post("/write/fine")
    failing(engine, "SELECT web_session")
    answer = client.post("/write/again")
    assert answer.status_code == 503
    assert "niet ontvangen" in answer.text
    assert words(writing, client) == ["fine"]
