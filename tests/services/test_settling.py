"""What staff do with an instruction, and what the person says who was asked."""

import pytest
from sqlalchemy import select

from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.models.case import Case
from portal.models.expert import ExpertTask, TaskState
from portal.models.instruction import Instruction, InstructionState
from portal.queueing import Job
from portal.services import carrying, instructing, instructions, settling, signals, triage
from portal.services.settling import NoteNeeded, NotNow
from portal.services.signals import Signal
from tests.services import stories, told
from tests.services.obeying import (
    deliver,
    rows,
    states,
    work,
)

DONE, FAILED = InstructionState.DONE, InstructionState.FAILED
REFUSED, WITH_PERSON = InstructionState.REFUSED, InstructionState.WITH_PERSON
WHY = "Dit blijft: er loopt nog een zaak."


def act(database, source, does, **more):
    """Do something with the instruction of a source, as staff."""
    with database.transaction() as session:
        row = session.scalars(select(Instruction).where(Instruction.source == source)).one()
        does(session, session.get_one(Case, row.case_id), row)


def again(session, _case, row):
    settling.try_again(session, row, actor=told.STAFF, now=stories.NOW)


def over(here):
    return lambda session, case, row: settling.hand_over(
        session, case, here, row, actor=told.STAFF, now=stories.NOW
    )


def ended(done, why=""):
    return lambda session, case, row: settling.end(
        session, case, row, done=done, why=why, actor=told.STAFF, now=stories.NOW
    )


@pytest.fixture
def refused(sqlite_database, here, places, queue, systems):
    """An erasure that the profile service refuses."""
    systems.profile = 403
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    return sqlite_database


def test_a_system_that_refused_is_asked_again_from_the_dry_run_on(
    refused, here, places, queue, systems
):
    systems.profile = 204
    act(refused, "profile", again)
    row = rows(refused)["profile"]
    assert (row.state, row.items, row.attempts) == (InstructionState.TRYING, [], 0)
    work(refused, here, places, queue)
    assert states(refused) == {"register": DONE, "profile": DONE}


def test_what_is_asked_again_is_not_taken_for_what_was_answered_before(
    sqlite_database, here, places, queue, systems
):
    systems.items[0]["result"] = "refused"
    deliver(sqlite_database, here)
    work(sqlite_database, here, places, queue)
    systems.items[0]["result"] = "possible"
    act(sqlite_database, "register", again)
    work(sqlite_database, here, places, queue)
    number = rows(sqlite_database)["register"].id
    assert systems.keys == [f"{number}.1-trial", f"{number}.2-trial", f"{number}.2-real"]


def test_once_a_person_does_it_the_other_systems_go_on(refused, here, places, queue, systems):
    act(refused, "profile", over(here))
    work(refused, here, places, queue)
    assert states(refused) == {"register": DONE, "profile": WITH_PERSON}
    assert systems.real == ["register"]
    assert rows(refused)["profile"].reason == "handed_over"
    act(refused, "profile", ended(True))
    assert states(refused)["profile"] is DONE


def test_once_it_is_known_that_it_will_not_be_done_the_others_go_on(
    refused, here, places, queue, systems
):
    act(refused, "profile", ended(False, WHY))
    work(refused, here, places, queue)
    row = rows(refused)["profile"]
    assert (row.state, row.finished_at) == (FAILED, stories.NOW)
    assert row.items[-1] == ["", "failed", WHY]
    assert states(refused)["register"] is DONE
    with refused.transaction() as session:
        assert instructions.open_of(session, session.get_one(Case, row.case_id)) == []


@pytest.mark.parametrize("why", ["", "  nee  ", "te kort"])
def test_that_something_is_not_done_needs_a_reason(refused, why):
    with pytest.raises(NoteNeeded):
        act(refused, "profile", ended(False, why))
    assert states(refused)["profile"] is REFUSED


