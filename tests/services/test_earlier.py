"""What the same person asked before is told with what became of it; of nobody else."""

from datetime import date, timedelta

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Procedure
from portal.services.earlier import MOST, earlier_requests
from tests.services import stories

LATER = stories.NOW + timedelta(days=40)


def asked_again(session, **told):
    case = stories.ask(session, key="again", **told)
    case.received_at = LATER
    session.flush()
    return case


def before(session, key="before", **told):
    case = stories.ask(session, key=key, **told)
    session.flush()
    return case


def test_an_answered_request_is_told_with_its_day_and_outcome(sqlite_database):
    with sqlite_database.transaction() as session:
        old = before(session, right=Right.ERASURE)
        stories.decide(session, old, Outcome.PARTLY, ground="legal_duty")
        old.advance(Action.DELIVER, Actor.portal(old.organisation), stories.NOW)
        old.delivered_at = stories.NOW
        (told,) = earlier_requests(session, asked_again(session))
        assert told.reference == old.reference
        assert (told.received, told.answered) == (old.received_date, date(2026, 11, 20))
        assert told.outcomes == ((Right.ERASURE, Outcome.PARTLY),)


def test_what_is_not_answered_yet_says_so_and_what_was_taken_back_too(sqlite_database):
    with sqlite_database.transaction() as session:
        open_one = before(session, "open")
        open_one.parts[0].outcome = Outcome.GRANTED  # filled in, not decided
        gone = before(session, "gone")
        gone.status = Status.WITHDRAWN
        told = earlier_requests(session, asked_again(session))
        assert [each.outcomes[0][1] for each in told] == [None, Outcome.WITHDRAWN]
        assert [each.answered for each in told] == [None, None]


def test_a_name_alone_does_not_make_it_the_same_person(sqlite_database):
    with sqlite_database.transaction() as session:
        before(session, email="andere.sanne@voorbeeld.example")
        assert earlier_requests(session, asked_again(session)) == ()


def test_the_same_birth_date_and_address_do(sqlite_database):
    with sqlite_database.transaction() as session:
        old = before(session, email="oud@voorbeeld.example")
        case = asked_again(session)
        for each in (old, case):
            each.birth_date = date(1980, 1, 2)
        session.flush()
        assert earlier_requests(session, case) == ()
        old.address, case.address = "Lindelaan 12, Utrecht", "lindelaan 12, utrecht"
        session.flush()
        assert len(earlier_requests(session, case)) == 1


def test_others_requests_are_not_told(sqlite_database):
    with sqlite_database.transaction() as session:
        before(session, "for the privacy officer").fg_only = True  # UAVG 39
        before(session, "by somebody else").representative = {"name": "Een ander"}
        before(session, "elsewhere", slug="akj")
        before(session, "bezwaar").procedure = Procedure.BEZWAAR
        later = before(session, "later")
        later.received_at = LATER + timedelta(days=1)
        session.flush()
        assert earlier_requests(session, asked_again(session)) == ()


def test_they_come_oldest_first_and_not_without_end(sqlite_database):
    with sqlite_database.transaction() as session:
        for number in range(MOST + 2):
            case = before(session, f"number {number}")
            case.received_at = stories.NOW + timedelta(minutes=number)
        session.flush()
        told = earlier_requests(session, asked_again(session))
        assert len(told) == MOST
        assert told[-1].reference == case.reference
