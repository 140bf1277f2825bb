"""Asking: the whole road, and what is wrong on the way."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from portal.law.rights import Right
from portal.models.case import Case, Draft
from portal.models.identity import Attempt
from portal.models.mail import MailKind, OutgoingMail
from portal.organisations.loading import BUILT_IN, load_all
from portal.queueing import Job
from tests.web.citizen.walk import CONTACT, PERSON, SAME_ORIGIN, faults, hidden

ORGANISATIONS = load_all(BUILT_IN)


@pytest.mark.parametrize("slug", sorted(ORGANISATIONS))
def test_a_request_with_every_right_arrives_as_one_case(at, behind, queue, slug):
    offered = [each.right.value for each in ORGANISATIONS[slug].rights]
    walk = at(slug)
    response = walk.send_request(*offered)
    assert response.status_code == 303
    case = behind.case()
    assert {part.right.value for part in case.parts} == set(offered)
    assert case.name == "Anna van den Berg"
    assert case.legal_due > case.received_date
    assert case.reference in walk.get("verzoek/verzonden").text
    assert queue.of(Job.MAKE_RECEIPT) == [case.id]
    assert len(queue.of(Job.SEND_MAIL)) == 2
    assert behind.count(Draft) == 0


def test_the_answers_of_each_right_are_stored_with_it(at, behind):
    at("cjib").send_request("rectification", "human_review")
    parts = {part.right: part.answers for part in behind.case().parts}
    assert parts[Right.RECTIFICATION] == {
        "kind": "wrong",
        "field": "Mijn naam",
        "old": "Ana",
        "new": "Anna",
        "proof": "Mijn paspoort",
    }
    assert parts[Right.HUMAN_REVIEW] == {
        "activities": ["traffic_fines"],
        "decision": "De boete van 3 maart",
    }


def test_who_comes_from_a_tile_is_not_asked_again_what_they_want(walk, behind):
    walk.get("verzoek/voor-wie?recht=access")
    assert "Zien welke gegevens" in walk.page
    response = walk.send("verzoek/voor-wie", whom="self")
    assert response.headers["Location"].endswith("/verzoek/inzage")


def test_a_button_in_the_register_chooses_that_activity(walk, behind):
    walk.get("verzoek/voor-wie?recht=access&activiteit=advice")
    walk.send("verzoek/voor-wie", whom="self")
    walk.fill("verzoek/over-wie", **PERSON)
    walk.fill("verzoek/contact", **CONTACT)
    walk.fill("verzoek/controleren")
    assert behind.case().parts[0].answers == {"scope": "some", "activities": ["advice"]}


def test_asking_for_oneself_never_asks_who_acts(walk):
    response = walk.begin("access")
    assert response.headers["Location"].endswith("/verzoek/inzage")


def test_going_back_keeps_the_answers(walk):
    walk.to_the_check()
    assert 'value="van den Berg"' in walk.get("verzoek/over-wie").text
    assert 'value="anna@voorbeeld.example"' in walk.get("verzoek/contact").text


def test_changing_one_answer_leads_back_to_the_check(walk):
    walk.to_the_check()
    response = walk.fill("verzoek/contact", email="other@voorbeeld.example")
    assert response.headers["Location"].endswith("/verzoek/controleren")


def test_adding_a_right_at_the_end_asks_its_questions(walk):
    walk.to_the_check()
    response = walk.fill("verzoek/wat", rights=["access", "complaint"])
    assert response.headers["Location"].endswith("/verzoek/klacht")


def test_a_step_of_a_right_not_offered_leads_nowhere_in_the_case(at, behind):
    walk = at("burojij")
    response = walk.fill("verzoek/wat", rights=["human_review"])
    assert response.status_code == 422
    assert "rights" in faults(response.text)
    assert behind.count(Draft) == 0


def test_sent_twice_it_is_one_case_with_the_same_receipt(walk, behind):
    walk.to_the_check()
    first = walk.send("verzoek/controleren")
    again = walk.send("verzoek/controleren")
    assert first.headers["Location"] == again.headers["Location"]
    assert behind.count(Case) == 1
    assert behind.case().reference in walk.get("verzoek/verzonden").text


def test_sent_again_later_without_a_session_it_shows_nothing(app, walk, behind):
    walk.to_the_check()
    form = hidden(walk.page)
    walk.send("verzoek/controleren")
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    behind.change(lambda session: session.execute(update(Case).values(received_at=long_ago)))
    stranger = app.test_client()
    response = stranger.post("/juridisch-loket/verzoek/controleren", data=form, headers=SAME_ORIGIN)
    assert response.status_code == 410
    assert behind.case().reference not in response.text
    assert behind.count(Case) == 1


def test_too_much_at_once_is_refused_with_a_page(walk, behind):
    walk.get("verzoek/wat")
    response = walk.send("verzoek/wat", rights="x" * 1_100_000)
    assert response.status_code == 413
    assert "<h1>" in response.text
    assert behind.count(Draft) == 0


def test_too_many_requests_of_one_sender_wait_with_their_text(app, behind, at):
    settings = app.extensions["portal"].settings
    object.__setattr__(settings, "intake_per_hour", 2)
    for _ in range(2):
        assert at("akj").send_request("access").status_code == 303
    walk = at("akj")
    response = walk.send_request("access")
    assert response.status_code == 429
    assert behind.count(Case) == 2
    assert behind.count(Draft) == 1
    behind.change(lambda session: session.execute(delete(Attempt)))
    assert walk.fill("verzoek/controleren").status_code == 303
    assert behind.count(Case) == 3


def test_a_sender_cannot_fill_the_database_with_drafts(app, behind, at):
    object.__setattr__(app.extensions["portal"].settings, "intake_per_hour", 1)
    answers = [at("akj").fill("verzoek/wat", rights=["access"]).status_code for _ in range(4)]
    assert answers == [303, 303, 303, 429]
    assert behind.count(Draft) == 3


def test_stopping_erases_what_was_typed(walk, behind):
    walk.begin("access")
    assert behind.count(Draft) == 1
    walk.get("verzoek/inzage")
    walk.send("verzoek/weggooien")
    assert behind.count(Draft) == 0


def test_skipping_questions_leads_back_to_the_first_open_one(walk, behind):
    walk.begin("access")
    response = walk.get("verzoek/controleren")
    assert response.headers["Location"].endswith("/verzoek/inzage")
    walk.get("verzoek/inzage")
    response = walk.send("verzoek/controleren")
    assert response.headers["Location"].endswith("/verzoek/inzage")
    assert behind.count(Case) == 0


def test_a_draft_of_one_organisation_does_not_exist_at_another(app, at, behind):
    walk = at("akj")
    walk.begin("access")
    walk.get("verzoek/inzage")
    form = hidden(walk.page) | {"scope": "all"}
    response = walk.client.post("/cjib/verzoek/inzage", data=form)
    assert response.status_code == 410
    with behind.session() as session:
        assert "access" not in session.scalars(select(Draft)).one().answers


def test_the_first_mails_hold_nothing_of_the_request(walk, behind):
    walk.send_request("access", "complaint")
    with behind.session() as session:
        mails = session.scalars(select(OutgoingMail)).all()
        assert {mail.kind for mail in mails} == {MailKind.RECEIPT, MailKind.CODE}
        assert all("buren" not in str(mail.facts) for mail in mails)


def test_an_unknown_step_does_not_exist(walk):
    assert walk.get("verzoek/nergens").status_code == 404
