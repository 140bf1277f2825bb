"""Reminders: after five days, every four, and after two somebody else hears of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.law.lifecycle import Action
from portal.models.audit import Role
from portal.models.expert import ExpertAnswer, TaskState
from portal.models.mail import MailKind, OutgoingMail
from portal.services import asking, chasing, daily
from portal.services.alerts import Alert, Crew, Pile
from tests.services import days, experts, stories
from tests.services.experts import STAFF
from tests.services.stories import NOW

SLUG = "juridisch-loket"
ASKED = date(2026, 11, 20)


def round_of(session, day):
    """Chase on a day; gives the alerts that were told."""
    pile = Pile(Crew.of(session, SLUG), day)
    now = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)
    place = 0
    while place is not None:
        place = chasing.chase(session, SLUG, pile, now, place=place)
    told = [line[2] for lines in pile.lines.values() for line in lines]
    pile.lines.clear()
    return told


def on(number):
    return ASKED + timedelta(days=number)


def test_the_ladder_day_by_day(database):
    with database.transaction() as session:
        days.hire(session, role=Role.COORDINATOR)
        task = experts.begin(session)
        told = {number: round_of(session, on(number)) for number in range(1, 20)}
        assert experts.kinds(session) == ["expert_task", *["expert_reminder"] * 4]
        assert [n for n, each in told.items() if each] == [13]
        assert told[13] == [Alert.EXPERT_SILENT]
        assert (task.chases, task.next_mail_on) == (4, on(21))
        sent = [each.created_at.date() for each in experts.mails(session)][1:]
        assert sent == [on(5), on(9), on(13), on(17)]


def test_a_round_made_twice_reminds_once_and_a_missed_day_is_made_good(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        round_of(session, on(7))
        round_of(session, on(7))
        assert (task.chases, task.next_mail_on) == (1, on(11))


def test_each_reminder_has_a_link_of_its_own(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        before = experts.key(session)
        round_of(session, on(5))
        assert experts.key(session) != before
        experts.come_in(session, task)


def test_who_answered_with_copies_left_is_asked_whether_they_are_gone(sqlite_database):
    with sqlite_database.transaction() as session:
        days.hire(session, role=Role.COORDINATOR)
        task = experts.begin(session)
        task.state, task.answer = TaskState.ANSWERED, ExpertAnswer.OVERVIEW
        task.next_mail_on = on(5)
        told = [each for number in range(1, 16) for each in round_of(session, on(number))]
        assert told == [Alert.COPIES_LEFT]
        assert experts.kinds(session)[1:] == ["expert_copies"] * 3
        asking.tell_copies_gone(session, task, actor=STAFF, now=NOW)
        round_of(session, on(30))
        assert len(experts.kinds(session)) == 4


def test_a_case_that_ended_behind_our_back_withdraws_the_question(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        experts.case_of(session, task).advance(Action.WITHDRAW, STAFF, NOW)
        round_of(session, on(5))
        assert task.state is TaskState.WITHDRAWN
        assert task.next_mail_on is None
        assert experts.kinds(session) == ["expert_task", "expert_over"]


def test_an_answered_task_without_copies_is_left_in_peace(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        task.state, task.copies_gone_at, task.next_mail_on = TaskState.ANSWERED, NOW, on(1)
        assert round_of(session, on(5)) == []
        assert task.next_mail_on is None
        assert experts.kinds(session) == ["expert_task"]


def test_nobody_is_pressed_to_erase_what_is_still_needed(sqlite_database):
    with sqlite_database.transaction() as session:
        case, instruction = experts.order(session)
        task = asking.ask_to_carry_out(session, case, experts.organisation(), instruction, NOW)
        other = stories.ask(session, key="other")
        assert round_of(session, on(5)) == []
        assert (task.chases, task.next_mail_on) == (0, on(9))
        other.advance(Action.WITHDRAW, STAFF, NOW)
        round_of(session, on(9))
        assert experts.kinds(session) == ["expert_order", "expert_reminder"]


def test_many_are_reminded_in_steps(sqlite_database, monkeypatch):
    monkeypatch.setattr(chasing, "BATCH", 2)
    with sqlite_database.transaction() as session:
        for number in range(5):
            experts.begin(session, key=str(number))
        round_of(session, on(5))
        assert experts.kinds(session).count("expert_reminder") == 5


@pytest.mark.parametrize("number", [5, 13])
def test_the_daily_round_chases(sqlite_database, number):
    with sqlite_database.transaction() as session:
        days.hire(session, role=Role.COORDINATOR)
        task = experts.begin(session)
        task.chases = 0 if number == 5 else 2
        task.next_mail_on = on(number)
        task_id = task.id
    day = on(number)
    now = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    daily.run(sqlite_database, {SLUG: experts.organisation()}, now=now)
    with sqlite_database.transaction() as session:
        assert session.get(type(task), task_id).next_mail_on == on(number + 4)
        digests = session.query(OutgoingMail).filter_by(kind=MailKind.DIGEST).all()
        told = [line[2] for each in digests for line in each.facts["lines"]]
        assert (Alert.EXPERT_SILENT.value in told) == (number == 13)
