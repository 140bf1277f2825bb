"""The way back: asked for without telling who has a request, used once."""

from __future__ import annotations

import re

import pytest

from portal.models.identity import AccessLink, Attempt
from portal.models.mail import OutgoingMail
from portal.models.reference import spell_reference
from tests.web.citizen.walk import Walk, faults, hidden

STRANGER = "nobody@voorbeeld.example"


def without_tokens(page: str) -> str:
    return re.sub(r'value="[^"]*"', "", page)


def test_looking_at_a_link_uses_nothing_and_writes_nothing(app, walk, behind):
    walk.send_request("access")
    scanner = app.test_client()
    for _ in range(3):
        assert scanner.get(behind.link()).status_code == 200
        assert scanner.head(behind.link()).status_code == 200
    with behind.session() as session:
        assert session.get(AccessLink, 1).used_at is None


def test_the_button_opens_it_once_and_the_address_keeps_no_token(app, walk, behind):
    walk.send_request("access")
    path = behind.link()
    mine = Walk(app.test_client())
    response = mine.fill(path)
    assert response.headers["Location"].endswith("/mijn-verzoek/stand")
    assert behind.case().reference in mine.get("mijn-verzoek/stand").text
    other = Walk(app.test_client())
    assert other.get(path).status_code == 410
    data = {"csrf_token": hidden(other.get("mijn-verzoek").text)["csrf_token"]}
    assert other.client.post(path, data=data).status_code == 410


@pytest.mark.parametrize("token", ["x", "a.b", "%00", "..", "ImFiYyI.sign"])
def test_a_token_that_is_not_ours_is_told_kindly(walk, token):
    response = walk.client.get(f"/juridisch-loket/mijn-verzoek/{token}")
    assert response.status_code in (404, 410)


def test_a_link_opens_nothing_at_another_organisation(app, walk, behind):
    walk.send_request("access")
    path = behind.link().replace("juridisch-loket", "akj")
    assert app.test_client().get(path).status_code == 410


def test_the_answer_is_the_same_whether_a_request_exists(at, walk, behind):
    walk.send_request("access")
    case = behind.case()
    mails = behind.count(OutgoingMail)
    pages = []
    for reference, email in (
        (case.reference, case.email),
        (case.reference, STRANGER),
        (spell_reference("JL", 2026, 4711), case.email),
    ):
        browser = at("juridisch-loket")
        response = browser.fill("mijn-verzoek", reference=reference, email=email)
        assert response.status_code == 200
        pages.append(without_tokens(response.text))
    assert len(set(pages)) == 1
    assert behind.count(OutgoingMail) == mails + 1


def test_the_answer_does_not_come_sooner_for_nobody(at, behind, monkeypatch):
    from portal.web.citizen import link

    slept = []
    monkeypatch.setattr(link, "EVEN_SECONDS", 5.0)
    monkeypatch.setattr(link.time, "sleep", slept.append)
    reference = spell_reference("AKJ", 2026, 4711)
    assert at("akj").fill("mijn-verzoek", reference=reference, email=STRANGER).text
    assert len(slept) == 1
    assert 0 < slept[0] <= 5


@pytest.mark.parametrize(
    ("reference", "email", "wrong"),
    [
        ("", "", {"reference", "email"}),
        ("JL-2026", "a@b.nl", {"reference"}),
        ("x" * 10_000, "a@b.nl", {"reference"}),
        ("<script>", "anna", {"reference", "email"}),
        ("'; DROP TABLE", "a@b@c", {"reference", "email"}),
        ("{{7*7}}", "anna@voorbeeld.nl\r\nBcc: x@y.nl", {"reference", "email"}),
    ],
)
def test_what_is_wrong_is_told_at_the_field(walk, behind, reference, email, wrong):
    response = walk.fill("mijn-verzoek", reference=reference, email=email)
    assert response.status_code == 422
    assert set(faults(response.text)) == wrong
    assert "<script>" not in response.text
    assert behind.count(Attempt) == 0


def test_guessing_references_ends_at_a_friendly_page(walk, behind):
    walk.send_request("access")
    reference = behind.case().reference
    codes = {
        walk.fill("mijn-verzoek", reference=reference, email=f"{n}@voorbeeld.nl").status_code
        for n in range(31)
    }
    assert codes == {200, 429}


def test_the_link_keeps_the_language(app, walk, behind):
    walk.get("?taal=en")
    walk.send_request("access")
    walk.prove(behind.code())
    assert "My request" in walk.get("mijn-verzoek/stand").text
