"""Taking a request back: on the status page, or told to staff."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.law.lifecycle import Action, ActionRefused, Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.law.withdrawal import Way
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Direction, Message
from portal.models.consequence import Hold
from portal.models.letter import Letter
from portal.services import progress, releasing, restrictions, withdrawing, writing
from portal.services.withdrawing import NoMessage, Told, WrongDay, WrongWay
from tests.services import stories
from tests.services.contested import answer, contest, made
from tests.services.days import Desk, after
from tests.services.stories import NOW, ask
from tests.services.test_triage import hire

HERE = stories.organisation()
CITIZEN = Actor.citizen("juridisch-loket")
TODAY = date(2026, 11, 20)
PHONED = Told(Way.PHONE, TODAY, "Belde: het hoeft niet meer.")


def facts(session):
    found = select(Letter).where(Letter.kind == LetterKind.WITHDRAWN)
    return session.scalars(found).one().facts


def keep(session, case) -> Hold:
    """Data that would have vanished."""
    row = {"activity": "camera", "rule": {}, "vanishes_on": NOW.date(), "placed_at": NOW}
    kept = Hold(organisation=case.organisation, case_id=case.id, **row)
    session.add(kept)
    session.flush()
    return kept


def test_a_request_is_withdrawn_once_for_good(database):
    with database.transaction() as session:
        case = ask(session)
        for _ in range(2):
            withdrawing.withdraw(session, case, HERE, actor=CITIZEN, now=NOW)
        assert case.status is Status.WITHDRAWN
        assert case.closed_at == NOW
        assert not progress.may_write(case)
        assert not withdrawing.may_withdraw(case)
        with pytest.raises(ActionRefused):
            progress.write_message(session, case, "toch niet", actor=CITIZEN, now=NOW)
        assert facts(session) == {"withdrawn_on": "2026-11-20"}
        assert withdrawing.doubted_until(session, case) is None


def test_who_withdraws_hears_when_the_data_are_used_again_and_what_was_kept_may_go(database):
    with database.transaction() as session:
        case = ask(session, right=Right.RECTIFICATION)
        kept = keep(session, case)
        withdrawing.withdraw(session, case, HERE, actor=CITIZEN, now=NOW)
        assert kept.released_at == NOW
        assert [each.lift_on for each in restrictions.active(session, case)] == [
            restrictions.usual_day(NOW)
        ]


def test_staff_record_how_and_when_it_was_told_and_the_letter_asks_whether_it_is_right(database):
    with database.transaction() as session:
        desk = Desk(session)
        who = {"actor": desk.member.actor(), "now": after(3)}
        withdrawing.record(session, desk.case, HERE, PHONED, **who)
        assert desk.case.status is Status.WITHDRAWN
        assert facts(session) == {
            "withdrawn_on": "2026-11-20",
            "way": "phone",
            "doubted_until": "2026-12-07",
        }
        event = session.query(AuditEvent).filter_by(action="withdraw").one()
        assert event.detail["way"] == "phone"
        assert event.detail["told_on"] == "2026-11-20"
        assert PHONED.what not in str(event.detail)
        (note,) = [each for each in desk.case.messages if each.direction is Direction.NOTE]
        assert note.body == PHONED.what


def test_by_post_there_are_two_weeks_from_the_day_it_is_posted(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        desk.case.email = ""
        who = {"actor": desk.member.actor(), "now": after(3)}
        withdrawing.record(session, desk.case, HERE, PHONED, **who)
        assert facts(session)["doubted_until"] == "2026-12-10"  # posted on Thursday 26 November
        assert withdrawing.doubted_until(session, desk.case) == date(2026, 12, 10)


def test_what_staff_recorded_lets_nothing_go_while_the_person_may_still_say_it_is_wrong(database):
    with database.transaction() as session:
        desk = Desk(session)
        kept = keep(session, desk.case)
        actor = desk.member.actor()
        withdrawing.record(session, desk.case, HERE, PHONED, actor=actor, now=NOW)
        last = withdrawing.doubted_until(session, desk.case)
        assert last == TODAY + timedelta(days=14)
        assert kept.released_at is None
        for day, gone in ((last, False), (last + timedelta(days=1), True)):
            releasing.release_due(session, desk.case.organisation, day, after(30))
            assert (kept.released_at is not None) is gone
            assert releasing.is_final(session, desk.case, day) is gone


@pytest.mark.parametrize(
    ("email", "last", "lifted"),
    [
        ("a@example.org", date(2026, 12, 4), date(2026, 12, 7)),  # a Friday; the next is Monday
        ("", date(2026, 12, 9), date(2026, 12, 10)),  # posted on Wednesday 25 November
    ],
)
def test_data_rest_until_the_person_can_no_longer_say_that_it_is_wrong(
    database, email, last, lifted
):
    with database.transaction() as session:
        case, member = ask(session, right=Right.RECTIFICATION), hire(session)
        case.email = email
        withdrawing.record(session, case, HERE, PHONED, actor=member.actor(), now=NOW)
        assert withdrawing.doubted_until(session, case) == last
        assert [each.lift_on for each in restrictions.active(session, case)] == [lifted]


@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 11, 24)])
def test_nobody_told_it_before_the_request_or_in_the_future(sqlite_database, day):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        with pytest.raises(WrongDay):
            withdrawing.check(desk.case, Told(Way.PHONE, day, "x"), date(2026, 11, 23))


def test_a_message_stands_in_the_file(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        wrote = Told(Way.MESSAGE, TODAY, "Zie het bericht.")
        with pytest.raises(NoMessage):
            withdrawing.check(desk.case, wrote, TODAY)
        sent = Message(direction=Direction.FROM_CITIZEN, at=NOW, body="Laat maar.")
        desk.case.messages.append(sent)
        withdrawing.check(desk.case, wrote, TODAY)


def test_a_bezwaar_is_not_taken_back_by_telephone_and_the_decision_stays(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = contest(desk, made(desk))
        told = Told(Way.PHONE, date(2026, 12, 18), "Belde.")
        with pytest.raises(WrongWay):  # Awb 6:21
            withdrawing.check(case, told, date(2026, 12, 20))
        heard = Told(Way.HEARING, date(2026, 12, 18), "Zei het bij het horen.")
        withdrawing.check(case, heard, date(2026, 12, 20))
        found = withdrawing.facts_of(session, case, heard, after(30))
        assert found["against"] == desk.case.reference
        letter = writing.preview(
            session, case, desk.organisation, LetterKind.WITHDRAWN, facts=found, now=after(30)
        )
        assert "Wij beslissen niet op uw bezwaar." in letter
        assert "U krijgt geen antwoord op dit verzoek" not in letter
        assert "U heeft uw bezwaar ingetrokken" in letter
        assert "uw verzoek ingetrokken" not in letter


def test_what_is_proposed_is_not_taken_back_at_the_desk(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        desk.case.advance(Action.PROPOSE, desk.member.actor(), NOW)
        with pytest.raises(ActionRefused):
            withdrawing.record(session, desk.case, HERE, PHONED, actor=desk.member.actor(), now=NOW)
