"""The pages of a case: what is on them, for whom, and that looking is recorded."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.law.rights import Right
from portal.models.audit import AuditEvent, Role
from portal.models.case import Case
from portal.models.consequence import Hold
from portal.models.document import Printing
from tests.services import stories
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


def test_what_somebody_did_many_times_in_a_row_is_one_line_and_in_the_log_each(bench):
    finding = f"/gegevens/item/{bench.things.finding_id}/meenemen"
    for _ in range(3):
        bench.post(finding)
    page = bench.get()
    assert page.count("Beoordeling of uitkomst gewijzigd") == 1
    assert "3 keer" in page
    assert bench.get("/logboek").count("Beoordeling of uitkomst gewijzigd") == 3


def test_what_was_done_on_another_day_in_the_netherlands_is_a_line_of_its_own(app, bench):
    finding = f"{bench.at}/gegevens/item/{bench.things.finding_id}/meenemen"
    last = datetime(2026, 12, 1, 22, 10, tzinfo=UTC)  # ten past eleven in the evening
    for later in (0, 60, 140, 150):  # minutes: past midnight here, then past midnight in UTC
        with time_machine.travel(last + timedelta(minutes=later)):
            client = desk.signed_in(app, Role.HANDLER)
            desk.post(client, finding, {})
            page = client.get(bench.at).text
    assert page.count("Beoordeling of uitkomst gewijzigd") == 2
    assert "3 keer" in page


def test_a_handler_sees_one_next_step_with_the_law(bench):
    page = bench.get()
    assert page.count('class="rl-next-step"') == 1
    assert "(AVG 12.2, 15.1)" in page  # data would delete themselves
    with bench.app.extensions["portal"].database.transaction() as session:
        session.query(Hold).update({"secured_at": stories.NOW})
    page = bench.get()
    assert page.count('class="rl-next-step"') == 1
    assert "(AVG 15.4)" in page


def test_each_right_explains_itself_and_what_is_missing_has_links(bench):
    page = bench.get()
    assert "Wat is dit recht, en wat vergeten anderen?" in page
    assert "Deze persoon wil weten" in page
    assert "Wat nog ontbreekt voordat dit de deur uit kan" in page
    part = bench.case(lambda c: c.parts[0].id)
    assert f'href="{bench.at}/besluit#part{part}-outcome-0"' in page
    assert f'href="{bench.at}/gegevens"' in page


@pytest.fixture
def withdrawal(bench):
    """The prefix of the form that asks when the use of the data stopped."""
    with bench.app.extensions["portal"].database.transaction() as session:
        part = session.get_one(Case, bench.things.case_id).parts[0]
        part.right, part.answers = Right.CONSENT_WITHDRAWAL, {"scope": "all"}
        return f"stop{part.id}-", f"/gestopt/{part.id}"


def test_consent_taken_back_is_stopped_first(bench, withdrawal):
    prefix, address = withdrawal
    page = bench.get()
    assert "Stop vandaag met het gebruik" in page
    assert "Onze eigen norm: uiterlijk" in page
    today = datetime.now(UTC).date().isoformat()
    answer = bench.post(address, **{prefix + "day": today})
    assert answer.status_code == 302
    assert "Stop vandaag met het gebruik" not in bench.get()
    assert bench.case(lambda c: c.parts[0].needs) == {"stopped_on": today}
    assert bench.post(address, **{prefix + "day": today}).status_code == 409


@pytest.mark.parametrize("day", ["", "gisteren", "1999-01-01", "2999-01-01"])
def test_a_day_on_which_it_cannot_have_stopped_is_told(bench, withdrawal, day):
    prefix, address = withdrawal
    answer = bench.post(address, **{prefix + "day": day})
    assert answer.status_code == 422
    assert "Vul een da" in answer.text
    assert day in answer.text
    assert bench.case(lambda c: c.parts[0].needs) == {}


def test_a_reference_is_one_address(bench):
    wrong = bench.things.reference.replace("-", "")
    assert bench.client.get(f"/balie/verzoek/{wrong}").status_code == 404
    assert bench.client.get("/balie/verzoek/JL-2026-0000-00").status_code == 404


@pytest.mark.parametrize("tab", ["", "/documenten"])
def test_how_far_the_report_is_stands_on_the_case(bench, tab):
    assert "wordt gemaakt" not in bench.get(tab)
    with bench.app.extensions["portal"].database.transaction() as session:
        how_far = Printing(case_id=bench.things.case_id, done=1500, expected=4000, at=stories.NOW)
        session.add(how_far)
    page = bench.get(tab)
    assert "zijn er 1500 klaar" in page
    assert 'max="4000" value="1500"' in page


def test_an_e_mail_address_may_break_before_its_domain_only(bench):
    name, domain = bench.case(lambda case: case.email).split("@")
    assert f"{name}@<wbr>{domain}</dd>" in bench.get()
