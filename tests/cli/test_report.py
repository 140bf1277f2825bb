"""`flask report` makes the inzagerapport from the command line."""

import subprocess

import pytest

from portal.law.rights import Right
from portal.models.case import Case
from tests.services import stories
from tests.web.conftest import make_app, make_settings

CALL = [["Vraag", "Question", "Huurachterstand bij <b>de buren</b>"]]


@pytest.fixture
def app(tmp_path, sqlite_url, queue):
    made = make_app(make_settings(tmp_path / "data", sqlite_url), queue)
    yield made
    made.extensions["portal"].database.close()


def _case(app, **facts) -> str:
    with app.extensions["portal"].database.transaction() as session:
        case = stories.ask(session, **facts)
        stories.find(session, case, [CALL])
        return case.reference


def test_it_writes_the_report_of_a_case(app, tmp_path):
    reference = _case(app)
    path = tmp_path / "out.pdf"
    result = app.test_cli_runner().invoke(args=["report", reference.lower(), "-o", str(path)])
    assert result.exit_code == 0, result.output
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert reference in text
    assert "Huurachterstand bij <b>de buren</b>" in text
    assert sorted(each.name for each in tmp_path.glob("*.pdf*")) == ["out.pdf"]


@pytest.mark.parametrize(
    ("reference", "told"),
    [("JL-2026-AAAA-AA", "There is no case"), ("nonsense", "There is no case")],
)
def test_an_unknown_reference_is_told(app, tmp_path, reference, told):
    result = app.test_cli_runner().invoke(args=["report", reference, "-o", str(tmp_path / "x.pdf")])
    assert result.exit_code == 1
    assert told in result.output
    assert not (tmp_path / "x.pdf").exists()


def test_it_writes_the_report_of_data_to_take_along_with_its_file(app, tmp_path):
    reference = _case(app, right=Right.PORTABILITY)
    path = tmp_path / "out.pdf"
    result = app.test_cli_runner().invoke(args=["report", reference, "-o", str(path)])
    assert result.exit_code == 0, result.output
    attached = subprocess.run(
        ["pdfdetach", "-list", path], capture_output=True, text=True, check=True
    ).stdout
    assert ".json" in attached


def test_a_case_without_access_has_no_report(app, tmp_path):
    reference = _case(app, right=Right.ERASURE)
    result = app.test_cli_runner().invoke(args=["report", reference, "-o", str(tmp_path / "x.pdf")])
    assert result.exit_code == 1
    assert "does not ask for data" in result.output


def test_a_folder_that_is_not_there_is_told(app, tmp_path):
    reference = _case(app)
    path = tmp_path / "no" / "such" / "x.pdf"
    result = app.test_cli_runner().invoke(args=["report", reference, "-o", str(path)])
    assert result.exit_code == 1
    assert "could not be made" in result.output


def test_of_what_was_destroyed_no_report_is_made(app, tmp_path):
    reference, portal = _case(app), app.extensions["portal"]
    with portal.database.transaction() as session:
        portal.vault.destroy(session, session.query(Case).one().id, now=stories.NOW)
    result = app.test_cli_runner().invoke(args=["report", reference, "-o", str(tmp_path / "x.pdf")])
    assert result.exit_code == 1
    assert "destroyed or locked" in result.output
    assert not (tmp_path / "x.pdf").exists()
