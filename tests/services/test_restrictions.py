"""Restrictions: set by themselves, told before they are lifted, lifted on the day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.language.words import local_date
from portal.law.grounds import Outcome
from portal.law.lifecycle import OPEN, ActionRefused, Status
from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.models.audit import Actor, AuditEvent
from portal.models.consequence import Restriction
from portal.models.letter import Letter
from portal.services import restrictions
from tests.services import stories

PORTAL = Actor.portal("akj")
TODAY = local_date(stories.NOW)
WHY = "Wij hebben de gegevens gecontroleerd. Ze kloppen."
MARKETING = {"kind": "marketing"}


def ask(session, right=Right.RECTIFICATION, answers=None, slug="akj", key="key"):
    """A case as the intake leaves it, with what follows on its receipt, once."""
    case = stories.ask(session, slug, right=right, answers=answers or {"field": "naam"}, key=key)
    if not restrictions.list_all(session, case):
        restrictions.at_receipt(session, case, stories.organisation(slug), stories.NOW)
    session.flush()
    return case


def letters(session, case) -> list[LetterKind]:
    found = select(Letter.kind).where(Letter.case_id == case.id).order_by(Letter.id)
    return list(session.scalars(found))


def events(session, case) -> list[str]:
    found = select(AuditEvent.action).where(AuditEvent.case_id == case.id)
    return list(session.scalars(found.order_by(AuditEvent.id)))


@pytest.mark.parametrize(
    ("right", "answers", "basis"),
    [
        (Right.RECTIFICATION, {"field": "naam"}, "18.1.a"),
        (Right.OBJECTION, {"kind": "situation"}, "18.1.d"),
        (Right.OBJECTION, MARKETING, None),
        (Right.RESTRICTION, {"case": "accuracy"}, "18.1.a"),
        (Right.RESTRICTION, {"case": "claims"}, None),
        (Right.ACCESS, {"scope": "all"}, None),
        (Right.ERASURE, {"scope": "all"}, None),
    ],
)
def test_on_receipt_the_data_of_what_is_weighed_rest_and_the_person_is_told(
    database, right, answers, basis
):
    with database.transaction() as session:
        case = ask(session, right, answers)
        assert [each.basis for each in restrictions.active(session, case)] == [basis] * bool(basis)
        told = [LetterKind.RESTRICTION_SET] if basis else []
        assert [kind for kind in letters(session, case) if kind in told] == told
        assert ("restrict" in events(session, case)) == bool(basis)


@pytest.mark.parametrize(
    ("outcome", "basis", "marked"),
    [
        (Outcome.GRANTED, "18.1.b", ["18.1.b"]),
        (Outcome.PARTLY, None, ["18.1.c"]),
        (Outcome.REFUSED, None, []),
        (Outcome.WITHDRAWN, None, []),
    ],
)
def test_a_granted_restriction_is_marked_when_the_answer_goes_out(
    sqlite_database, outcome, basis, marked
):
    with sqlite_database.transaction() as session:
        case = ask(session, Right.RESTRICTION, {"case": "claims"})
        case.parts[0].outcome, case.parts[0].basis = outcome, basis
        restrictions.at_delivery(session, case, stories.NOW)
        restrictions.at_delivery(session, case, stories.NOW)
        assert [each.basis for each in restrictions.active(session, case)] == marked
        assert LetterKind.RESTRICTION_SET not in letters(session, case)


def test_a_marker_of_the_receipt_is_not_set_twice(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session, Right.RESTRICTION, {"case": "objection"})
        case.parts[0].outcome, case.parts[0].basis = Outcome.GRANTED, "18.1.d"
        restrictions.at_delivery(session, case, stories.NOW)
        assert len(restrictions.active(session, case)) == 1


def answer(session, case, outcome=Outcome.REFUSED, basis=None) -> None:
    """The answer goes out."""
    for part in case.parts:
        part.outcome, part.basis = outcome, basis
    case.status, case.delivered_at = Status.DELIVERED, stories.NOW
    restrictions.at_delivery(session, case, stories.NOW)
    session.flush()


def announce(session, case, days=14, reason=WHY, *, answered=True):
    if answered:
        answer(session, case)
    (restriction,) = restrictions.active(session, case)
    restrictions.announce(
        session,
        case,
        stories.organisation(case.organisation),
        restriction,
        TODAY + timedelta(days=days),
        reason,
        actor=PORTAL,
        now=stories.NOW,
    )
    session.flush()
    return restriction


def made(session, restriction, on=stories.NOW) -> None:
    """The worker made the letter at this moment."""
    session.get_one(Letter, restriction.letter_id).made_at = on
    session.flush()


def lift(session, day: date, slug="akj") -> int:
    return restrictions.lift_due(session, slug, day, stories.NOW)


def test_before_it_is_lifted_the_person_gets_a_letter_with_day_and_reason(database):
    with database.transaction() as session:
        case = ask(session)
        restriction = announce(session, case)
        letter = session.get_one(Letter, restriction.letter_id)
        assert letter.kind is LetterKind.RESTRICTION_LIFTED
        assert letter.facts == {
            "basis": "18.1.a",
            "lift_on": (TODAY + timedelta(days=14)).isoformat(),
            "reason": WHY,
        }
        assert "lift_told" in events(session, case)
        assert restrictions.active(session, case) == [restriction]


def test_it_is_lifted_on_its_day_once_and_not_before(database):
    with database.transaction() as session:
        case = ask(session)
        restriction = announce(session, case)
        made(session, restriction)
        day = TODAY + timedelta(days=14)
        assert lift(session, day - timedelta(days=1)) == 0
        assert lift(session, day, "cjib") == 0
        assert lift(session, day) == 1
        assert lift(session, day) == 0
        assert restrictions.active(session, case) == []
        assert restriction.lifted_at == stories.NOW
        assert events(session, case).count("lift") == 1


def test_it_is_never_lifted_while_the_letter_is_not_made_or_was_made_late(database):
    with database.transaction() as session:
        case = ask(session)
        restriction = announce(session, case, days=7)
        day = TODAY + timedelta(days=7)
        assert lift(session, day) == 0
        made(session, restriction, stories.NOW + timedelta(days=3))
        assert lift(session, day) == 0
        assert lift(session, day + timedelta(days=3)) == 1


@pytest.mark.parametrize(
    "asked",
    [
        (Right.RECTIFICATION, {"field": "naam"}),
        (Right.OBJECTION, {"kind": "situation"}),
        (Right.RESTRICTION, {"case": "accuracy"}),
    ],
)
@pytest.mark.parametrize("status", sorted(OPEN))
def test_nobody_is_told_that_it_ends_while_it_is_weighed(sqlite_database, status, asked):
    with sqlite_database.transaction() as session:
        case = ask(session, *asked)
        case.status = status
        with pytest.raises(ActionRefused):
            announce(session, case, answered=False)
        assert LetterKind.RESTRICTION_LIFTED not in letters(session, case)


def test_what_was_told_too_early_is_not_lifted_before_the_answer(database):
    with database.transaction() as session:
        case = ask(session)
        restriction = announce(session, case)
        made(session, restriction)
        case.status = Status.IN_TREATMENT
        session.flush()
        day = TODAY + timedelta(days=14)
        assert lift(session, day) == 0
        case.status = Status.DELIVERED
        session.flush()
        assert lift(session, day) == 1


def test_a_granted_restriction_goes_on_though_its_end_was_told_before(database):
    with database.transaction() as session:
        case = ask(session, Right.RESTRICTION, {"case": "accuracy"})
        restriction = announce(session, case)
        made(session, restriction)
        answer(session, case, Outcome.GRANTED, "18.1.c")
        told = (restriction.lift_on, restriction.lift_told_at, restriction.letter_id)
        assert told == (None, None, None)
        assert (restriction.basis, restriction.lift_reason) == ("18.1.c", "")
        assert lift(session, TODAY + timedelta(days=15)) == 0
        assert restrictions.active(session, case) == [restriction]


def test_what_was_not_announced_is_never_lifted(sqlite_database):
    with sqlite_database.transaction() as session:
        ask(session)
        assert lift(session, TODAY + timedelta(days=3650)) == 0


@pytest.mark.parametrize("days", [-1, 0, 6, 93])
def test_the_day_gives_time_to_react_and_is_not_far_away(sqlite_database, days):
    with sqlite_database.transaction() as session:
        case = ask(session)
        with pytest.raises(restrictions.WrongDay):
            announce(session, case, days)
        assert LetterKind.RESTRICTION_LIFTED not in letters(session, case)


def test_a_reason_is_needed_and_it_is_told_once(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        with pytest.raises(restrictions.ReasonNeeded):
            announce(session, case, reason="  klaar  ")
        announce(session, case)
        with pytest.raises(restrictions.AlreadyTold):
            announce(session, case)


def test_who_takes_the_request_back_is_told_when_the_data_are_used_again(sqlite_database):
    with sqlite_database.transaction() as session:
        case = ask(session)
        here = stories.organisation("akj")
        case.status = Status.WITHDRAWN
        restrictions.on_withdrawal(session, case, here, None, now=stories.NOW)
        restrictions.on_withdrawal(session, case, here, None, now=stories.NOW)
        (restriction,) = restrictions.active(session, case)
        assert restriction.lift_on == restrictions.usual_day(stories.NOW)
        assert restriction.lift_reason == "U heeft uw verzoek ingetrokken."
        assert letters(session, case).count(LetterKind.RESTRICTION_LIFTED) == 1


def test_the_usual_day_is_a_working_day():
    assert restrictions.usual_day(stories.NOW) == date(2026, 12, 4)


def test_a_key_of_another_case_finds_nothing(sqlite_database):
    with sqlite_database.transaction() as session:
        one, other = ask(session), ask(session, key="other")
        (restriction,) = restrictions.active(session, one)
        assert restrictions.find(session, one, restriction.id) is restriction
        assert restrictions.find(session, other, restriction.id) is None
        assert restrictions.find(session, one, 10**9) is None
        assert restrictions.restricted_among(session, [one.id, other.id]) == {one.id, other.id}
        assert (
            restrictions.list_all(session, one)
            == session.scalars(select(Restriction).where(Restriction.case_id == one.id)).all()
        )
