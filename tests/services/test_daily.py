"""The daily round: once a day, by whoever comes first, after any gap, and nothing twice."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from portal.language.words import HERE
from portal.law import workdays
from portal.law.lifecycle import Status
from portal.law.mandatory import LetterKind
from portal.models.audit import AuditEvent, Role
from portal.models.base import Database
from portal.models.case import Case
from portal.models.clock import ClockEntry, DailyRun, Pause, PauseEnd, Question
from portal.models.letter import Letter
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import alerts, daily, restrictions, writing
from tests.services import stories
from tests.services.days import MONTH, RECEIVED, Desk
from tests.services.test_triage import hire

SLUG = "juridisch-loket"


@pytest.fixture
def case_id(database):
    """A case that anna handles, due on 21 December."""
    with database.transaction() as session:
        hire(session, "cor", Role.COORDINATOR)
        return Desk(session).case.id


def morning(day: date) -> datetime:
    """When the round of a day is made."""
    return datetime.combine(day, time(8), HERE).astimezone(UTC)


def go(database, day: date, slug: str = SLUG) -> int:
    """Make the round of a day."""
    return daily.run(database, {slug: stories.organisation(slug)}, now=morning(day))


def read(database, make):
    with database.transaction(write=False) as session:
        return make(session)


def lines(database, kind: MailKind) -> list[str]:
    """What the mails of a kind told, in order: a day, and of which case what."""
    found = read(
        database,
        lambda s: s.query(OutgoingMail).filter_by(kind=kind).order_by(OutgoingMail.id).all(),
    )
    return [f"{row.created_at:%d-%m} {line[2]}" for row in found for line in row.facts["lines"]]


def test_a_case_is_warned_of_at_14_7_3_and_1_days_and_when_late_each_once(database, case_id, queue):
    for days in range(34):
        go(database, RECEIVED + timedelta(days=days))
    told = ["07-12 soon", "14-12 soon", "18-12 soon", "20-12 soon", "22-12 late"]
    assert lines(database, MailKind.WARNING) == told
    assert lines(database, MailKind.DIGEST) == told
    mails = read(
        database,
        lambda s: {m.id for m in s.query(OutgoingMail) if m.kind in ("warning", "digest")},
    )
    assert mails <= set(queue.of(Job.SEND_MAIL))
    events = read(
        database,
        lambda s: [e.detail["days"] for e in s.query(AuditEvent).filter_by(action="warned")],
    )
    assert events == [14, 7, 3, 1, 0]


def test_after_days_without_a_worker_only_the_most_urgent_warning_comes(database, case_id):
    go(database, MONTH - timedelta(days=20))
    go(database, MONTH - timedelta(days=2))
    assert lines(database, MailKind.WARNING) == ["19-12 soon"]


def test_on_the_first_day_after_the_last_one_the_citizen_gets_an_apology(database, case_id):
    go(database, MONTH)
    assert read(database, lambda s: s.query(Letter).count()) == 0
    go(database, MONTH + timedelta(days=1))
    go(database, MONTH + timedelta(days=2))
    letter = read(database, lambda s: s.query(Letter).one())
    assert (letter.kind, letter.case_id) == (LetterKind.LATE, case_id)
    assert letter.facts == {"was_due": "2026-12-21", "new_day": "2027-01-05"}


def test_an_apology_that_cannot_be_made_keeps_nobody_from_the_warning(
    database, case_id, monkeypatch
):
    def broken(*_args, **_more):
        raise ValueError("geheim")

    monkeypatch.setattr(writing, "compose", broken)
    go(database, MONTH + timedelta(days=1))
    assert lines(database, MailKind.WARNING) == ["22-12 late_untold"]
    assert read(database, lambda s: s.query(Letter).count()) == 0


def test_without_an_address_staff_hear_that_the_apology_must_be_posted(sqlite_database):
    with sqlite_database.transaction() as session:
        Desk(session, email="")
    go(sqlite_database, MONTH + timedelta(days=1))
    assert lines(sqlite_database, MailKind.WARNING) == ["22-12 late_post"]


def test_what_was_answered_is_not_warned_of(database, case_id):
    with database.transaction() as session:
        session.get_one(Case, case_id).is_open = False
    go(database, MONTH + timedelta(days=1))
    assert lines(database, MailKind.WARNING) == []


def test_a_question_is_reminded_of_once_and_then_lapses(database, case_id):
    with database.transaction() as session:
        case = session.get_one(Case, case_id)
        desk = Desk.__new__(Desk)
        desk.session, desk.case = session, case
        desk.organisation = stories.organisation(SLUG)
        desk.member = hire(session, "bob")
        desk.ask(days=3, wait=10)  # until 3 December
    for day in range(24, 31):
        go(database, date(2026, 11, day))
    reminders = lambda s: s.query(OutgoingMail).filter_by(kind=MailKind.REMINDER).count()  # noqa: E731
    assert read(database, reminders) == 1
    for day in (1, 2, 3):
        go(database, date(2026, 12, day))
    assert read(database, lambda s: s.get_one(Case, case_id).status) is Status.IDENTITY_ASKED
    go(database, date(2026, 12, 4))
    go(database, date(2026, 12, 5))
    assert read(database, reminders) == 1
    case, pause = read(database, lambda s: (s.get_one(Case, case_id), s.query(Pause).one()))
    assert (case.status, pause.ended_by) == (Status.IN_TREATMENT, PauseEnd.LAPSED)
    assert lines(database, MailKind.WARNING) == ["04-12 lapsed"]


def test_a_pause_that_somebody_left_open_is_closed(database, case_id):
    with database.transaction() as session:
        session.add(
            Pause(
                case_id=case_id,
                organisation=SLUG,
                question=Question.IDENTITY,
                asked_on=RECEIVED,
                answer_before=RECEIVED,
                counts=False,
            )
        )
    go(database, RECEIVED + timedelta(days=1))
    assert read(database, lambda s: s.query(Pause).one().ended_by) is PauseEnd.RESUMED


def test_the_round_is_made_once_a_day_and_not_in_the_night(database, case_id):
    organisations = {SLUG: stories.organisation()}
    night = datetime.combine(MONTH, time(5, 59), HERE)
    assert daily.run(database, organisations, now=night) == 0
    assert go(database, MONTH) == 1
    assert go(database, MONTH) == 0
    assert read(database, lambda s: [(r.day, r.finished_at) for r in s.query(DailyRun)]) == [
        (MONTH, morning(MONTH))
    ]


def test_restrictions_whose_day_came_are_lifted(sqlite_database, monkeypatch):
    asked = []
    monkeypatch.setattr(
        restrictions, "lift_due", lambda _s, slug, today, now: asked.append((slug, today))
    )
    go(sqlite_database, MONTH)
    assert asked == [(SLUG, MONTH)]


def test_a_round_that_broke_off_is_taken_up_and_nothing_is_told_twice(
    database, case_id, queue, monkeypatch
):
    def broken(*_args):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(alerts, "send", broken)
        assert go(database, MONTH) == 0
    assert lines(database, MailKind.WARNING) == ["21-12 soon"]
    assert go(database, MONTH + timedelta(days=1)) == 1
    assert lines(database, MailKind.WARNING) == ["21-12 soon", "22-12 late"]
    unsent = read(
        database,
        lambda s: [
            m.id
            for m in s.query(OutgoingMail).filter_by(kind=MailKind.WARNING)
            if m.id not in queue.of(Job.SEND_MAIL)
        ],
    )
    assert unsent == []
    assert read(database, lambda s: s.query(DailyRun).filter_by(finished_at=None).count()) == 0


def test_one_organisation_that_fails_holds_up_no_other(sqlite_database, monkeypatch):
    with sqlite_database.transaction() as session:
        Desk(session)
        Desk(session, "akj", key="a")
    lift = restrictions.lift_due

    def broken(session, slug, today, now):
        if slug == SLUG:
            raise RuntimeError
        return lift(session, slug, today, now)

    monkeypatch.setattr(restrictions, "lift_due", broken)
    organisations = {slug: stories.organisation(slug) for slug in (SLUG, "akj")}
    assert daily.run(sqlite_database, organisations, now=morning(MONTH)) == 1


def test_two_workers_at_once_make_one_round(database_url, queue):
    first = Database(database_url, info={"queue": queue})
    with first.transaction() as session:
        hire(session, "cor", Role.COORDINATOR)
        for number in range(7):
            Desk(session, key=f"k{number}").ask(days=1, wait=4)
    workers = [first, Database(database_url, info={"queue": queue})]
    start = threading.Barrier(len(workers))

    def work(database):
        start.wait()
        go(database, MONTH + timedelta(days=12))

    threads = [threading.Thread(target=work, args=(each,)) for each in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = lines(first, MailKind.DIGEST)
    assert sorted(told) == ["02-01 lapsed"] * 7 + ["02-01 late"] * 7
    assert read(first, lambda s: s.query(OutgoingMail).filter_by(kind="digest").count()) == 1
    assert read(first, lambda s: s.query(AuditEvent).filter_by(action="lapse").count()) == 7
    late = read(first, lambda s: s.query(Letter).filter_by(kind=LetterKind.LATE).count())
    assert late == 7
    for worker in workers:
        worker.close()


def test_who_comes_too_late_adds_nothing_to_mails_that_went(database, case_id, monkeypatch):
    open_ = daily._open

    def finished_by_a_colleague(session, here):
        open_(session, here)
        session.query(DailyRun).one().finished_at = here.now

    monkeypatch.setattr(daily, "_open", finished_by_a_colleague)
    assert go(database, MONTH) == 0
    assert read(database, lambda s: s.get_one(Case, case_id).warned) is None
    assert lines(database, MailKind.WARNING) == []


def test_many_cases_are_done_in_small_steps(sqlite_database, monkeypatch):
    monkeypatch.setattr(daily, "BATCH", 3)
    with sqlite_database.transaction() as session:
        for number in range(10):
            Desk(session, key=f"k{number}")
    go(sqlite_database, MONTH + timedelta(days=1))
    assert len(lines(sqlite_database, MailKind.WARNING)) == 10
    assert read(sqlite_database, lambda s: s.query(Case).filter_by(warned=0).count()) == 10


def test_other_holidays_move_no_stored_date(database, case_id, monkeypatch):
    stored = lambda s: (  # noqa: E731
        [(c.legal_due, c.target, c.deadline) for c in s.query(Case)],
        s.query(ClockEntry).count(),
    )
    before = read(database, stored)
    monkeypatch.setattr(workdays, "holidays_on", lambda day: ())
    monkeypatch.setattr(workdays, "bridge_days", dict)
    for days in range(28, 33):
        go(database, RECEIVED + timedelta(days=days))
    assert read(database, stored) == before


@pytest.mark.parametrize("question", ["warn", "waiting"])
def test_what_is_looked_for_stands_in_an_index(database, question):
    today = daily.Round(stories.organisation(), MONTH, morning(MONTH))
    with database.transaction() as session:
        sqlite = session.get_bind().dialect.name == "sqlite"
        if not sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))
        if question == "warn":
            statement = daily.to_warn(today, 7)
        else:
            statement = daily.waiting(today, 0, Pause.answer_before < MONTH)
        compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        explain = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
        plan = " ".join(str(row) for row in session.execute(text(f"{explain}{compiled}")))
    wanted = {"warn": "ix_case_worklist", "waiting": "ix_pause_open"}[question]
    assert wanted in plan
