"""`flask demo`, as somebody types it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.demo import loading
from portal.factory import create_app
from portal.models.reference import read_reference
from portal.queueing import RecordingQueue
from tests.quick import hash_quickly, print_quickly
from tests.services import stories as real
from tests.web.conftest import KEY, make_settings

STORIES = 9


@pytest.fixture
def app(tmp_path):
    """A demo of which nothing is there yet, not even the database."""
    yield from make_app(tmp_path / "data")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A demo of some of the stories, loaded once, and what the command said."""
    told = loading.list_stories
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "list_stories", lambda places: told(places)[:STORIES])
        for app in make_app(tmp_path_factory.mktemp("loaded") / "data"):
            yield app, run(app, "demo")


def make_app(folder: Path) -> Iterator[Flask]:
    settings = make_settings(folder, f"sqlite:///{folder}/portal.db")
    app = create_app(settings, RecordingQueue())
    with pytest.MonkeyPatch.context() as patch:
        print_quickly(patch)
        hash_quickly(patch)
        yield app
    app.extensions["portal"].database.close()


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=words)


def test_it_makes_everything_and_prints_a_line_for_each_case(loaded):
    _, result = loaded
    assert result.exit_code == 0, result.output
    lines, _, accounts = result.output.partition("\n\n")
    rows = [line.split() for line in lines.splitlines()]
    assert len(rows) == STORIES
    assert all(len(row) == 4 and read_reference(row[0]) == row[0] for row in rows)
    assert accounts.count("otpauth://totp/") == 25
    assert "coordinator@cjib.example" in accounts


def test_it_says_the_same_the_second_time(loaded):
    app, before = loaded
    first, second = before.output, run(app, "demo").output
    assert first.partition("\n\n")[0] == second.partition("\n\n")[0]
    passwords = [line.split()[3] for line in first.splitlines() if "otpauth" in line]
    assert all(password in second for password in passwords)


def test_it_adds_as_many_cases_as_asked_with_a_line_each(loaded):
    app, _ = loaded
    result = run(app, "demo", "--cases", "2500")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == 2500
    assert len({line.split()[0] for line in result.output.splitlines()}) == 2500


@pytest.mark.parametrize("number", ["0", "-5", "many"])
def test_a_number_that_is_none_is_refused(app, number):
    result = run(app, "demo", "--cases", number)
    assert result.exit_code == 2
    assert "--cases" in result.output


def test_it_refuses_among_real_cases_and_changes_nothing(app):
    run(app, "migrate")
    with app.extensions["portal"].database.transaction() as session:
        session.info["is_demo"] = False
        real.ask(session)
    for words in (("demo",), ("demo", "--cases", "10")):
        result = run(app, *words)
        assert result.exit_code == 1
        assert "real cases" in result.output
    assert len(run(app, "cases").output.split()) == 1


def test_it_refuses_in_production(tmp_path):
    folder = tmp_path / "data"
    settings = make_settings(
        folder, f"sqlite:///{folder}/portal.db", PORTAL_MODE="production",
        PORTAL_BASE_URL="https://loket.example", PORTAL_SMTP_URL="smtps://mail.example:465",
        PORTAL_MAIL_FROM="portal@loket.example", PORTAL_SECRET_KEY=KEY,
        PORTAL_SECURITY_CONTACT="security@loket.example", PORTAL_PROXIES="1",
    )  # fmt: skip
    app = create_app(settings, RecordingQueue())
    result = run(app, "demo")
    assert result.exit_code == 1
    assert "PORTAL_MODE=demo" in result.output
    app.extensions["portal"].database.close()
