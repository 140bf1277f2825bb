"""Taking, assigning, asking: who handles a case and what it waits for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.law.lifecycle import ActionRefused, Status
from portal.models.audit import Actor, ActorKind, AuditEvent, Role
from portal.models.case import Direction
from portal.models.clock import Question
from portal.models.mail import MailKind, OutgoingMail
from portal.models.staff import Staff
from portal.queueing import Job
from portal.services import correspondence, triage
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


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (Question.IDENTITY, Status.IDENTITY_ASKED),
        (Question.CLARIFICATION, Status.CLARIFICATION_ASKED),
    ],
)
def test_a_question_waits_on_the_status_page_and_a_mail_says_only_that(
    taken, queue, question, status
):
    session, case, member = taken
    due = case.legal_due
    before = TODAY + timedelta(days=14)
    triage.ask(session, case, question, "Welk geheim?", before, actor=member.actor(), now=NOW)
    session.flush()
    assert (case.status, case.legal_due) == (status, due)
    message = correspondence.list_messages(session, case)[-1][0]
    assert (message.body, message.asks_answer_before) == ("Welk geheim?", before)
    mail = session.query(OutgoingMail).filter_by(kind=MailKind.WAITING).one()
    assert "geheim" not in str(mail.facts)
    assert mail.link_id is not None
    assert mail.id in queue.of(Job.SEND_MAIL)


@pytest.mark.parametrize("days", [-1, 0, 2, 43, 4000])
def test_an_answer_takes_three_days_at_least_and_six_weeks_at_most(taken, days):
    session, case, member = taken
    before = TODAY + timedelta(days=days)
    with pytest.raises(triage.WrongDate):
        triage.ask(session, case, Question.IDENTITY, "x", before, actor=member.actor(), now=NOW)
    assert case.status is Status.IN_TREATMENT


def test_nothing_is_asked_before_somebody_took_the_case(database):
    with database.transaction() as session:
        case = stories.ask(session)
        with pytest.raises(ActionRefused):
            triage.ask(
                session,
                case,
                Question.IDENTITY,
                "x",
                TODAY + timedelta(days=14),
                actor=hire(session).actor(),
                now=NOW,
            )
        assert correspondence.list_messages(session, case) == []


def test_handling_goes_on_without_the_answer(taken):
    session, case, member = taken
    before = TODAY + timedelta(days=14)
    triage.ask(session, case, Question.IDENTITY, "x", before, actor=member.actor(), now=NOW)
    triage.resume(case, actor=member.actor(), now=NOW)
    assert case.status is Status.IN_TREATMENT


def test_the_suggested_day_is_a_working_day():
    moments = [NOW + timedelta(days=n) for n in range(60)]
    assert all(triage.suggested_answer_day(each).weekday() < 5 for each in moments)


def test_looking_is_recorded(taken):
    session, case, member = taken
    triage.note_viewed(session, case, "data", actor=member.actor(), now=NOW)
    session.flush()
    event = session.query(AuditEvent).filter_by(action="viewed").one()
    assert (event.staff_id, event.detail) == (member.id, {"page": "data"})


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
