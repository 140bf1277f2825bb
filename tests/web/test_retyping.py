"""What staff typed when their session ended comes back as a filled form, and is never acted on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.law.lifecycle import Status
from portal.models.audit import Role
from portal.models.case import Case
from portal.models.staff import Staff
from portal.web.sessions import STAFF_IDLE
from tests.web.staff import desk

TYPED = "Dit bericht kostte een half uur <b>typen</b>."
SAFE = "Dit bericht kostte een half uur &lt;b&gt;typen&lt;/b&gt;."


@pytest.fixture
def late(app):
    """A handler who types in a case until the session has ended; gives what to do then."""
    handler = desk.hire(app, Role.HANDLER)
    desk.hire(app, Role.COORDINATOR)
    things = desk.case_of(app, handler=handler)
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False) as clock:
        client = desk.signed_in(app, Role.HANDLER)
        at = f"/balie/verzoek/{things.reference}"
        token = desk.token(client, f"{at}/berichten")
        clock.shift(STAFF_IDLE + timedelta(minutes=1))
        yield Late(app, client, at, token, things.case_id)


class Late:
    """A browser in which the session has ended."""

    def __init__(self, app, client, at, token, case_id):
        self.app, self.client, self.at, self.token, self.case_id = app, client, at, token, case_id

    def send(self, page="/berichten", **fields):
        """The form that was open all the time."""
        return self.client.post(self.at + page, data={"csrf_token": self.token, **fields})

    def sign_in(self, role=Role.HANDLER):
        """Again, or as somebody else."""
        with self.app.extensions["portal"].database.transaction() as session:
            for member in session.query(Staff):
                member.totp_step = 0
        desk.give_password(self.client, f"{role.value}@{desk.HOME}.example")
        return desk.give_code(self.client, desk.code_now())

    def back(self):
        """Press the button of the page on which what was typed is shown."""
        page = self.client.get("/balie/niet-verzonden").text
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        address = re.findall(r'<form method="post" action="([^"]+)"', page)[-1]
        data = {name: text.replace("&lt;", "<").replace("&gt;", ">") for name, text in fields}
        return self.client.post(address, data=data)

    def messages(self):
        """What was really sent."""
        with self.app.extensions["portal"].database.transaction(write=False) as session:
            return [each.body for each in session.get_one(Case, self.case_id).messages]


def test_what_was_typed_comes_back_in_its_form_and_is_not_sent(late):
    answer = late.send(message=TYPED)
    assert (answer.status_code, answer.location) == (
        302,
        "/balie/aanmelden?next=/balie/niet-verzonden",
    )
    assert "is bewaard: log opnieuw in" in late.client.get(answer.location).text
    assert late.sign_in().location == "/balie/niet-verzonden"
    assert SAFE in late.client.get("/balie/niet-verzonden").text
    form = late.back()
    assert form.status_code == 422
    assert f"{SAFE}</textarea>" in form.text
    assert "Kijk na wat is getypt en verstuur het opnieuw" in form.text
    assert late.messages() == []
    assert late.client.get("/balie/niet-verzonden").status_code == 302
    assert desk.post(late.client, f"{late.at}/berichten", {"message": TYPED}).status_code == 302
    assert late.messages() == [TYPED]


def test_somebody_else_who_signs_in_sees_nothing_of_it(late):
    late.send(message=TYPED)
    late.sign_in(Role.COORDINATOR)
    answer = late.client.get("/balie/niet-verzonden")
    assert answer.status_code == 302
    assert SAFE not in late.client.get(answer.location).text


def test_the_form_of_another_tab_comes_back_after_signing_in_there(late):
    late.client.get("/balie/")
    late.sign_in()
    form = late.send(message=TYPED)
    assert form.status_code == 422
    assert f"{SAFE}</textarea>" in form.text
    assert late.messages() == []


def test_a_decision_comes_back_with_every_choice_and_is_not_proposed(late):
    with late.app.extensions["portal"].database.transaction(write=False) as session:
        prefix = f"part{session.get_one(Case, late.case_id).parts[0].id}-"
    fields = {prefix + "outcome": "refused", prefix + "ground": "cannot_identify"}
    fields[prefix + "need_demonstration"] = TYPED
    late.send("/besluit", action="propose", **fields)
    late.sign_in()
    form = late.back()
    assert form.status_code == 422
    assert f"{SAFE}</textarea>" in form.text
    with late.app.extensions["portal"].database.transaction(write=False) as session:
        case = session.get_one(Case, late.case_id)
        assert (case.status, case.parts[0].outcome) == (Status.IN_TREATMENT, None)


@pytest.mark.parametrize("page", ["/nemen", "/toewijzen"])
def test_what_is_no_form_to_show_is_not_done_either(late, page):
    with late.app.extensions["portal"].database.transaction() as session:
        session.get_one(Case, late.case_id).handler_id = None
    late.sign_in()
    answer = late.client.post(
        late.at + page,
        data={"csrf_token": desk.token(late.client, "/balie/account"), "retyped": "yes"},
    )
    assert answer.status_code in (302, 403)
    with late.app.extensions["portal"].database.transaction(write=False) as session:
        assert session.get_one(Case, late.case_id).handler_id is None
    if answer.status_code == 302:
        assert "Er is niets gedaan" in late.client.get(answer.location).text


@pytest.mark.parametrize(
    "fields",
    [
        {"message": ""},
        {"message": TYPED, "csrf_token": "made up"},
        {"message": TYPED, "csrf_token": ""},
        {"message": "x" * 70_000},
        {"message": TYPED, "password": "secret"},
    ],
)
def test_what_is_not_worth_or_not_safe_to_keep_is_not_kept(late, fields):
    assert late.send(**fields).status_code == 400
    late.sign_in()
    assert late.client.get("/balie/niet-verzonden").status_code == 302


def test_a_token_of_somebody_else_does_not_make_the_form_ours(late):
    other = desk.token(late.app.test_client(), "/balie/aanmelden")
    assert late.send(message=TYPED, csrf_token=other).status_code == 400
    late.sign_in()
    assert late.client.get("/balie/niet-verzonden").status_code == 302


def test_without_an_old_session_nothing_is_kept(app, client):
    desk.hire(app, Role.HANDLER)
    things = desk.case_of(app)
    at = f"/balie/verzoek/{things.reference}/berichten"
    assert client.post(at, data={"message": TYPED}).status_code == 400
