"""My request: shown to who may see it, with what can still be done."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.law.lifecycle import Action, Status
from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.case import Case, Direction, Message, Procedure
from portal.models.document import Document, DocumentKind
from tests.web.citizen.walk import Walk, faults

STAFF = Actor(ActorKind.STAFF, "juridisch-loket", None, "Esra", Role.HANDLER)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def signed_in(walk, behind) -> Walk:
    """A citizen who sent a request and proved to read the mail."""
    walk.send_request("access", "complaint")
    walk.prove(behind.code())
    walk.get("mijn-verzoek/stand")
    return walk


def put(app, behind, kind=DocumentKind.LETTER, case_id=1, released=NOW) -> int:
    """A document of a case; gives its id."""
    files = app.extensions["portal"].files
    content = b"%PDF-1.7 test"
    import hashlib

    with behind.session() as session:
        document = Document(
            case_id=case_id,
            kind=kind,
            name=f"{kind.value}.pdf",
            key=files.put(content),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            created_at=NOW,
            released_at=released,
        )
        session.add(document)
        session.flush()
        return document.id


def token_of(walk: Walk) -> str:
    return walk.page.split('name="request" value="')[1].split('"')[0]


def test_it_shows_status_last_day_timeline_and_what_was_asked(signed_in, behind):
    page = signed_in.page
    assert "Wij hebben uw verzoek ontvangen. Wij beginnen er snel aan." in page
    assert "Waarom deze datum?" in page
    assert "Mijn brief ging naar de buren" in page
    assert "Verzoek intrekken" not in page
    assert "/mijn-verzoek/intrekken" in page


def test_a_message_goes_to_the_organisation(signed_in, behind):
    response = signed_in.send("mijn-verzoek/bericht", request=token_of(signed_in), body="Dag!")
    assert response.status_code == 303
    assert "Dag!" in signed_in.get("mijn-verzoek/stand").text
    assert [each.direction for each in behind.case().messages] == [Direction.FROM_CITIZEN]


@pytest.mark.parametrize("body", ["", "   ", "x" * 4001, "mijn nummer is 111222333"])
def test_a_message_that_cannot_be_sent_is_kept_on_the_page(signed_in, behind, body):
    response = signed_in.send("mijn-verzoek/bericht", request=token_of(signed_in), body=body)
    assert response.status_code == 422
    assert "body" in faults(response.text)
    assert body.strip() in response.text
    assert behind.count(Message) == 0


def test_markup_in_a_message_comes_out_as_text(signed_in):
    token = token_of(signed_in)
    signed_in.send("mijn-verzoek/bericht", request=token, body="<script>alert(1)</script>{{7*7}}")
    page = signed_in.get("mijn-verzoek/stand").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_messages_of_staff_are_shown_and_notes_are_not(signed_in, behind):
    def write(session):
        case = session.get(Case, 1)
        case.messages.append(Message(direction=Direction.TO_CITIZEN, at=NOW, body="Welke brief?"))
        case.messages.append(Message(direction=Direction.NOTE, at=NOW, body="Lastige meneer"))

    behind.change(write)
    page = signed_in.get("mijn-verzoek/stand").text
    assert "Welke brief?" in page
    assert "Lastige" not in page


def test_a_message_in_another_language_than_the_page_says_so(signed_in):
    signed_in.send("mijn-verzoek/bericht", request=token_of(signed_in), body="Dag!")
    assert "<span>Dag!</span>" in signed_in.get("mijn-verzoek/stand").text
    assert '<span lang="nl">Dag!</span>' in signed_in.get("mijn-verzoek/stand?taal=en").text


def test_withdrawing_is_asked_once_more_and_then_for_good(signed_in, behind):
    page = signed_in.get("mijn-verzoek/intrekken").text
    assert "niet ongedaan maken" in page
    assert behind.case().status is Status.RECEIVED
    assert signed_in.send("mijn-verzoek/intrekken").status_code == 303
    assert behind.case().status is Status.WITHDRAWN
    page = signed_in.get("mijn-verzoek/stand").text
    assert "U heeft dit verzoek ingetrokken." in page
    assert 'name="body"' not in page
    assert signed_in.get("mijn-verzoek/intrekken").status_code == 302


def test_who_takes_a_bezwaar_back_reads_that_the_decision_stays(signed_in, behind):
    def make(session):
        session.get(Case, 1).procedure = Procedure.BEZWAAR

    behind.change(make)
    page = signed_in.get("mijn-verzoek/intrekken").text
    assert "Ons besluit blijft zoals het is." in page
    assert "Een nieuw bezwaar kan alleen zolang de zes weken lopen." in page
    assert "nieuw verzoek" not in page
    page = signed_in.get("mijn-verzoek/stand").text
    assert "Mijn bezwaar intrekken" in page
    assert "Uw verzoek" not in page


def test_a_decided_request_cannot_be_withdrawn(signed_in, behind):
    signed_in.get("mijn-verzoek/intrekken")

    def decide(session):
        case = session.get(Case, 1)
        for action in (Action.TAKE, Action.PROPOSE, Action.APPROVE):
            case.advance(action, STAFF, NOW)

    behind.change(decide)
    assert signed_in.send("mijn-verzoek/intrekken").status_code == 409


def test_a_document_is_handed_over_and_that_is_written_down(app, signed_in, behind):
    number = put(app, behind)
    assert "Ons antwoord op uw verzoek" in signed_in.get("mijn-verzoek/stand").text
    response = signed_in.get(f"mijn-verzoek/document/{number}")
    assert response.data == b"%PDF-1.7 test"
    assert response.headers["Content-Disposition"] == "attachment; filename=letter.pdf"
    with behind.session() as session:
        assert session.get(Document, number).downloaded_at is not None
        assert session.query(AuditEvent).filter_by(action="downloaded").count() == 1


def test_what_is_not_released_or_of_another_case_does_not_exist(app, at, signed_in, behind):
    hidden_one = put(app, behind, released=None)
    at("juridisch-loket").send_request("access")
    theirs = put(app, behind, case_id=2)
    for number in (hidden_one, theirs, 999):
        assert signed_in.get(f"mijn-verzoek/document/{number}").status_code == 404


def test_by_the_link_alone_the_typed_contents_stay_closed(app, at, behind):
    at("juridisch-loket").send_request("complaint")
    put(app, behind, DocumentKind.RECEIPT)
    reader = at("juridisch-loket")
    reader.fill(behind.link())
    page = reader.get("mijn-verzoek/stand").text
    assert "buren" not in page
    assert "Ontvangstbewijs" not in page
    assert "/verzoek/code" in page


def test_the_receipt_page_looks_again_until_it_is_made(app, walk, behind):
    walk.send_request("access")
    response = walk.get("verzoek/ontvangstbewijs")
    assert 'http-equiv="refresh"' not in response.text  # WCAG 2.2.1: no page moves by itself
    put(app, behind, DocumentKind.RECEIPT)
    assert walk.get("verzoek/ontvangstbewijs").mimetype == "application/pdf"


def test_closing_ends_the_session(signed_in):
    signed_in.get("mijn-verzoek/stand")
    assert signed_in.send("mijn-verzoek/sluiten").status_code == 303
    assert signed_in.get("mijn-verzoek/stand").status_code == 302
    assert signed_in.get("verzoek/verzonden").status_code == 302


def test_the_page_exists_at_no_other_organisation(signed_in):
    elsewhere = Walk(signed_in.client, "akj")
    assert elsewhere.get("mijn-verzoek/stand").headers["Location"].endswith("/akj/mijn-verzoek")


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.RECEIVED])
def test_every_status_has_its_sentence(signed_in, behind, status):
    def move(session):
        session.get(Case, 1).status = status

    behind.change(move)
    assert signed_in.get("mijn-verzoek/stand").status_code == 200


def test_a_question_says_by_when_to_answer_and_what_happens_without(signed_in, behind):
    asked = Message(
        case_id=behind.case().id,
        direction=Direction.TO_CITIZEN,
        at=NOW,
        body="Welke brief bedoelt u?",
        asks_answer_before=date(2026, 12, 4),
    )
    behind.change(lambda session: session.add(asked))
    signed_in.get("mijn-verzoek/stand")
    assert "Antwoord uiterlijk op vrijdag 4 december 2026." in signed_in.page
    assert "dan beslissen wij met wat wij hebben" in signed_in.page
