"""The way in for an expert: by the newest mail, once; everybody else sees nothing of anybody."""

from dataclasses import replace

import pytest

from portal.models.mail import OutgoingMail
from portal.services import asking
from tests.services import experts
from tests.web.citizen.walk import hidden


def mails(expert):
    with expert.app.extensions["portal"].database.transaction() as session:
        return [(each.kind.value, each.recipient) for each in session.query(OutgoingMail)]


def test_looking_at_a_link_shows_nobody_and_uses_nothing(expert):
    for _ in range(3):
        page = expert.app.test_client().get(expert.link())
        assert page.status_code == 200
        assert "Sanne" not in page.text
    assert expert.task().opened_at is None


def test_the_button_opens_it_once_and_the_address_keeps_no_token(expert):
    path = expert.link()
    page = expert.open()
    assert "Sanne de Wit" in page.text
    assert page.request.path == expert.path()
    stranger = expert.app.test_client()
    assert stranger.get(path).status_code == 410
    token = hidden(stranger.get(path).text)["csrf_token"]
    answer = stranger.post(path, data={"csrf_token": token})
    assert answer.status_code == 410
    assert "Sanne" not in answer.text


def test_the_session_gets_a_new_name_when_somebody_comes_in(expert):
    expert.client.get(expert.link())
    before = expert.client.get_cookie("session").value
    expert.open()
    assert expert.client.get_cookie("session").value != before


def test_the_own_browser_goes_on_with_a_link_that_was_used(expert):
    path = expert.link()
    expert.open()
    again = expert.client.get(path)
    assert again.headers["Location"] == expert.path()


@pytest.mark.parametrize("token", ["x", "a.b", "1.2", "..", "WzEsIiJd.sign", "%00"])
def test_a_guessed_token_is_told_kindly(app, token):
    page = app.test_client().get(f"/vraag/{token}")
    assert page.status_code in (404, 410)


def test_a_guessed_number_opens_nothing(expert):
    stranger = expert.app.test_client()
    for path in (expert.path(), expert.path("overview"), "/vraag/404"):
        answer = stranger.get(path)
        assert answer.headers["Location"] == "/vraag/geen-link"
    assert stranger.get("/vraag/geen-link").status_code == 410


def test_the_name_in_a_form_opens_nothing(expert):
    name = expert.app.extensions["portal"].links.name_of_task(expert.task_id)
    stranger = expert.app.test_client()
    page = stranger.get(f"/vraag/{name}")
    assert page.status_code == 410
    token = hidden(page.text)["csrf_token"]
    assert stranger.post(f"/vraag/{name}", data={"csrf_token": token}).status_code == 410
    assert expert.task().opened_at is None


def test_a_link_that_was_used_has_a_new_one_mailed_to_who_was_asked(expert):
    path = expert.link()
    expert.open()
    stranger = expert.app.test_client()
    page = stranger.get(path)
    sent = stranger.post("/vraag/nieuwe-link", data=hidden(page.text))
    assert sent.status_code == 200
    assert experts.ADDRESS not in sent.text
    assert mails(expert)[-1] == ("expert_task", experts.ADDRESS)
    elsewhere = replace(expert, client=expert.app.test_client())
    assert "Sanne de Wit" in elsewhere.open().text


def test_a_new_link_is_for_tasks_of_ours_alone(expert):
    token = hidden(expert.client.get(expert.link()).text)["csrf_token"]
    before = len(mails(expert))
    for link in ("", "1", "WzEsIiJd", expert.link()[:-3]):
        data = {"csrf_token": token, "link": link.rpartition("/")[2]}
        assert expert.client.post("/vraag/nieuwe-link", data=data).status_code == 410
    assert len(mails(expert)) == before


def test_after_many_links_one_waits(expert):
    expert.open()
    name = expert.app.extensions["portal"].links.name_of_task(expert.task_id)
    data = {**hidden(expert.client.get(expert.path("overview")).text), "link": name}
    answers = [expert.client.post("/vraag/nieuwe-link", data=data).status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_a_withdrawn_question_shows_nobody(withdrawn):
    page = withdrawn.client.get(withdrawn.link())
    assert page.status_code == 410
    assert "hoeft niets meer te doen" in page.text
    assert "Sanne" not in page.text


def test_who_had_it_open_when_it_was_withdrawn_sees_nobody_any_more(expert):
    expert.open()
    now = experts.NOW
    expert.change(
        lambda session, task: asking.withdraw(session, task, actor=experts.STAFF, now=now)
    )
    page = expert.client.get(expert.path())
    assert "Sanne" not in page.text
    assert "Mijn kopieën zijn weg" in page.text
    answer = expert.client.get(expert.path("overview"))
    assert answer.headers["Location"] == expert.path()


def test_two_tasks_in_one_browser_do_not_mix(expert):
    expert.open()
    with expert.app.extensions["portal"].database.transaction() as session:
        other = experts.begin(session, key="other")
        other_id, key = other.id, experts.key(session)
        experts.case_of(session, other).family_name = "Ander"
    link = expert.app.extensions["portal"].links.task(other_id, key)
    path = "/" + link.split("/", 3)[3]
    data = hidden(expert.client.get(path).text)
    expert.client.post(path, data=data)
    assert "Ander" in expert.client.get(f"/vraag/{other_id}").text
    assert "de Wit" in expert.client.get(expert.path()).text
