"""An answer by post counts from the day of posting, one by the portal from the day it is made."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.law.deadlines import objection_due
from portal.letters.printing import letter_html
from portal.services import answering, bezwaar, contesting, defaults, extending, posting, reporting
from portal.services.contesting import Timely
from tests.services import stories
from tests.services.contested import answer, contest, made
from tests.services.days import MONTH, Desk, after

EVENING = 7.5  # days: on Friday 27 November in the evening the PDF is made
POSTED = date(2026, 12, 2)  # a Wednesday: three working days on
LAST = objection_due(POSTED).legal_due


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.transaction() as session:
        yield session


@pytest.mark.parametrize(
    ("printed", "posted"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),
        (date(2026, 11, 27), POSTED),
        (date(2026, 11, 28), POSTED),
        (date(2026, 12, 24), date(2026, 12, 30)),
        (date(2026, 5, 13), date(2026, 5, 20)),  # the day after Ascension Day is a bridge day
    ],
)
def test_a_letter_is_posted_within_three_working_days(printed, posted):
    assert posting.posting_day(printed) == posted


@pytest.mark.parametrize("day", [date(2026, 12, 1) + timedelta(days=n) for n in range(40)])
def test_what_is_printed_in_time_is_posted_in_time(day):
    last = posting.print_by(day)
    assert posting.posting_day(last) <= day < posting.posting_day(last + timedelta(days=4))


def test_an_extension_by_post_is_told_within_the_month_too(session):
    desk, other = Desk(session, email=""), Desk(session, key="mail")
    last = extending.last_day_to_tell(desk.case)
    assert posting.posting_day(last) == extending.last_day_to_tell(other.case) == MONTH
    assert extending.why_not_extend(desk.case, last) is None
    assert extending.why_not_extend(desk.case, MONTH) is extending.Refusal.TOO_LATE
    assert extending.why_not_extend(other.case, MONTH) is None


def test_the_date_is_that_of_the_netherlands(session):
    case = Desk(session).case
    assert posting.answer_date(case, datetime(2026, 11, 27, 23, 30, tzinfo=UTC)).day == 28


def test_an_answer_by_the_portal_is_sent_on_the_day_it_is_made(session):
    desk = Desk(session, "cjib")
    assert posting.sent_on(desk.case) is None
    answer(desk, days=EVENING)
    assert posting.sent_on(desk.case) == date(2026, 11, 27)
    assert contesting.last_day(desk.case) == objection_due(date(2026, 11, 27)).legal_due


def test_a_bezwaar_on_the_last_day_of_a_posted_letter_is_in_time(session):
    desk = Desk(session, "cjib", email="")
    answer(desk, days=EVENING)
    assert contesting.last_day(desk.case) == LAST == date(2027, 1, 13)
    assert contesting.timely(desk.case, LAST, None) is Timely.YES
    receipt = bezwaar.receipt_facts(desk.case, made(desk))
    assert receipt["decided_on"] == POSTED.isoformat()
    assert (
        contest(desk, made(desk)).legal_due
        == contesting.decision_day(desk.case, committee=False).legal_due
    )


def test_a_letter_by_post_bears_the_day_of_posting_and_its_last_day(session):
    desk = Desk(session, "cjib", email="")
    stories.decide(session, desk.case)
    letter = answering.build_decision(desk.case, desk.organisation, now=after(EVENING))
    assert letter.sent == POSTED
    assert [remedy.last_day for remedy in letter.remedies] == [LAST]
    assert "13 januari 2027" in letter_html(letter)


def test_a_report_by_post_names_the_same_last_day(session):
    desk = Desk(session, "cjib", email="")
    stories.decide(session, desk.case)
    report = reporting.build_report(session, desk.case, desk.organisation, now=after(EVENING))
    assert report.remedy.last_day == LAST


def test_a_decision_on_bezwaar_by_post_counts_its_appeal_from_that_day(session):
    desk = Desk(session, "cjib", email="")
    answer(desk)
    case = contest(desk, made(desk))
    stories.decide(session, case, reason="U krijgt alsnog inzage in uw gegevens.")
    letter = answering.build_bezwaar_decision(
        case, desk.organisation, against=desk.case.reference, personal="", now=after(EVENING)
    )
    assert (letter.sent, letter.appeal_until) == (POSTED, LAST)


def test_the_penalty_runs_until_the_letter_is_posted(session):
    desk = Desk(session, "cjib", email="")
    actor, came = desk.member.actor(), date(2026, 12, 24)
    notice = defaults.register(
        session, desk.case, desk.organisation, came, actor=actor, now=after(40)
    )
    desk.case.delivered_at = after(45)  # Monday 4 January, posted on the 7th: the first day of it
    assert defaults.owed(desk.case, notice, date(2027, 3, 1)) == 0
    desk.case.delivered_at = after(46)  # posted on the 8th, so one day is owed
    assert defaults.owed(desk.case, notice, date(2027, 3, 1)) == 2300
