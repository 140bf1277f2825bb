"""My request: resting data, last days, being late, who was told, the bezwaar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, ActorKind, Role
from portal.models.case import Case, Direction, Message, Procedure
from portal.models.clock import ClockEntry, ClockKind, PauseEnd, Question
from portal.models.consequence import NoticeState, RecipientNotice, Restriction
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import clock
from tests.web.citizen.walk import Walk

STAFF = Actor(ActorKind.STAFF, "cjib", None, "Esra", Role.HANDLER)
NOW = datetime.now(UTC)


@pytest.fixture
def mine(at, behind) -> Walk:
    """A citizen of CJIB who asked for a correction and proved to read the mail."""
    walk = at("cjib")
    walk.send_request("rectification")
    walk.prove(behind.code())
    return walk


def page(walk: Walk) -> str:
    return walk.get("mijn-verzoek/stand").text


def recipient(session, state: NoticeState, name: str = "RDW", **told: object) -> None:
    case = session.get(Case, 1)
    session.add(
        RecipientNotice(
            case_id=1,
            part_id=case.parts[0].id,
            activity="traffic_fines",
            recipient_nl=name,
            recipient_en=name,
            state=state,
            **told,
        )
    )


def delivered(session) -> None:
    session.get(Case, 1).status = Status.DELIVERED


def test_data_that_rest_are_marked_with_since_when(mine, behind):
    assert "Wij bewaren de gegevens, maar gebruiken ze niet sinds" in page(mine)
    assert "Wij gebruiken de gegevens even niet" in mine.page  # in what happened
    lift = date(2026, 12, 24)
    behind.change(lambda session: setattr(session.query(Restriction).one(), "lift_on", lift))
    assert "Vanaf donderdag 24 december 2026 gebruiken wij ze weer." in page(mine)
    behind.change(lambda session: setattr(session.query(Restriction).one(), "lifted_at", NOW))
    assert "maar gebruiken ze niet sinds" not in page(mine)


def test_a_last_day_that_moved_is_told_with_and_without_the_wait(mine, behind):
    first = behind.case().legal_due

    def wait(session):
        case = session.get(Case, 1)
        before = NOW.date() + timedelta(days=10)
        clock.start_pause(session, case, Question.CLARIFICATION, before, actor=STAFF, now=NOW)
        later = NOW + timedelta(days=10)
        answered = PauseEnd.ANSWERED
        clock.end_pause(session, case, Question.CLARIFICATION, answered, actor=STAFF, now=later)

    behind.change(wait)
    case = behind.case()
    assert case.legal_due > first
    text = page(mine)
    assert "Zonder het wachten op uw antwoord is de laatste dag" in text
    assert "Wat de laatste dag eerder was" in text
    assert "Toen uw verzoek binnenkwam" in text


def test_every_way_in_which_a_last_day_moved_has_its_words(mine, behind):
    def move(session):
        case = session.get(Case, 1)
        case.procedure = Procedure.BEZWAAR
        for kind in (*ClockKind, ClockKind.PAUSED):
            told = {"legal_due": case.legal_due, "deadline": case.deadline, "reason": ""}
            session.add(ClockEntry(case_id=1, kind=kind, at=NOW, **told))

    behind.change(move)
    text = page(mine)
    assert "Toen uw bezwaar binnenkwam" in text
    assert "Toen wij ons besluit nog eens uitstelden" in text


def test_a_last_day_that_never_moved_says_no_more(mine):
    assert "Wat de laatste dag eerder was" not in page(mine)
    assert "Zonder het wachten" not in mine.page


@pytest.mark.parametrize(
    ("slug", "says", "says_not"),
    [("cjib", "ingebrekestelling", "verzoekschrift"), ("akj", "verzoekschrift", "ingebreke")],
)
def test_who_waits_too_long_reads_what_can_be_done(at, behind, slug, says, says_not):
    walk = at(slug)
    walk.send_request("access")
    walk.prove(behind.code())
    assert "dat wij te laat zijn" not in page(walk)
    long_ago = date(2026, 1, 5)
    behind.change(lambda session: setattr(session.get(Case, 1), "legal_due", long_ago))
    text = page(walk)
    assert "U had ons antwoord uiterlijk op maandag 5 januari 2026 moeten krijgen." in text
    assert says in text
    assert says_not not in text


def test_once_answered_nobody_is_late(mine, behind):
    def close(session):
        case = session.get(Case, 1)
        case.legal_due, case.status, case.is_open = date(2026, 1, 5), Status.CLOSED, False

    behind.change(close)
    assert "dat wij te laat zijn" not in page(mine)


def test_who_was_told_is_listed_and_comes_as_a_letter_when_asked(mine, behind, queue):
    assert "wie weet dit?" not in page(mine)
    behind.change(delivered)
    behind.change(lambda session: recipient(session, NoticeState.TO_TELL))
    assert "Wij moeten dit nog vertellen." in page(mine)
    assert "/wie-weet-het" not in mine.page

    def tell(session):
        row = session.query(RecipientNotice).one()
        row.state, row.how, row.at = NoticeState.TOLD, "letter", NOW - timedelta(hours=1)

    behind.change(tell)
    assert "met een brief" in page(mine)
    assert "/wie-weet-het" in mine.page
    assert mine.send("mijn-verzoek/wie-weet-het").status_code == 303
    with behind.session() as session:
        letter = session.query(Letter).filter_by(kind=LetterKind.RECIPIENTS_TOLD).one()
        assert letter.facts["told"][0]["recipient"] == "RDW"
    assert queue.of(Job.MAKE_LETTER)
    assert "Wij maken een brief voor u." in page(mine)
    assert "/wie-weet-het" not in mine.page


def test_the_letter_is_made_once_for_two_presses_and_never_too_early(mine, behind):
    behind.change(delivered)
    behind.change(lambda session: recipient(session, NoticeState.TO_TELL))
    page(mine)
    mine.send("mijn-verzoek/wie-weet-het")
    assert count_told(behind) == 0

    def tell(session):
        row = session.query(RecipientNotice).one()
        row.state, row.how, row.at = NoticeState.TOLD, "letter", NOW - timedelta(hours=1)

    behind.change(tell)
    page(mine)
    mine.send("mijn-verzoek/wie-weet-het")
    mine.send("mijn-verzoek/wie-weet-het")
    assert count_told(behind) == 1


def count_told(behind) -> int:
    with behind.session() as session:
        return session.query(Letter).filter_by(kind=LetterKind.RECIPIENTS_TOLD).count()


def test_the_bezwaar_stands_with_the_request_and_leads_both_ways(mine, at, behind):
    at("cjib").send_request("access")

    def link(session):
        other = session.get(Case, 2)
        other.origin_id, other.procedure = 1, Procedure.BEZWAAR
        other.reference = "CJIB-2026-AAAA-AA"

    behind.change(link)
    assert "Uw bezwaar tegen ons antwoord" in page(mine)
    assert "CJIB-2026-AAAA-AA" in mine.page
    assert mine.send("mijn-verzoek/ga-naar/CJIB-2026-AAAA-AA").status_code == 303
    assert "Het verzoek waar het over gaat" in page(mine)


def test_what_a_bezwaar_gives_stands_with_it_and_leads_both_ways(mine, at, behind):
    at("cjib").send_request("access")

    def link(session):
        session.get(Case, 1).procedure = Procedure.BEZWAAR
        other = session.get(Case, 2)
        other.origin_id, other.reference = 1, "CJIB-2026-AAAA-AA"

    behind.change(link)
    assert "Het verzoek waarin wij ons besluit uitvoeren" in page(mine)
    mine.send("mijn-verzoek/ga-naar/CJIB-2026-AAAA-AA")
    assert "Het bezwaar waar dit uit volgt" in page(mine)


def test_nobody_goes_to_a_request_that_is_not_around_the_own_one(mine, at, behind):
    at("cjib").send_request("complaint")
    page(mine)
    other = behind.case().reference
    mine.send(f"mijn-verzoek/ga-naar/{other}")
    assert other not in page(mine)


def test_a_question_that_stops_the_clock_says_so(mine, behind):
    def ask(session):
        case = session.get(Case, 1)
        before = NOW.date() + timedelta(days=10)
        clock.start_pause(session, case, Question.CLARIFICATION, before, actor=STAFF, now=NOW)
        session.add(
            Message(
                case_id=1,
                direction=Direction.TO_CITIZEN,
                at=NOW,
                body="Welke naam?",
                asks_answer_before=before,
            )
        )

    behind.change(ask)
    assert "Zolang wij wachten, staat onze eigen tijd stil." in page(mine)


def test_a_request_that_needs_no_proof_asks_none(at, behind):
    walk = at("bijstand-in-jeugdzorg")
    walk.send_request("consent_withdrawal")
    reader = at("bijstand-in-jeugdzorg")
    reader.fill(behind.link("bijstand-in-jeugdzorg"))
    text = page(reader)
    assert "Je toestemming geldt niet meer" in text  # in what happened
    assert "Wij moeten je e-mailadres nog controleren" not in text
    assert "/verzoek/code" in text  # for who wants to read it back
