"""Sessions that ran out lose nothing; forms from elsewhere store nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.models.case import Case, Draft, Message
from tests.web.citizen.pages import PAGES, come_to
from tests.web.citizen.walk import PERSON, SAME_ORIGIN, Walk, hidden

TYPED = PERSON | {"family_name": "Jansen-de Vries"}


def at_the_name(walk: Walk) -> dict[str, str]:
    """Come to the question for the name; gives the form's hidden fields."""
    walk.begin("access")
    walk.fill("verzoek/inzage", scope="all")
    walk.get("verzoek/over-wie")
    return hidden(walk.page)


def stored(behind):
    with behind.session() as session:
        return session.scalars(select(Draft)).one().answers


def test_after_the_session_ended_the_typed_text_is_shown_again_and_not_stored(app, walk, behind):
    form = at_the_name(walk)
    later = Walk(app.test_client())
    response = later.client.post(
        later.address("verzoek/over-wie"), data=form | TYPED, headers=SAME_ORIGIN
    )
    assert response.status_code == 200
    assert "Jansen-de Vries" in response.text
    assert "U was even weg" in response.text
    assert "about" not in stored(behind)
    later.page = response.text
    assert later.send("verzoek/over-wie", **TYPED).status_code == 303
    assert stored(behind)["about"]["family_name"] == "Jansen-de Vries"
    assert stored(behind)["access"] == {"scope": "all"}


WITH_TEXT = [page for page in PAGES if page.needed + page.free]


@pytest.mark.parametrize("page", WITH_TEXT, ids=[page.slug for page in WITH_TEXT])
def test_no_question_loses_its_text_with_the_session(app, at, behind, page):
    walk = at(page.organisation)
    come_to(walk, page)
    walk.get(f"verzoek/{page.slug}")
    name = (page.needed + page.free)[-1]
    typed = hidden(walk.page) | page.typed | {name: "Wat ik lang heb zitten typen"}
    later = Walk(app.test_client(), page.organisation)
    response = later.client.post(
        later.address(f"verzoek/{page.slug}"), data=typed, headers=SAME_ORIGIN
    )
    assert response.status_code == 200
    assert "Wat ik lang heb zitten typen" in response.text
    assert "Wat ik lang heb zitten typen" not in str(stored(behind))


def test_the_first_question_survives_as_well(app, walk, behind):
    walk.get("verzoek/wat")
    form = hidden(walk.page) | {"rights": "erasure"}
    later = app.test_client()
    response = later.post("/juridisch-loket/verzoek/wat", data=form, headers=SAME_ORIGIN)
    assert response.status_code == 200
    assert behind.count(Draft) == 0
    again = Walk(later)
    again.page = response.text
    assert again.send("verzoek/wat", rights="erasure").status_code == 303


def test_sending_after_the_session_ended_asks_for_one_more_press(app, walk, behind):
    walk.to_the_check()
    form = hidden(walk.page)
    later = Walk(app.test_client())
    response = later.client.post(
        later.address("verzoek/controleren"), data=form, headers=SAME_ORIGIN
    )
    assert response.status_code == 200
    assert behind.count(Case) == 0
    later.page = response.text
    assert later.send("verzoek/controleren").status_code == 303
    assert behind.count(Case) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
@pytest.mark.parametrize("path", ["over-wie", "controleren"])
def test_a_form_from_elsewhere_is_refused(app, walk, behind, headers, path):
    walk.to_the_check()
    form = hidden(walk.page)
    for client in (app.test_client(), walk.client):
        response = client.post(
            walk.address(f"verzoek/{path}"),
            data=form | TYPED | {"csrf_token": "guess"},
            headers=headers,
        )
        assert response.status_code == 400
    assert behind.count(Case) == 0
    assert stored(behind)["about"]["family_name"] == "van den Berg"


def test_an_older_browser_that_only_names_the_origin_is_believed(app, walk):
    form = at_the_name(walk)
    response = app.test_client().post(
        "/juridisch-loket/verzoek/over-wie",
        data=form | TYPED,
        headers={"Origin": "http://localhost"},
    )
    assert response.status_code == 200


def test_a_stranger_cannot_put_somebody_into_the_own_draft(app, walk, behind):
    form = at_the_name(walk)
    victim = Walk(app.test_client())
    victim.get("verzoek/wat")
    data = form | TYPED | {"csrf_token": hidden(victim.page)["csrf_token"]}
    response = victim.client.post(victim.address("verzoek/over-wie"), data=data)
    assert response.status_code == 200  # shown, with a warning; nothing stored
    assert "about" not in stored(behind)


def test_a_name_of_a_draft_that_was_tampered_with_leads_nowhere(walk, behind):
    form = at_the_name(walk)
    form["draft"] = form["draft"][:-3] + "abc"
    response = walk.client.post(walk.address("verzoek/over-wie"), data=form | TYPED)
    assert response.status_code == 410
    assert "Jansen-de Vries" in response.text
    assert "about" not in stored(behind)


def test_two_tabs_do_not_mix(walk, behind):
    first = at_the_name(walk)
    walk.get("verzoek/voor-wie?recht=complaint")
    walk.send("verzoek/voor-wie", whom="self")
    response = walk.client.post(walk.address("verzoek/over-wie"), data=first | TYPED)
    assert response.status_code == 303
    with behind.session() as session:
        answers = [draft.answers for draft in session.scalars(select(Draft).order_by(Draft.id))]
    assert answers[0]["about"]["family_name"] == "Jansen-de Vries"
    assert "about" not in answers[1]


def test_a_page_without_a_session_says_so_and_begins_again(walk):
    response = walk.get("verzoek/over-wie")
    assert response.headers["Location"].endswith("/verzoek/wat")
    assert "sessie is verlopen" in walk.get("verzoek/wat").text


def test_an_unsent_message_waits_for_the_next_session(app, walk, behind):
    walk.send_request("access")
    walk.prove(behind.code())
    walk.get("mijn-verzoek/stand")
    form = hidden(walk.page) | {"body": "Ik bedoel de brief van mei."}
    form["request"] = walk.page.split('name="request" value="')[1].split('"')[0]
    later = Walk(app.test_client())
    response = later.client.post(
        later.address("mijn-verzoek/bericht"), data=form, headers=SAME_ORIGIN
    )
    assert response.headers["Location"].endswith("/mijn-verzoek")
    assert behind.count(Message) == 0
    later.fill(behind.link())
    assert "Ik bedoel de brief van mei." in later.get("mijn-verzoek/stand").text


def test_an_unsent_message_is_shown_at_no_other_request(app, walk, behind):
    walk.send_request("access")
    walk.prove(behind.code())
    walk.get("mijn-verzoek/stand")
    token = walk.page.split('name="request" value="')[1].split('"')[0]
    later = Walk(app.test_client())
    data = {"body": "Geheim voor een ander", "request": token}
    later.client.post(later.address("mijn-verzoek/bericht"), data=data, headers=SAME_ORIGIN)
    Walk(app.test_client()).send_request("complaint")
    later.fill(behind.link())
    assert "Geheim" not in later.get("mijn-verzoek/stand").text


def test_over_https_a_form_needs_no_referer(walk):
    page = walk.client.get("/juridisch-loket/mijn-verzoek", base_url="https://localhost")
    response = walk.client.post(
        "/juridisch-loket/mijn-verzoek", data=hidden(page.text), base_url="https://localhost"
    )
    assert response.status_code == 422
