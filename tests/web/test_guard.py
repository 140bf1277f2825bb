"""A complaint to the FG against every page of the desk and every role: hidden, or the FG's own."""

import pytest

from portal.models.audit import Role
from portal.models.case import Case
from portal.models.staff import Staff
from portal.services import triage
from portal.web import access
from tests.services import stories
from tests.web.staff import desk
from tests.web.test_access import NOT_THERE, everything, filled, routes


def complaint_of(app, officer: int | None = None) -> desk.Things:
    """A case that only the FG may know of, taken by the officer when there is one."""
    things = everything(app, desk.HOME, "fg")
    with app.extensions["portal"].database.transaction() as session:
        case = session.get_one(Case, things.case_id)
        case.fg_only = True
        if officer is not None:
            triage.take(case, actor=session.get_one(Staff, officer).actor(), now=stories.NOW)
    return things


@pytest.mark.parametrize("role", list(Role))
def test_every_page_of_a_complaint_to_the_fg_against_each_role(app, role):
    app.config["WTF_CSRF_ENABLED"] = False
    for each in Role:
        desk.hire(app, each)
    officer = desk.hire(app, Role.PRIVACY_OFFICER, name="fg")
    things, client = complaint_of(app, officer), desk.signed_in(app, role)
    of_a_case = [route for route in routes(app) if "<reference>" in route[2]]
    assert len(of_a_case) > 20
    for endpoint, method, address in of_a_case:
        answer = client.open(filled(address, things, officer), method=method)
        expected = status_of(app, endpoint, role)
        assert answer.status_code in expected, (endpoint, method, answer.status_code)
        if role is not Role.PRIVACY_OFFICER:
            assert things.reference not in answer.text, endpoint
            assert "de Wit" not in answer.text, endpoint


def status_of(app, endpoint: str, role: Role) -> tuple[int, ...]:
    """How a page of such a case may answer somebody with this role."""
    with app.app_context():
        declared = access.declared(endpoint)
    assert declared is not None
    if role is Role.PRIVACY_OFFICER and Role.HANDLER in declared.roles:
        return (404,) if endpoint in NOT_THERE else (200, 302, 409, 422)
    return (404,) if role in declared.roles else (403,)


@pytest.mark.parametrize("role", list(Role))
def test_no_other_page_of_the_desk_names_a_complaint_to_the_fg(app, role):
    app.config["WTF_CSRF_ENABLED"] = False
    for each in Role:
        desk.hire(app, each)
    things, client = complaint_of(app), desk.signed_in(app, role)
    seen = False
    for endpoint, method, address in routes(app):
        if "<" in address or endpoint == "staff.enrolment_image":
            continue
        for typed in (things.reference, "wit", "sanne@voorbeeld.example"):
            page = client.open(f"{address}?toon=alle", method=method, data={"typed": typed}).text
            seen = seen or things.reference in page
            if role is not Role.PRIVACY_OFFICER:
                assert "Sanne" not in page, endpoint
                assert f'href="/balie/verzoek/{things.reference}"' not in page, endpoint
    assert seen or role is not Role.PRIVACY_OFFICER  # who should see it does


def test_the_fg_reads_other_cases_and_changes_none(app):
    app.config["WTF_CSRF_ENABLED"] = False
    desk.hire(app, Role.PRIVACY_OFFICER)
    things, client = desk.case_of(app), desk.signed_in(app, Role.PRIVACY_OFFICER)
    for endpoint, method, address in routes(app):
        if "<reference>" in address and method == "POST":
            answer = client.open(filled(address, things, 1), method=method)
            assert answer.status_code == 403, endpoint


def test_the_fg_takes_and_answers_a_complaint_without_anybody_else(app):
    app.config["WTF_CSRF_ENABLED"] = False
    desk.hire(app, Role.PRIVACY_OFFICER)
    things, client = complaint_of(app), desk.signed_in(app, Role.PRIVACY_OFFICER)
    at = f"/balie/verzoek/{things.reference}"
    assert client.post(f"{at}/nemen").status_code == 302
    assert client.post(f"{at}/berichten", data={"message": "Dank u wel."}).status_code == 302
    with app.extensions["portal"].database.transaction(write=False) as session:
        case = session.get_one(Case, things.case_id)
        assert [message.body for message in case.messages] == ["Dank u wel."]
