"""What can be contested, and what cannot be true of a bezwaar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.law.rights import Right
from portal.services import contesting
from portal.services.contesting import Refusal, Timely
from tests.services.contested import LAST, answer, contest, made
from tests.services.days import Desk, after


@pytest.fixture
def session(sqlite_database):
    with sqlite_database.transaction() as session:
        yield session


def refusal(desk):
    with pytest.raises(contesting.CannotRegister) as error:
        contesting.check(desk.case, made(desk), today=after(60).date())
    assert contesting.why_not(desk.case) is error.value.refusal
    return error.value.refusal


@pytest.mark.parametrize(
    ("received", "posted", "timely"),
    [
        (LAST, None, Timely.YES),
        (LAST + timedelta(days=1), None, Timely.LATE),
        (LAST + timedelta(days=7), LAST, Timely.POSTED),
        (LAST + timedelta(days=8), LAST, Timely.LATE),
        (LAST + timedelta(days=3), LAST + timedelta(days=1), Timely.LATE),
    ],
)
def test_whether_it_came_in_time(session, received, posted, timely):
    desk = Desk(session, "cjib")
    answer(desk)
    assert contesting.timely(desk.case, received, posted) is timely


def test_a_bezwaar_that_was_a_week_in_the_post_at_a_holiday_is_not_late(session):
    desk = Desk(session, "cjib")
    answer(desk)
    desk.case.delivered_at = datetime(2026, 2, 13, 12, tzinfo=UTC)
    last, after_easter = date(2026, 3, 27), date(2026, 4, 7)
    assert contesting.last_day(desk.case) == last
    assert contesting.timely(desk.case, after_easter, last) is Timely.POSTED
    assert contesting.timely(desk.case, after_easter + timedelta(days=1), last) is Timely.LATE


def test_there_is_no_bezwaar_before_an_answer(session):
    assert refusal(Desk(session, "cjib")) is Refusal.NO_ANSWER


def test_there_is_no_last_day_before_an_answer(session):
    with pytest.raises(ValueError, match="answer"):
        contesting.last_day(Desk(session, "cjib").case)


def test_there_is_no_bezwaar_against_a_private_body(session):
    desk = Desk(session, "akj")
    answer(desk)
    assert refusal(desk) is Refusal.PRIVATE


def test_there_is_no_bezwaar_against_what_is_no_decision(session):
    desk = Desk(session, "cjib", right=Right.COMPLAINT, answers={"what": "x"})
    answer(desk)
    assert refusal(desk) is Refusal.NO_DECISION


def test_there_is_no_bezwaar_against_a_decision_on_bezwaar(session):
    desk = Desk(session, "cjib")
    answer(desk)
    desk.case = contest(desk, made(desk))
    assert refusal(desk) is Refusal.IS_BEZWAAR
