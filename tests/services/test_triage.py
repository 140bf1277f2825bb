"""Taking, assigning, asking: who handles a case and what it waits for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.language.words import local_date
from portal.law.lifecycle import ActionRefused, Status
from portal.law.mandatory import LetterKind
from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.case import Direction
from portal.models.clock import PauseEnd, Question
from portal.models.letter import Letter
from portal.models.mail import OutgoingMail
from portal.models.staff import Staff
from portal.queueing import Job
from portal.services import clock, correspondence, identification, progress, triage, withdrawing
from tests.services import stories

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def hire(session, name="anna", role=Role.HANDLER, slug="juridisch-loket", **more) -> Staff:
    member = Staff(
        organisation=slug,
        email=f"{name}@{slug}.example",
        name=name,
        role=role,
        password_hash="x",
        created_at=NOW,
        **more,
    )
    session.add(member)
    session.flush()
    return member


@pytest.fixture
def taken(database):
    """A session, a case and its handler."""
    with database.transaction() as session:
        member = hire(session)
        case = stories.ask(session)
        triage.take(case, actor=member.actor(), now=NOW)
        session.flush()
        yield session, case, member


def test_who_takes_a_case_handles_it(taken):
    _, case, member = taken
    assert (case.status, case.handler_id) == (Status.IN_TREATMENT, member.id)


def test_a_colleague_can_take_over_and_the_trail_says_from_whom(taken):
    session, case, member = taken
    other = hire(session, "bob")
    triage.take(case, actor=other.actor(), now=NOW)
    session.flush()
    event = session.query(AuditEvent).filter_by(action="take").all()[-1]
    assert (case.handler_id, event.detail["before"]) == (other.id, member.id)


def test_a_case_is_assigned_to_somebody_who_can_handle_it(taken):
    session, case, member = taken
    other = hire(session, "bob", Role.COORDINATOR)
    triage.assign(session, case, other.id, actor=member.actor(), now=NOW)
    assert case.handler_id == other.id


@pytest.mark.parametrize(
    "more",
    [
        {"role": Role.PRIVACY_OFFICER},
        {"role": Role.ADMINISTRATOR},
        {"is_active": False},
        {"slug": "cjib"},
    ],
)
def test_a_case_is_assigned_to_nobody_else(taken, more):
    session, case, member = taken
    other = hire(session, "bob", **more)
    with pytest.raises(triage.WrongAssignee):
        triage.assign(session, case, other.id, actor=member.actor(), now=NOW)
    assert case.handler_id == member.id


def put(session, case, member, question=Question.IDENTITY, *, wait=14, now=NOW, **more):
    """Ask something as a handler does."""
    before = local_date(now) + timedelta(days=wait)
    texts = {"body": "Welk geheim bedoelt u?", "doubt": "Uw adres kennen wij niet.", **more}
    asking = triage.Asking(question, texts["body"], before, texts["doubt"])
    here = stories.organisation(case.organisation)
    triage.ask(session, case, here, asking, actor=member.actor(), now=now)
    return asking


@pytest.mark.parametrize(
    ("question", "status", "kind"),
    [
        (Question.IDENTITY, Status.IDENTITY_ASKED, LetterKind.IDENTITY_WANTED),
        (Question.CLARIFICATION, Status.CLARIFICATION_ASKED, LetterKind.CLARIFICATION),
    ],
)
def test_a_question_is_a_letter_and_stands_on_the_status_page(taken, queue, question, status, kind):
    session, case, member = taken
    due, mails = case.legal_due, session.query(OutgoingMail).count()
    asking = put(session, case, member, question)
    assert case.status is status
    message = correspondence.list_messages(session, case)[-1][0]
    assert (message.body, message.asks_answer_before) == (asking.body, asking.answer_before)
    letter = session.query(Letter).one()
    assert (letter.kind, letter.facts["question"]) == (kind, asking.body)
    assert letter.facts["last_day"] == due.isoformat()  # also when it is made after the pause began
    assert queue.of(Job.MAKE_LETTER) == [letter.id]
    assert session.query(OutgoingMail).count() == mails  # the letter brings its own


def test_a_question_in_time_pauses_the_clock_and_a_late_one_does_not(taken):
    session, case, member = taken
    put(session, case, member)
    assert (case.unpaused_due, case.legal_due > case.unpaused_due) == (date(2026, 12, 21), True)
    triage.resume(session, case, actor=member.actor(), now=NOW)
    due = case.legal_due
    put(session, case, member, Question.CLARIFICATION, wait=7, now=NOW + timedelta(days=7))
    assert case.legal_due == due


@pytest.mark.parametrize("days", [-1, 0, 2, 43, 4000])
def test_an_answer_takes_three_days_at_least_and_six_weeks_at_most(taken, days):
    session, case, member = taken
    with pytest.raises(triage.WrongDate):
        put(session, case, member, wait=days)
    assert case.status is Status.IN_TREATMENT
    assert session.query(Letter).count() == 0


def test_when_the_clock_goes_on_the_answer_comes_before_the_last_day(taken):
    _, case, _ = taken
    later = NOW + timedelta(days=10)
    assert triage.days_to_answer(case, later) == (date(2026, 12, 3), date(2026, 12, 20))
    assert triage.suggested_answer_day(case, later) == date(2026, 12, 14)
    at_the_end = NOW + timedelta(days=30)  # no room any more: then the law is broken knowingly
    assert triage.days_to_answer(case, at_the_end)[1] == date(2027, 1, 31)


@pytest.mark.parametrize("more", [{"body": "?"}, {"doubt": " "}])
def test_a_question_says_what_is_needed_and_why_there_is_doubt(taken, more):
    session, case, member = taken
    with pytest.raises(triage.TextMissing):
        put(session, case, member, **more)
    assert case.status is Status.IN_TREATMENT


def test_the_same_question_is_not_asked_twice(taken):
    session, case, member = taken
    put(session, case, member)
    triage.resume(session, case, actor=member.actor(), now=NOW)
    with pytest.raises(clock.AskedBefore):
        put(session, case, member)
    assert triage.asked_before(session, case, Question.IDENTITY) == TODAY
    assert (case.status, session.query(Letter).count()) == (Status.IN_TREATMENT, 1)


def test_nothing_is_asked_before_somebody_took_the_case(database):
    with database.transaction() as session:
        case = stories.ask(session)
        with pytest.raises(ActionRefused):
            put(session, case, hire(session))
        assert correspondence.list_messages(session, case) == []


def test_handling_goes_on_without_the_answer_and_the_pause_ends_today(taken):
    session, case, member = taken
    put(session, case, member)
    triage.resume(session, case, actor=member.actor(), now=NOW + timedelta(days=4))
    (pause,) = clock.pauses_of(session, case)
    assert case.status is Status.IN_TREATMENT
    assert (pause.ended_by, pause.ended_on) == (PauseEnd.RESUMED, TODAY + timedelta(days=4))


def test_an_answer_ends_the_pause(taken):
    session, case, member = taken
    put(session, case, member, Question.CLARIFICATION)
    citizen = Actor.citizen(case.organisation)
    progress.write_message(session, case, "2024", actor=citizen, now=NOW + timedelta(days=2))
    (pause,) = clock.pauses_of(session, case)
    assert (case.status, pause.ended_by) == (Status.IN_TREATMENT, PauseEnd.ANSWERED)


def test_a_message_is_no_proof_of_identity_and_a_proof_ends_the_pause(taken):
    session, case, member = taken
    put(session, case, member)
    citizen = Actor.citizen(case.organisation)
    progress.write_message(session, case, "Ik ben het!", actor=citizen, now=NOW)
    (pause,) = clock.pauses_of(session, case)
    assert (case.status, pause.ended_on) == (Status.IDENTITY_ASKED, None)
    identification.record_desk(session, case, "passport", member.actor(), NOW)
    assert (case.status, pause.ended_by) == (Status.IN_TREATMENT, PauseEnd.ANSWERED)


def test_who_withdraws_is_not_waited_for(taken):
    session, case, member = taken
    put(session, case, member)
    here = stories.organisation(case.organisation)
    withdrawing.withdraw(session, case, here, actor=Actor.citizen(case.organisation), now=NOW)
    (pause,) = clock.pauses_of(session, case)
    assert pause.ended_by is PauseEnd.WITHDRAWN


def test_the_suggested_day_is_a_working_day(taken):
    _, case, _ = taken
    moments = [NOW + timedelta(days=n) for n in range(20)]
    assert all(triage.suggested_answer_day(case, each).weekday() < 5 for each in moments)


def test_a_note_is_not_for_the_citizen_and_sends_nothing(taken, queue):
    session, case, member = taken
    sent = len(queue.jobs)
    correspondence.note(session, case, "alleen voor ons", actor=member.actor(), now=NOW)
    (message, name), *_ = correspondence.list_messages(session, case)
    assert (message.direction, name) == (Direction.NOTE, "anna")
    assert len(queue.jobs) == sent


def test_without_an_address_nothing_is_mailed(database, queue):
    with database.transaction() as session:
        case = stories.ask(session, email="")
        actor = Actor(ActorKind.STAFF, case.organisation, hire(session).id)
        correspondence.send(session, case, "Dag", actor=actor, now=NOW)
        assert session.query(OutgoingMail).count() == 0
