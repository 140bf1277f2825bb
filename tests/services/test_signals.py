"""What must not be overlooked in a case stands there as long as it is so, and no longer."""

from datetime import timedelta

from portal.language.words import local_date
from portal.law.deadlines import last_day_to_extend
from portal.services import asking, holds, ledger, posting, signals
from portal.services.signals import Signal
from tests.services import experts, stories
from tests.services.days import Desk
from tests.services.deciding import secure
from tests.services.test_ledger import delivered

ONE = timedelta(days=1)


def test_a_case_is_late_from_the_day_after_its_last_day_until_it_is_answered(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        due = desk.case.legal_due
        assert Signal.LATE not in signals.of(session, desk.case, due)
        assert signals.of(session, desk.case, due + ONE)[0] is Signal.LATE
        desk.case.is_open = False
        assert Signal.LATE not in signals.of(session, desk.case, due + ONE)


def test_data_that_delete_themselves_are_a_signal_until_somebody_stops_it(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        session.flush()
        today = local_date(stories.NOW)
        assert holds.list_of(session, desk.case)
        assert Signal.HOLD_OPEN in signals.of(session, desk.case, today)
        secure(session)
        assert Signal.HOLD_OPEN not in signals.of(session, desk.case, today)


def test_the_last_week_to_extend_is_told_and_not_what_is_used_or_over(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        last = last_day_to_extend(desk.case.received_date)
        assert not signals.extension_near(desk.case, last - timedelta(days=8))
        assert signals.extension_near(desk.case, last - timedelta(days=7))
        assert signals.extension_near(desk.case, last)
        assert not signals.extension_near(desk.case, last + ONE)
        desk.extend()
        assert not signals.extension_near(desk.case, last)


def test_an_answer_by_post_is_a_signal_in_the_week_before_it_must_be_ready(sqlite_database):
    with sqlite_database.transaction() as session:
        case, other = Desk(session, email="").case, Desk(session, key="mail").case
        ready = posting.answer_by(case)
        told = [ready + days * ONE for days in range(-8, (case.legal_due - ready).days + 2)]
        found = [Signal.POST_NEAR in signals.of(session, case, day) for day in told]
        assert found == [False, *[True] * (len(told) - 2), False]
        assert not any(Signal.POST_NEAR in signals.of(session, other, day) for day in told)
        case.is_open = False
        assert Signal.POST_NEAR not in signals.of(session, case, ready)


def test_recipients_are_a_signal_until_each_was_told_or_excused(sqlite_database):
    with sqlite_database.transaction() as session:
        case = delivered(session, activities=["traffic_fines"])
        today = local_date(stories.NOW)
        assert Signal.RECIPIENTS_OPEN in signals.of(session, case, today)
        for row in ledger.open_duties(session, case):
            row.state = ledger.NoticeState.TOLD
        assert Signal.RECIPIENTS_OPEN not in signals.of(session, case, today)


def test_who_stays_silent_is_a_signal_until_the_question_ends(sqlite_database):
    with sqlite_database.transaction() as session:
        task = experts.begin(session)
        case, today = experts.case_of(session, task), stories.NOW.date()
        assert Signal.EXPERT_SILENT not in signals.of(session, case, today)
        task.escalated_at = stories.NOW
        assert Signal.EXPERT_SILENT in signals.of(session, case, today)
        asking.withdraw(session, task, actor=experts.STAFF, now=stories.NOW)
        assert Signal.EXPERT_SILENT not in signals.of(session, case, today)