def test_a_system_that_is_at_it_is_left_alone(sqlite_database, here, places, queue):
    deliver(sqlite_database, here)
    for does in (again, over(here), ended(True)):
        with pytest.raises(NotNow):
            act(sqlite_database, "register", does)
    work(sqlite_database, here, places, queue)
    for does in (again, over(here), ended(False, WHY)):
        with pytest.raises(NotNow):
            act(sqlite_database, "register", does)


def test_what_ended_is_not_begun_again(refused, here):
    act(refused, "profile", ended(False, WHY))
    for does in (again, over(here), ended(True)):
        with pytest.raises(NotNow):
            act(refused, "profile", does)


def test_a_rehearsal_is_only_looked_at(sqlite_database, here, places, queue, systems):
    systems.profile = 403
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
    work(sqlite_database, here, places, queue)
    for does in (over(here), ended(True)):
        with pytest.raises(NotNow):
            act(sqlite_database, "profile", does)


def test_staff_are_told_before_the_decision_that_a_system_would_refuse(
    sqlite_database, here, places, queue, systems
):
    systems.profile = 403
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        instructing.rehearse(session, case, here, actor=told.STAFF, now=stories.NOW)
        assert Signal.SYSTEM_REFUSES not in signals.of(session, case, stories.NOW.date())
        number = case.id
    work(sqlite_database, here, places, queue)
    with sqlite_database.transaction() as session:
        case = session.get_one(Case, number)
        assert Signal.SYSTEM_REFUSES in signals.of(session, case, stories.NOW.date())
        told.deliver(session, case, here)
        assert Signal.SYSTEM_REFUSES not in signals.of(session, case, stories.NOW.date())


def owned(database, here):
    """What the owner of the archive is asked."""
    with database.transaction() as session:
        case = told.case_of(session, items={"calls": Outcome.GRANTED})
        told.deliver(session, case, here)


def answered(done, note=" Map 12 vernietigd. "):
    return lambda session, case, row: carrying.person_answered(
        session, case, row, done=done, note=note, now=stories.NOW
    )


@pytest.mark.parametrize(("done", "state"), [(True, DONE), (False, FAILED)])
def test_what_a_person_says_is_taken_in_once(sqlite_database, here, done, state):
    owned(sqlite_database, here)
    act(sqlite_database, "archive", answered(done))
    act(sqlite_database, "archive", answered(not done, "Toch niet."))
    row = rows(sqlite_database)["archive"]
    assert row.state is state
    assert row.items == [["", "done" if done else "failed", "Map 12 vernietigd."]]
    assert (row.finished_at is not None) is done
    assert row.reason == ("" if done else carrying.PERSON_DID_NOT)


def test_a_person_who_did_not_can_be_asked_again_and_no_system_is(sqlite_database, here, queue):
    owned(sqlite_database, here)
    act(sqlite_database, "archive", answered(False))
    with pytest.raises(NotNow):
        act(sqlite_database, "archive", again)
    act(sqlite_database, "archive", over(here))
    assert states(sqlite_database)["archive"] is WITH_PERSON
    assert queue.of(Job.CARRY_OUT) == []


def test_what_a_handler_does_himself_the_owner_need_not_do(sqlite_database, here):
    owned(sqlite_database, here)
    act(sqlite_database, "archive", ended(True, "Zelf gewist op 3 december."))
    with sqlite_database.transaction() as session:
        (task,) = session.scalars(select(ExpertTask)).all()
        assert task.state is TaskState.WITHDRAWN
    row = rows(sqlite_database)["archive"]
    assert (row.state, row.finished_at) == (DONE, stories.NOW)
    assert row.items == [["", "done", "Zelf gewist op 3 december."]]


def test_a_case_knows_its_own_instructions_only(sqlite_database, here):
    owned(sqlite_database, here)
    number = rows(sqlite_database)["archive"].id
    with sqlite_database.transaction() as session:
        other = told.case_of(session, key="other")
        assert instructions.find(session, other, number) is None
        assert instructions.list_of(session, other) == []
        own = session.get_one(Case, session.get_one(Instruction, number).case_id)
        assert instructions.find(session, own, number).effect is Effect.ERASE
