"""Questions nobody answered: reminded in time, then decided and never forgotten."""

import pytest

from portal.language.words import local_date
from portal.law.grounds import Need, Outcome
from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.audit import Actor, ActorKind, AuditEvent
from portal.models.clock import PauseEnd, Question
from portal.models.letter import Letter
from portal.models.mail import MailKind, OutgoingMail
from portal.services import clock, identification, lapsing, progress, proposing, review, signals
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.outcomes import SHORTEST_REASON
from portal.services.signals import Signal
from tests.services import stories
from tests.services.days import DOUBT, WORDS, Desk, after

LATER = 16


def lapse(desk, days=LATER):
    (pause,) = clock.pauses_of(desk.session, desk.case)
    lapsing.lapse(desk.session, desk.case, pause, desk.organisation, now=after(days))
    desk.session.flush()
    return pause


@pytest.fixture
def desk(sqlite_database):
    with sqlite_database.transaction() as session:
        yield Desk(session)


def test_silence_about_identity_prepares_a_refusal_with_all_that_it_needs(desk):
    desk.ask(days=1)
    pause = lapse(desk)
    (part,) = desk.case.parts
    assert desk.case.status is Status.IN_TREATMENT
    assert (part.outcome, part.ground) == (Outcome.REFUSED, "identity_doubt_unresolved")
    assert part.needs == {
        Need.REASON_FOR_DOUBT.value: DOUBT,
        Need.WHAT_WAS_ASKED.value: WORDS,
        Need.WHEN_ASKED.value: "2026-11-21",
    }
    assert len(part.reason) >= SHORTEST_REASON
    assert "zaterdag 5 december 2026" in part.reason
    assert (pause.ended_by, pause.ended_on) == (PauseEnd.LAPSED, pause.answer_before)


def test_what_is_prepared_can_be_proposed_as_it_is(desk):
    desk.ask(days=1)
    lapse(desk)
    facts = review.facts_of(desk.session, desk.case)
    assert proposing.hindrances(desk.case, desk.organisation, facts, local_date(after(LATER))) == ()


def test_silence_about_what_is_meant_prepares_a_refusal_too(desk):
    desk.ask(days=1, question=Question.CLARIFICATION)
    lapse(desk)
    (part,) = desk.case.parts
    assert part.ground == "cannot_identify"
    assert WORDS in part.needs[Need.INVITATION_TO_SUPPLY_MORE.value]
    assert len(part.needs[Need.DEMONSTRATION.value]) > 20


def test_silence_about_what_is_meant_refuses_nothing_when_data_were_found(desk):
    stories.find(desk.session, desk.case, [[["Onderwerp", "Subject", "huur"]]])
    desk.ask(days=1, question=Question.CLARIFICATION)
    lapse(desk)
    assert (desk.case.parts[0].outcome, desk.case.parts[0].needs) == (None, {})
    assert Signal.NO_REPLY in signals.of(desk.session, desk.case, local_date(after(LATER)))


def test_silence_about_what_is_meant_refuses_nothing_to_somebody_we_know(desk):
    identification.record_desk(desk.session, desk.case, "passport", desk.member.actor(), after(1))
    desk.ask(days=1, question=Question.CLARIFICATION)
    lapse(desk)
    assert desk.case.parts[0].outcome is None


def test_who_wrote_after_the_question_was_not_silent(desk):
    desk.ask(days=1)
    write(desk, "Ik kan niet naar de balie komen. Kan het anders?", days=3)
    lapse(desk)
    assert (desk.case.parts[0].outcome, desk.case.status) == (None, Status.IN_TREATMENT)


def test_what_was_written_before_the_question_is_no_answer_to_it(desk):
    write(desk, "Hoe lang duurt het?", days=0.5)
    desk.ask(days=1)
    lapse(desk)
    assert desk.case.parts[0].ground == "identity_doubt_unresolved"


def test_a_better_proof_takes_the_prepared_refusal_away(desk):
    desk.ask(days=1)
    lapse(desk)
    prove(desk, days=17)
    (part,) = desk.case.parts
    assert (part.outcome, part.ground, part.needs, part.reason) == (None, None, {}, "")


