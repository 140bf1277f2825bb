"""Taking a request up again that was not taken back."""

import pytest

from portal.law.lifecycle import Status
from portal.models.audit import Role
from tests.web.staff import desk

HERE = "/toch-niet-ingetrokken"
SAID = "Belde op maandag: die brief klopt niet."


@pytest.fixture
def ended(bench):
    """A request that staff recorded as taken back, by mistake."""
    day = bench.case(lambda c: c.received_date).isoformat()
    told = {"way": "phone", "day": day, "what": "Belde: hoeft niet meer.", "send": "yes"}
    assert bench.post("/intrekken", **told).status_code == 302


def test_there_is_no_button_for_what_was_not_taken_back(bench):
    assert HERE not in bench.get()
    answer = bench.client.get(bench.at + HERE)
    assert answer.status_code == 409
    assert "Leg een nieuw verzoek vast" in answer.text


@pytest.mark.usefixtures("ended")
def test_it_is_taken_up_again_with_what_the_person_said(bench):
    page = bench.get()
    assert f'href="{bench.at}{HERE}"' in page
    assert "Er is niets meer te doen" not in page
    assert "Klopt het niet? Pak het weer op, tot en met" in page
    assert "De tijd liep door" in bench.get(HERE)
    for wrong in ("", "te kort"):
        answer = bench.post(HERE, reason=wrong)
        assert answer.status_code == 422
        assert wrong in answer.text
        assert answer.text.partition("</title>")[0].count("Fout:") == 1
    assert bench.case(lambda c: c.status) is Status.WITHDRAWN
    assert bench.post(HERE, reason=SAID).status_code == 302
    assert bench.case(lambda c: c.status) is Status.IN_TREATMENT
    assert "Toch niet ingetrokken" in bench.get()
    assert bench.post(HERE, reason=SAID).status_code == 409


@pytest.mark.usefixtures("ended")
def test_the_officer_reads_and_does_not_do_it(app, bench):
    desk.hire(app, Role.PRIVACY_OFFICER)
    client = desk.signed_in(app, Role.PRIVACY_OFFICER)
    assert HERE not in client.get(bench.at).text
    assert client.get(bench.at + HERE).status_code == 403
