"""The page on which staff write down that a court or the AP has a case about a request."""

import pytest

from portal.law.lifecycle import Status
from portal.models.audit import Role
from portal.models.case import Case
from tests.web.staff import desk

HERE = "/gevolgen/zaak"
WHERE = "Verzoekschrift bij de rechtbank Utrecht, van 3 november."


@pytest.fixture
def answered(app, bench):
    """The case was answered."""
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, bench.things.case_id)
        case.status, case.is_open, case.delivered_at = Status.DELIVERED, False, case.received_at


def since(bench):
    return bench.case(lambda case: case.disputed_since)


@pytest.mark.usefixtures("answered")
def test_it_is_written_down_and_over_again(bench):
    assert f'href="{bench.at}{HERE}"' in bench.get("/gevolgen")
    assert "Loopt er een zaak bij de rechter of de AP?" in bench.get(HERE)
    wrong = bench.post(HERE, note="te kort")
    assert (wrong.status_code, since(bench)) == (422, None)
    assert "te kort" in wrong.text
    assert bench.post(HERE, note=WHERE).status_code == 302
    assert since(bench)
    assert "loopt sinds" in bench.get("/gevolgen")
    again = bench.post(HERE, note=WHERE)  # the form of a colleague who was second
    assert again.status_code == 409
    assert "Is de zaak bij de rechter of de AP voorbij?" in again.text
    assert bench.post(HERE, note=WHERE, over="yes").status_code == 302
    assert since(bench) is None
    assert bench.post(HERE, note=WHERE, over="yes").status_code == 409


def test_before_the_answer_there_is_nothing_to_write_down(bench):
    assert HERE not in bench.get("/gevolgen")
    assert bench.client.get(bench.at + HERE).status_code == 409


@pytest.mark.usefixtures("answered")
def test_the_officer_reads_that_it_runs_and_changes_nothing(app, bench):
    bench.post(HERE, note=WHERE)
    desk.hire(app, Role.PRIVACY_OFFICER)
    client = desk.signed_in(app, Role.PRIVACY_OFFICER)
    page = client.get(f"{bench.at}/gevolgen").text
    assert "loopt sinds" in page
    assert HERE not in page
    assert client.get(bench.at + HERE).status_code == 403
