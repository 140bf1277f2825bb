"""More time: once, with reasons, inside the first month, told by a letter at once."""

from datetime import date, timedelta

import pytest

from portal.law.deadlines import answer_due, last_day_to_extend
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.letters.procedure import ExtensionGround
from portal.models.audit import AuditEvent
from portal.models.clock import ClockKind
from portal.models.letter import Letter
from portal.queueing import Job
from portal.services import extending
from portal.services.extending import Extension, Refusal
from tests.services.contested import answer, contest, made
from tests.services.days import MONTH, QUARTER, RECEIVED, WHY, Desk, after


@pytest.fixture
def desk(database):
    with database.transaction() as session:
        yield Desk(session)


def test_an_extension_counts_three_months_from_receipt_and_is_told_at_once(desk, queue):
    letter = desk.extend(days=10)
    case = desk.case
    assert (case.legal_due, case.target) == (QUARTER, answer_due(RECEIVED, 3).target)
    assert (case.extended_at, case.extension_reason) == (after(10), WHY.explanation)
    assert (letter.kind, letter.id) == (LetterKind.EXTENSION, queue.of(Job.MAKE_LETTER)[-1])
    assert letter.facts["before"] == MONTH.isoformat()
    assert letter.facts["legal_due"] == QUARTER.isoformat()
    assert desk.entries() == [(ClockKind.RECEIVED, MONTH), (ClockKind.EXTENDED, QUARTER)]
    event = desk.session.query(AuditEvent).filter_by(action="extend").one()
    assert event.detail["grounds"] == ["complexity"]
    assert WHY.explanation not in str(event.detail)


def test_the_last_day_to_extend_is_the_last_day_of_the_first_month(desk):
    last = (last_day_to_extend(RECEIVED) - RECEIVED).days
    assert extending.why_not_extend(desk.case, RECEIVED + timedelta(last)) is None
    assert extending.why_not_extend(desk.case, RECEIVED + timedelta(last + 1)) is Refusal.TOO_LATE
    with pytest.raises(extending.CannotExtend) as refused:
        desk.extend(days=last + 1)
    assert refused.value.refusal is Refusal.TOO_LATE
    assert (desk.case.legal_due, desk.case.extended_at) == (MONTH, None)
    assert desk.session.query(Letter).count() == 0


def test_a_term_is_extended_once(desk):
    desk.extend()
    with pytest.raises(extending.CannotExtend) as refused:
        desk.extend(days=1)
    assert refused.value.refusal is Refusal.ALREADY
    assert desk.session.query(Letter).count() == 1


@pytest.mark.parametrize(
    "extension",
    [
        Extension((), "Uw gegevens staan in vier archieven."),
        Extension((ExtensionGround.NUMBER,), ""),
        Extension((ExtensionGround.NUMBER,), "  te druk        "),
    ],
)
def test_an_extension_needs_its_reasons(desk, extension):
    with pytest.raises(extending.ReasonMissing):
        desk.extend(extension=extension)
    assert desk.entries() == []


@pytest.mark.parametrize("right", [Right.COMPLAINT, Right.CONSENT_WITHDRAWAL])
def test_a_norm_of_our_own_knows_no_extension(sqlite_database, right):
    with sqlite_database.transaction() as session:
        desk = Desk(session, right=right, answers={"what": "x"})
        assert extending.why_not_extend(desk.case, RECEIVED) is Refusal.NO_MONTH
        assert desk.pause().counts is False


@pytest.mark.parametrize(("committee", "due"), [(False, (2027, 4, 5)), (True, (2027, 5, 18))])
def test_a_decision_on_bezwaar_is_put_off_once_by_six_weeks(sqlite_database, committee, due):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        desk.case = contest(desk, made(desk, committee=committee))
        desk.case.advance(Action.TAKE, desk.member.actor(), after(31))
        before = desk.case.legal_due
        why = Extension((), "De commissie kan u pas in maart horen.")
        letter = desk.extend(days=32, extension=why)
        assert (letter.facts["postponed"], letter.facts["before"]) == (True, before.isoformat())
        assert desk.case.legal_due == date(*due)
        assert desk.entries()[-1] == (ClockKind.EXTENDED, desk.case.legal_due)
        assert extending.why_not_extend(desk.case, RECEIVED) is Refusal.ALREADY


def test_a_decision_on_bezwaar_is_not_put_off_when_it_is_late(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session, "cjib")
        answer(desk)
        case = contest(desk, made(desk))
        due = case.legal_due
        assert extending.why_not_extend(case, due) is None
        assert extending.why_not_extend(case, due + timedelta(days=1)) is Refusal.TOO_LATE


def test_what_was_decided_is_not_extended(sqlite_database):
    with sqlite_database.transaction() as session:
        desk = Desk(session)
        for action in (Action.PROPOSE, Action.APPROVE):
            desk.case.advance(action, desk.member.actor(), after(1))
        assert extending.why_not_extend(desk.case, RECEIVED) is Refusal.ANSWERED
