"""Going on with what was never taken back."""

from datetime import date, timedelta

import pytest

from portal.law.effects import Effect
from portal.law.lifecycle import ActionRefused, Status
from portal.law.rights import Right
from portal.law.withdrawal import Way
from portal.models.audit import Actor, AuditEvent
from portal.models.case import Direction
from portal.models.clock import PauseEnd, Question
from portal.models.consequence import Hold
from portal.models.instruction import Instruction, InstructionState
from portal.models.mail import OutgoingMail
from portal.queueing import Job
from portal.services import clock, releasing, restrictions, reviving, withdrawing
from portal.services.guidance import Step
from portal.services.reviving import ReasonMissing, TooLate
from portal.services.withdrawing import Told
from tests.services.contested import answer, contest, made
from tests.services.days import MONTH, Desk, after
from tests.services.deciding import advise

CAME = date(2026, 11, 20)
WHY = "Belde: die brief klopt niet, ik wil mijn gegevens nog steeds zien."


def end(desk, case=None, days=3, way=Way.PHONE):
    """Staff record that it was taken back, which is wrong."""
    case = case or desk.case
    told = Told(way, case.received_date, "Belde: het hoeft niet meer.")
    who = {"actor": desk.member.actor(), "now": after(days)}
    withdrawing.record(desk.session, case, desk.organisation, told, **who)


def revive(desk, case=None, days=5, why=WHY):
    who = {"actor": desk.member.actor(), "now": after(days)}
    reviving.revive(desk.session, case or desk.case, desk.organisation, why, **who)


@pytest.fixture
def desk(database):
    with database.transaction() as session:
        yield Desk(session, right=Right.RECTIFICATION)


def test_we_go_on_and_the_last_day_is_as_it_was(desk):
    desk.case.handler_id = None
    end(desk)
    revive(desk)
    case = desk.case
    assert (case.status, case.is_open, case.closed_at) == (Status.IN_TREATMENT, True, None)
    assert (case.legal_due, case.handler_id) == (MONTH, desk.member.id)
    event = desk.session.query(AuditEvent).filter_by(action="revive").one()
    assert event.staff_id == desk.member.id
    assert WHY not in str(event.detail)


def test_while_it_may_be_taken_up_again_nobody_says_that_nothing_is_left_to_do(desk):
    end(desk)
    advice = advise(desk.session, desk.case, desk.member, now=after(16))
    assert (advice.step, advice.can_act) == (Step.DOUBT, True)
    assert advise(desk.session, desk.case, desk.member, now=after(18)).step is Step.NOTHING


def test_the_person_reads_that_we_go_on_and_colleagues_read_why(desk):
    end(desk)
    before = desk.session.query(OutgoingMail).count()
    revive(desk)
    told = {each.direction: each.body for each in desk.case.messages}
    assert told[Direction.NOTE] == WHY
    assert "Wij gaan verder met uw verzoek." in told[Direction.TO_CITIZEN]
    assert "maandag 21 december 2026" in told[Direction.TO_CITIZEN]
    assert "Wij gebruiken uw gegevens nog niet" in told[Direction.TO_CITIZEN]  # AVG 18.1
    assert desk.session.query(OutgoingMail).count() == before + 1


def test_data_go_on_resting_and_what_was_kept_is_kept(desk, queue):
    row = {"activity": "camera", "rule": {}, "vanishes_on": CAME, "placed_at": after(0)}
    kept = Hold(organisation=desk.case.organisation, case_id=desk.case.id, **row)
    desk.session.add(kept)
    end(desk)
    (restriction,) = restrictions.active(desk.session, desk.case)
    assert restriction.lift_on == date(2026, 12, 8)
    told = {"part_id": desk.case.parts[0].id, "source": "zaken", "asked_at": after(0)}
    row = Instruction(case_id=desk.case.id, effect=Effect.RESTRICT, **told)
    row.state = InstructionState.TRYING  # it was to be told when the case ended
    desk.session.add(row)
    desk.session.flush()
    resting = queue.of(Job.LET_REST)
    revive(desk)
    assert queue.of(Job.CARRY_OUT) == [row.id]
    assert len(queue.of(Job.LET_REST)) == len(resting) + 1  # whom was not told yet, is told
    assert (restriction.lift_on, restriction.letter_id, restriction.lift_reason) == (None, None, "")
    later = date(2027, 3, 1)
    assert restrictions.lift_due(desk.session, desk.case.organisation, later, after(100)) == 0
    releasing.release_due(desk.session, desk.case.organisation, later, after(100))
    assert kept.released_at is None


def test_it_is_possible_until_the_day_that_the_letter_says_and_no_longer(desk):
    end(desk)
    last = withdrawing.doubted_until(desk.session, desk.case)
    assert last == date(2026, 12, 7)
    assert reviving.last_day(desk.session, desk.case, last) == last
    assert reviving.last_day(desk.session, desk.case, last + timedelta(days=1)) is None
    with pytest.raises(TooLate):
        revive(desk, days=18)  # the 8th
    revive(desk, days=17)
    assert reviving.last_day(desk.session, desk.case, last) is None


def test_what_the_person_took_back_stays_so(desk):
    who = {"actor": Actor.citizen(desk.case.organisation), "now": after(1)}
    withdrawing.withdraw(desk.session, desk.case, desk.organisation, **who)
    with pytest.raises(TooLate):
        revive(desk)
    assert desk.case.status is Status.WITHDRAWN


def test_a_reason_is_written_down_and_only_what_was_taken_back_is_taken_up(desk):
    with pytest.raises(ActionRefused):
        revive(desk)
    end(desk)
    with pytest.raises(ReasonMissing):
        revive(desk, why="  belde ")
    assert desk.case.status is Status.WITHDRAWN


def test_waiting_that_ended_with_the_withdrawal_gives_no_days_more(desk):
    desk.ask(1, Question.CLARIFICATION)
    assert desk.case.legal_due > MONTH
    end(desk, days=4)
    revive(desk)
    (pause,) = clock.pauses_of(desk.session, desk.case)
    assert pause.ended_by is PauseEnd.WITHDRAWN
    assert desk.case.legal_due == clock.deadline_of(desk.session, desk.case).legal_due


def test_a_bezwaar_is_taken_up_again_too(database):
    with database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = contest(desk, made(desk))
        due = case.legal_due
        end(desk, case, days=30, way=Way.LETTER)
        revive(desk, case, days=35)
        assert (case.status, case.legal_due) == (Status.IN_TREATMENT, due)
        session.refresh(case)
        told = [each.body for each in case.messages if each.direction is Direction.TO_CITIZEN]
        assert "Wij gaan verder met uw bezwaar." in told[-1]
