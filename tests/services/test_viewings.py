"""What the person may come and see: offered by an expert, put right by a handler."""

from datetime import date

import pytest

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, ActionRefused
from portal.services import viewings
from portal.services.viewings import ToSee
from tests.services import experts, stories
from tests.services.experts import STAFF
from tests.services.stories import NOW

OFFERED = ToSee("Beelden", "Balie, vraag naar Piet", "088 123", date(2027, 1, 4))


def offer(session):
    task = experts.begin(session)
    case = experts.case_of(session, task)
    return case, viewings.add(session, case, task, "advice", OFFERED, now=NOW)


def test_a_handler_says_it_otherwise(database):
    with database.transaction() as session:
        case, viewing = offer(session)
        better = ToSee("Beelden", "Balie", "088 123")
        viewings.change(case, viewing, better, actor=STAFF, now=NOW)
        session.flush()
        (found,) = viewings.list_of(session, case)
        assert (found.what, found.where, found.hold_until) == ("Beelden", "Balie", None)


def test_an_appointment_is_taken_out_of_the_answer(sqlite_database):
    with sqlite_database.transaction() as session:
        case, viewing = offer(session)
        viewings.remove(session, case, viewing, actor=STAFF, now=NOW)
        assert viewings.list_of(session, case) == []


def test_what_was_proposed_stays_as_it_is(sqlite_database):
    with sqlite_database.transaction() as session:
        case, viewing = offer(session)
        for part in case.parts:
            part.outcome = Outcome.GRANTED
        case.advance(Action.PROPOSE, STAFF, NOW)
        with pytest.raises(ActionRefused):
            viewings.change(case, viewing, OFFERED, actor=STAFF, now=NOW)
        with pytest.raises(ActionRefused):
            viewings.remove(session, case, viewing, actor=STAFF, now=NOW)


def test_an_appointment_of_another_case_is_not_found(sqlite_database):
    with sqlite_database.transaction() as session:
        case, viewing = offer(session)
        other = stories.ask(session, key="other")
        assert viewings.find(session, case, viewing.id) is viewing
        assert viewings.find(session, other, viewing.id) is None
