"""An answer by post counts from the day of posting, one by the portal from the day it is made."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.law.deadlines import objection_due
from portal.letters.printing import letter_html
from portal.models.audit import AuditEvent
from portal.models.document import Document, DocumentKind
from portal.services import (
    answering,
    bezwaar,
    contesting,
    decision,
    defaults,
    extending,
    posting,
    reporting,
)
from portal.services.contesting import Timely
from portal.services.obstacles import Obstacle
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


def test_an_answer_by_post_is_ready_three_working_days_before_the_last_day(session):
    desk, other = Desk(session, email=""), Desk(session, key="mail")
    assert desk.case.legal_due == other.case.legal_due == date(2026, 12, 21)
    assert posting.answer_by(desk.case) == date(2026, 12, 16)
    assert posting.answer_by(other.case) == date(2026, 12, 21)


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


def paper(session, desk, kind=DocumentKind.LETTER, letter_id=0, day=EVENING) -> Document:
    """What was printed for somebody without an e-mail address."""
    made = Document(case_id=desk.case.id, kind=kind, letter_id=letter_id, name="brief.pdf")
    made.key, made.size, made.sha256 = f"{kind}{letter_id}", 1, "0" * 64
    made.created_at = made.released_at = after(day)
    session.add(made)
    session.flush()
    return made


def post(session, desk, document, day, days=40) -> None:
    who = {"actor": desk.member.actor(), "now": after(days)}
    posting.record(session, desk.case, document, day, **who)


@pytest.mark.parametrize(
    ("posted", "counts"),
    [
        (
            date(2026, 11, 30),
            POSTED,
        ),  # sooner: the letter promised more time
        (POSTED, POSTED),
        (date(2026, 12, 9), date(2026, 12, 9)),  # later: the terms begin later too
    ],
)
def test_the_terms_run_from_the_day_of_posting_and_never_sooner_than_the_letter_says(
    session, posted, counts
):
    desk = Desk(session, "cjib", email="")
    answer(desk, days=EVENING)
    assert posting.waits_for_post(desk.case)
    post(session, desk, paper(session, desk), posted)
    assert not posting.waits_for_post(desk.case)
    assert posting.sent_on(desk.case) == posted  # Awb 3:41
    assert posting.dated(desk.case) == POSTED
    assert posting.counts_from(desk.case) == counts  # Awb 6:8.1
    assert contesting.last_day(desk.case) == objection_due(counts).legal_due
    assert bezwaar.receipt_facts(desk.case, made(desk))["decided_on"] == POSTED.isoformat()


def test_a_bezwaar_after_the_date_in_a_letter_that_was_posted_late_is_in_time(session):
    desk = Desk(session, "cjib", email="")
    answer(desk, days=EVENING)
    assert contesting.timely(desk.case, date(2027, 1, 18), None) is Timely.LATE
    post(session, desk, paper(session, desk), date(2026, 12, 9))
    assert contesting.timely(desk.case, date(2027, 1, 18), None) is Timely.YES


def test_a_penalty_ends_on_the_day_of_posting_as_it_was(session):
    desk = Desk(session, "cjib", email="")
    actor, came = desk.member.actor(), date(2026, 12, 24)
    given = {"actor": actor, "now": after(40)}
    notice = defaults.register(session, desk.case, desk.organisation, came, **given)
    desk.case.delivered_at = after(46)  # planned for the 8th of January
    post(session, desk, paper(session, desk, day=46), date(2027, 1, 11), days=60)
    assert defaults.owed(desk.case, notice, date(2027, 3, 1)) == 4 * 2300  # 7 up to 10 January


def test_what_is_in_the_envelope_of_the_answer_is_posted_with_it(session):
    desk = Desk(session, "cjib", email="")
    answer(desk, days=EVENING)
    letter = paper(session, desk)
    report = paper(session, desk, DocumentKind.REPORT)
    other = paper(session, desk, letter_id=7)
    post(session, desk, letter, POSTED)
    assert (letter.posted_on, report.posted_on, other.posted_on) == (POSTED, POSTED, None)
    event = session.query(AuditEvent).filter_by(action="posted").one()
    assert event.detail == {"document": letter.id, "on": POSTED.isoformat()}
    post(session, desk, other, date(2026, 12, 1))
    assert desk.case.answer_posted_on == POSTED


@pytest.mark.parametrize("day", [date(2026, 11, 26), date(2026, 12, 31)])
def test_nothing_is_posted_before_it_was_made_or_in_the_future(session, day):
    desk = Desk(session, "cjib", email="")
    answer(desk, days=EVENING)
    with pytest.raises(posting.WrongDay):
        post(session, desk, paper(session, desk), day)


def test_what_waits_in_the_portal_is_not_posted(session):
    desk = Desk(session, "cjib")
    answer(desk, days=EVENING)
    assert not posting.waits_for_post(desk.case)
    with pytest.raises(posting.NotByPost):
        post(session, desk, paper(session, desk), POSTED)
    notice = paper(session, desk, letter_id=3)
    notice.released_at = None  # to somebody who got the data: AVG 19
    post(session, desk, notice, POSTED)
    assert notice.posted_on == POSTED


def test_a_case_is_not_closed_before_its_answer_was_posted(session):
    desk = Desk(session, "cjib", email="")
    answer(desk, days=EVENING)
    found = decision.open_duties(session, desk.case, POSTED)
    assert [each.obstacle for each in found] == [Obstacle.NOT_POSTED]
    post(session, desk, paper(session, desk), POSTED)
    assert decision.open_duties(session, desk.case, POSTED) == ()
