"""Held data go only when the answer about them can no longer be contested."""

from datetime import date, timedelta

import pytest

from portal.law.lifecycle import Status
from portal.models.consequence import Hold
from portal.services import decision, holds, releasing
from tests.services.contested import LAST, answer, contest, made
from tests.services.days import Desk, after
from tests.services.test_daily import go

SLUG = "juridisch-loket"
FINAL = LAST + timedelta(days=7)  # posted on the last day it is in a week later
NOTE = "Rob van facilitair zette het wissen uit."
CAMERA = "camera"


def closed(session, slug=SLUG, key="key") -> Desk:
    """A case with data kept, answered on 30 November and closed on that day."""
    desk = Desk(session, slug, key=key)
    if not holds.list_of(session, desk.case):  # an organisation without any such data
        case = desk.case
        row = {"activity": CAMERA, "vanishes_on": date(2026, 11, 21), "placed_at": after(0)}
        session.add(Hold(organisation=slug, case_id=case.id, **row))
    answer(desk)
    decision.close(session, desk.case, desk.organisation, actor=desk.member.actor(), now=after(10))
    session.flush()
    return desk


def bound(session, case) -> set[str]:
    return {each.activity for each in holds.list_of(session, case) if each.released_at is None}


def let_go(session, day: date, slug=SLUG) -> None:
    moment = after((day - date(2026, 11, 20)).days)
    assert releasing.release_due(session, slug, day, moment) is None


@pytest.mark.parametrize("slug", [SLUG, "cjib"])
def test_closing_lets_nothing_go_while_somebody_may_still_contest_the_answer(database, slug):
    with database.transaction() as session:
        case = closed(session, slug).case
        kept = bound(session, case)
        assert kept
        for day in (date(2026, 11, 30), LAST, FINAL):
            let_go(session, day, slug)
            assert bound(session, case) == kept
        let_go(session, FINAL + timedelta(days=1), "akj")
        assert bound(session, case) == kept
        let_go(session, FINAL + timedelta(days=1), slug)
        assert bound(session, case) == set()


def test_an_answered_case_that_nobody_closed_keeps_its_data(sqlite_database):
    with sqlite_database.transaction() as session:
        case = closed(session).case
        case.status = Status.DELIVERED
        session.flush()
        let_go(session, FINAL + timedelta(days=100))
        assert bound(session, case)


def test_what_a_bezwaar_is_about_stays_until_appeal_is_over_too(database):
    with database.transaction() as session:
        desk = closed(session, "cjib")
        bezwaar = contest(desk, made(desk))
        let_go(session, FINAL + timedelta(days=60), "cjib")
        assert bound(session, desk.case) == {CAMERA}
        decided = after(100)
        bezwaar.status, bezwaar.delivered_at, bezwaar.closed_at = Status.CLOSED, decided, decided
        session.flush()
        last = releasing.last_day_to_keep(bezwaar)
        let_go(session, last, "cjib")
        assert bound(session, desk.case) == {CAMERA}
        let_go(session, last + timedelta(days=1), "cjib")
        assert bound(session, desk.case) == set()


def test_a_bezwaar_is_a_request_whose_data_are_kept_too(sqlite_database, monkeypatch):
    asked = []
    with sqlite_database.transaction() as session:
        desk = closed(session, "cjib")
        monkeypatch.setattr(holds, "at_receipt", lambda *told: asked.append(told))
        bezwaar = contest(desk, made(desk))
        assert asked == [(session, bezwaar, desk.organisation, after(30))]


def test_a_bezwaar_that_was_taken_back_keeps_nothing_longer(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = closed(session, "cjib")
        bezwaar = contest(desk, made(desk))
        bezwaar.status = Status.WITHDRAWN
        session.flush()
        let_go(session, FINAL + timedelta(days=1), "cjib")
        assert bound(session, desk.case) == set()


def test_without_an_answer_there_is_no_last_day_to_keep(sqlite_database):
    with sqlite_database.transaction() as session, pytest.raises(ValueError, match="answer"):
        releasing.last_day_to_keep(Desk(session).case)


def test_many_cases_are_taken_in_steps(sqlite_database, monkeypatch):
    monkeypatch.setattr(releasing, "BATCH", 2)
    with sqlite_database.transaction() as session:
        cases = [closed(session, key=f"k{number}").case for number in range(3)]
        day = FINAL + timedelta(days=1)
        place = releasing.release_due(session, SLUG, day, after(60))
        assert place == cases[1].id
        assert releasing.release_due(session, SLUG, day, after(60), place=place) is None
        assert all(bound(session, case) == set() for case in cases)


def test_the_daily_round_lets_them_go(database):
    with database.transaction() as session:
        case_id = closed(session).case.id
    day = FINAL + timedelta(days=1)
    go(database, day)
    with database.transaction(write=False) as session:
        left = session.query(Hold).filter_by(case_id=case_id, released_at=None).count()
        assert left == 0
