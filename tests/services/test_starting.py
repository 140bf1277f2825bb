"""The portal does not start without the profile of an organisation whose cases it has."""

import os

import pytest

from portal.models.audit import Role
from portal.models.base import Database
from portal.models.staff import Staff
from portal.services import starting
from portal.services.starting import ProfileMissing, check_organisations
from tests import nursery
from tests.services import stories
from tests.web.conftest import KEY, make_app, make_settings


def test_a_case_without_a_profile_stops_the_start_and_is_named(database):
    with database.transaction() as session:
        for number, slug in enumerate(("akj", "cjib", "cjib", "burojij")):
            stories.ask(session, slug, key=str(number))
        assert starting.list_organisations(session) == ["akj", "burojij", "cjib"]
    check_organisations(database, ["akj", "burojij", "cjib", "juridisch-loket"])
    with pytest.raises(ProfileMissing, match=r"of akj, cjib, and no profile"):
        check_organisations(database, ["burojij"])


def test_an_account_without_a_profile_stops_it_too(sqlite_database):
    with sqlite_database.transaction() as session:
        member = Staff(
            organisation="weg",
            email="anna@weg.example",
            name="Anna",
            role=Role.HANDLER,
            password_hash="x",
            created_at=stories.NOW,
        )
        session.add(member)
    with pytest.raises(ProfileMissing, match="weg"):
        check_organisations(sqlite_database, ["akj"])


def test_an_empty_or_new_database_starts(sqlite_database, tmp_path):
    check_organisations(sqlite_database, [])
    new = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    check_organisations(new, [])
    new.close()


@pytest.fixture
def orphaned(sqlite_url, open_database):
    """The address of a database with a case of an organisation that is gone."""
    with open_database(sqlite_url).transaction() as session:
        stories.ask(session, "akj").organisation = "verdwenen"
    return sqlite_url


def test_the_program_says_so_and_ends(orphaned, tmp_path):
    environment = {
        **os.environ,
        "PORTAL_MODE": "demo",
        "PORTAL_DATA": str(tmp_path / "data"),
        "PORTAL_DATABASE_URL": orphaned,
        "PORTAL_SECRET_KEY": KEY,
    }
    environment.pop("FLASK_RUN_FROM_CLI", None)
    told = tmp_path / "told"
    told.touch()
    process = nursery.start("-c", "import app", environment=environment, output=told)
    assert nursery.end(process) == 1
    assert "accounts of verdwenen" in told.read_text()
    assert "Traceback" not in told.read_text()


def test_the_worker_says_so_and_ends(orphaned, tmp_path, queue):
    app = make_app(make_settings(tmp_path / "data", orphaned), queue)
    ended = app.test_cli_runner().invoke(args=["worker"])
    assert ended.exit_code == 1
    assert "accounts of verdwenen" in ended.output
