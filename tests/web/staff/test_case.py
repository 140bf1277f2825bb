"""The pages of a case: what is on them, for whom, and that looking is recorded."""

import pytest

from portal.models.audit import AuditEvent, Role
from tests.web.staff import desk

TABS = ("", "/gegevens", "/documenten", "/berichten", "/besluit", "/logboek")


@pytest.mark.parametrize("tab", TABS)
def test_looking_at_a_page_is_in_the_log(bench, tab):
    assert bench.client.get(bench.at + tab).status_code == 200
    assert "Bekeken" in bench.get("/logboek")
    with bench.app.extensions["portal"].database.transaction(write=False) as session:
        seen = session.query(AuditEvent).filter_by(action="viewed").first()
        assert (seen.staff_id, seen.case_id) == (bench.handler, bench.things.case_id)


@pytest.mark.parametrize("tab", TABS)
def test_a_privacy_officer_sees_every_page_and_no_button(app, bench, tab):
    desk.hire(app, Role.PRIVACY_OFFICER)
    client = desk.signed_in(app, Role.PRIVACY_OFFICER)
    page = client.get(bench.at + tab).text
    main = page[page.index("<main") :]
    assert "<form" not in main
    assert "<button" not in main


def test_a_handler_sees_one_next_step_with_the_law(bench):
    page = bench.get()
    assert page.count('class="rl-next-step"') == 1
    assert "(AVG 15.4)" in page


def test_a_document_comes_as_a_file(bench):
    answer = bench.client.get(f"{bench.at}/documenten/{bench.things.document_id}")
    assert answer.data == desk.PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=ontvangst.pdf"
    assert answer.mimetype == "application/pdf"


def test_a_reference_is_one_address(bench):
    wrong = bench.things.reference.replace("-", "")
    assert bench.client.get(f"/balie/verzoek/{wrong}").status_code == 404
    assert bench.client.get("/balie/verzoek/JL-2026-0000-00").status_code == 404
