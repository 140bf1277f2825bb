"""The page for the code, and what a session without proof may see."""

from __future__ import annotations

import pytest

from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case
from portal.models.identity import IdentityChallenge
from portal.services import identification
from tests.web.citizen.walk import Walk, faults


def wrong(behind) -> str:
    return f"{(int(behind.code()) + 1) % 10**6:06}"


def test_the_right_code_opens_the_request(walk, behind):
    walk.send_request("access")
    code = behind.code()
    response = walk.prove(f" {code[:3]} {code[3:]} ")
    assert response.headers["Location"].endswith("/mijn-verzoek/stand")
    assert behind.case().identity_level == 1
    assert behind.case().reference in walk.get("mijn-verzoek/stand").text


def test_before_the_code_the_request_stays_closed(walk):
    walk.send_request("access")
    assert walk.get("mijn-verzoek/stand").headers["Location"].endswith("/mijn-verzoek")


def test_the_session_gets_a_new_id_with_the_proof(walk, behind):
    walk.send_request("access")
    before = walk.client.get_cookie("session").value
    walk.prove(behind.code())
    assert walk.client.get_cookie("session").value != before


def test_a_wrong_code_counts_although_the_page_is_an_error(walk, behind):
    walk.send_request("access")
    for number in range(1, 6):
        response = walk.prove(wrong(behind))
        assert response.status_code == 422
        assert "code" in faults(response.text)
        with behind.session() as session:
            assert session.get(IdentityChallenge, 1).tries == number
    assert walk.prove(behind.code()).status_code == 422
    assert behind.case().identity_level == 0


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "<script>", "1" * 500, "{{7*7}}", "\x00"])
def test_what_is_no_code_is_told_and_costs_no_try(walk, behind, typed):
    walk.send_request("access")
    response = walk.prove(typed)
    assert "code" in faults(response.text)
    assert "<script>" not in response.text
    with behind.session() as session:
        assert session.get(IdentityChallenge, 1).tries == 0


def test_the_address_is_masked(walk):
    walk.send_request("access")
    page = walk.get("verzoek/code").text
    assert "a•••@voorbeeld.example" in page
    assert "anna@" not in page


def test_a_new_code_ends_the_old_one(walk, behind):
    walk.send_request("access")
    old = behind.code()
    walk.get("verzoek/code")
    walk.send("verzoek/code/nieuw")
    assert behind.count(IdentityChallenge) == 2
    if old != behind.code():
        assert walk.prove(old).status_code == 422
    assert walk.prove(behind.code()).status_code == 303


def test_after_many_codes_it_says_to_wait(walk, behind):
    walk.send_request("access")
    for _ in range(6):
        walk.get("verzoek/code")
        walk.send("verzoek/code/nieuw")
    assert behind.count(IdentityChallenge) == 5
    assert "Wacht een uur" in walk.get("verzoek/code").text


def test_who_sent_nothing_has_no_code_to_fill_in(walk):
    assert walk.get("verzoek/code").headers["Location"].endswith("/mijn-verzoek")


def test_a_code_is_asked_at_its_own_organisation_only(app, walk, behind):
    walk.send_request("access")
    elsewhere = Walk(walk.client, "akj")
    assert elsewhere.get("verzoek/code").headers["Location"].endswith("/akj/mijn-verzoek")
    assert elsewhere.get("verzoek/verzonden").status_code == 302


def test_proof_at_the_desk_opens_nothing_for_who_only_typed_the_request(walk, behind):
    walk.send_request("access")
    staff = Actor(ActorKind.STAFF, "juridisch-loket", None, "Esra", Role.HANDLER)

    def prove(session):
        case = session.get(Case, 1)
        identification.record_desk(session, case, "passport", staff, case.received_at)

    behind.change(prove)
    assert walk.get("verzoek/code").status_code == 200
    assert walk.get("mijn-verzoek/stand").status_code == 302