def test_a_refusal_for_doubt_goes_no_further_once_the_doubt_is_gone(desk):
    desk.ask(days=1)
    lapse(desk)
    facts = review.facts_of(desk.session, desk.case)
    actor = desk.member.actor()
    propose = {"unanswered_seen": True, "actor": actor, "now": after(LATER)}
    proposing.propose(desk.case, desk.organisation, facts, **propose)
    prove(desk, days=17)
    today = local_date(after(17))
    (part,) = desk.case.parts
    assert part.ground == "identity_doubt_unresolved"
    assert proposing.hindrances(desk.case, desk.organisation, facts, today) == (
        Hindrance(Obstacle.IDENTITY_PROVEN, part.id),
    )
    assert Signal.AFTER_PROPOSAL in signals.of(desk.session, desk.case, today)


def test_an_approver_sees_that_the_citizen_wrote_after_the_proposal(desk):
    desk.ask(days=1)
    lapse(desk)
    facts = review.facts_of(desk.session, desk.case)
    today = local_date(after(17))
    write(desk, "Vraag van voor het voorstel.", days=16.1)
    propose = {"unanswered_seen": True, "actor": desk.member.actor(), "now": after(16.5)}
    proposing.propose(desk.case, desk.organisation, facts, **propose)
    assert Signal.AFTER_PROPOSAL not in signals.of(desk.session, desk.case, today)
    write(desk, "Mijn paspoort is gezien.", days=17)
    assert Signal.AFTER_PROPOSAL in signals.of(desk.session, desk.case, today)


def prove(desk, days):
    seen = (desk.session, desk.case, "passport", desk.member.actor(), after(days))
    identification.record_desk(*seen)


def write(desk, body, days):
    citizen = Actor.citizen(desk.case.organisation)
    progress.write_message(desk.session, desk.case, body, actor=citizen, now=after(days))


def test_the_texts_are_in_the_language_of_the_citizen(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, language="en")
        desk.ask(days=1)
        lapse(desk)
        assert desk.case.parts[0].reason.startswith("On Saturday 21 November 2026 we asked you")


@pytest.mark.parametrize("right", [Right.COMPLAINT, Right.HUMAN_REVIEW])
def test_a_right_that_the_ground_does_not_fit_stays_open(sqlite_database, right):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib", right=right, answers={"what": "x"})
        desk.ask(days=1, question=Question.CLARIFICATION)
        lapse(desk)
        assert (desk.case.parts[0].outcome, desk.case.status) == (None, Status.IN_TREATMENT)


def test_what_a_handler_filled_in_before_stays(desk):
    desk.ask(days=1)
    desk.case.parts[0].outcome = Outcome.NOTHING_HELD
    lapse(desk)
    assert (desk.case.parts[0].outcome, desk.case.parts[0].ground) == (Outcome.NOTHING_HELD, None)


def test_the_portal_ends_the_waiting_and_the_trail_says_so_without_texts(desk):
    desk.ask(days=1)
    lapse(desk)
    event = desk.session.query(AuditEvent).filter_by(action="lapse").one()
    assert event.actor_kind is ActorKind.PORTAL
    assert event.detail["prepared"] == [desk.case.parts[0].id]
    assert DOUBT not in str(event.detail)


def test_a_lapse_found_late_counts_until_the_day_that_was_given(desk):
    desk.ask(days=1)
    waiting = desk.case.legal_due
    pause = lapse(desk, days=25)
    assert (pause.ended_on, desk.case.legal_due) == (pause.answer_before, waiting)


def test_a_reminder_holds_a_day_and_a_link_and_nothing_of_the_question(desk):
    desk.ask(days=1)
    (pause,) = clock.pauses_of(desk.session, desk.case)
    lapsing.remind(desk.session, desk.case, pause, desk.organisation, now=after(12))
    mail = desk.session.query(OutgoingMail).filter_by(kind=MailKind.REMINDER).one()
    assert mail.facts == {
        "reference": desk.case.reference,
        "last_day": pause.answer_before.isoformat(),
    }
    assert mail.link_id is not None
    assert pause.reminded_at == after(12)


def test_without_an_address_the_reminder_is_a_letter(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, email="")
        desk.ask(days=1)
        (pause,) = clock.pauses_of(session, desk.case)
        lapsing.remind(session, desk.case, pause, desk.organisation, now=after(12))
        kinds = [each.kind for each in session.query(Letter).order_by(Letter.id)]
        assert kinds == [LetterKind.IDENTITY_WANTED, LetterKind.REMINDER]
        assert session.query(OutgoingMail).count() == 0
