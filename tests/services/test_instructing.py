"""Telling the sources what was decided: made once, at delivery; a rehearsal before."""

import dataclasses
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.files import FileStore
from portal.law.effects import Effect
from portal.law.grounds import Outcome
from portal.law.lifecycle import ActionRefused, Status
from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.models.case import Case, Procedure
from portal.models.consequence import Restriction
from portal.models.expert import ExpertTask, TaskState
from portal.models.instruction import Instruction, InstructionState
from portal.queueing import Job
from portal.services import (
    carrying,
    daily,
    decision,
    documents,
    instructing,
    instructions,
    ledger,
    settling,
    tasklinks,
    triage,
)
from portal.services.instructions import BY_PERSON, REHEARSAL
from portal.services.obstacles import NotReady, Obstacle
from tests.services import stories, told
from tests.services.test_documents import Paper
from tests.services.vaults import vault_in

GRANTED, REFUSED = Outcome.GRANTED, Outcome.REFUSED
TRYING, WITH_PERSON = InstructionState.TRYING, InstructionState.WITH_PERSON
HERE = told.organisation()
EVERYTHING = {"advice": GRANTED, "calls": GRANTED, "paper": GRANTED}


def states(rows):
    return {each.source: each.state for each in rows}


def test_systems_get_a_job_and_people_a_question(database, queue):
    with database.transaction() as session:
        rows = told.deliver(session, told.case_of(session, items=EVERYTHING), HERE)
        assert states(rows) == {
            "register": TRYING,
            "profile": TRYING,
            "archive": WITH_PERSON,
            "": WITH_PERSON,
        }
        assert queue.of(Job.CARRY_OUT) == [rows[0].id, rows[1].id]
        (task,) = session.scalars(select(ExpertTask)).all()
        assert (task.instruction_id, task.email) == (rows[2].id, told.OWNER.email)
        assert [row.reason for row in rows] == ["", "", "only_read", "no_system"]


def test_what_is_done_and_what_stays_is_told_to_who_does_it(sqlite_database):
    with sqlite_database.transaction() as session:
        case = told.case_of(session, items={"calls": GRANTED, "advice": REFUSED})
        (row,) = told.deliver(session, case, HERE, Outcome.PARTLY)
        assert row.details["what"] == [["calls nl", "calls en"]]
        assert row.details["keep"] == [["advice nl", "advice en"]]
        assert row.details[BY_PERSON] == "only_read"


def test_a_correction_comes_with_the_old_and_the_new_value(sqlite_database):
    answers = {"field": "Achternaam", "old": "de Wit", "new": "Bakker"}
    with sqlite_database.transaction() as session:
        case = told.case_of(session, Right.RECTIFICATION, answers=answers)
        row, *_ = told.deliver(session, case, HERE)
        assert (row.source, row.effect, row.state) == ("register", Effect.RECTIFY, TRYING)
        assert row.details["change"] == answers
        assert row.details["columns"] == [["register_advice", "surname"]]


@pytest.mark.parametrize(
    ("right", "outcome"),
    [
        (Right.ACCESS, GRANTED),
        (Right.ERASURE, REFUSED),
        (Right.ERASURE, Outcome.NOTHING_HELD),
        (Right.RECTIFICATION, Outcome.WITHDRAWN),
    ],
)
def test_what_changes_nothing_tells_nobody(sqlite_database, queue, right, outcome):
    with sqlite_database.transaction() as session:
        case = told.case_of(session, right, items={"advice": REFUSED})
        assert told.deliver(session, case, HERE, outcome) == []
        assert queue.of(Job.CARRY_OUT) == []


def test_the_answer_to_a_bezwaar_tells_nobody(sqlite_database):
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        case.procedure = Procedure.BEZWAAR
        assert told.deliver(session, case, HERE) == []


def test_the_worker_tells_the_sources_when_the_answer_is_there(sqlite_database, queue, tmp_path):
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        stories.decide(session, case)
        case.decided_at, case.parts[0].basis = stories.NOW, "17.1.a"
        number = case.id
    files = FileStore(tmp_path / "files")
    press = documents.Press(
        sqlite_database, files, {told.SLUG: HERE}, Paper(), vault_in(tmp_path / "sources")
    )
    assert queue.of(Job.CARRY_OUT) == []
    documents.make_answer(press, number, now=stories.NOW)
    with sqlite_database.transaction() as session:
        rows = instructions.open_of(session, session.get_one(Case, number))
        assert states(rows) == {"register": TRYING, "profile": TRYING}
    assert len(queue.of(Job.CARRY_OUT)) == 2


def test_delivered_twice_it_is_told_once(sqlite_database, queue):
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        rows = told.deliver(session, case, HERE)
        instructing.at_delivery(session, case, HERE, stories.NOW)
        assert len(instructions.list_of(session, case)) == len(rows) == 2
        assert len(queue.of(Job.CARRY_OUT)) == 2


def test_the_log_tells_how_many_and_nothing_of_the_person(sqlite_database):
    with sqlite_database.transaction() as session:
        case = told.case_of(session, items=EVERYTHING)
        told.deliver(session, case, HERE)
        events = session.scalars(select(AuditEvent).where(AuditEvent.case_id == case.id)).all()
        (event,) = [each for each in events if each.action == "instructions_given"]
        assert event.detail == {"part": case.parts[0].id, "effect": "erase", "sources": 4}


def test_a_rehearsal_asks_systems_and_no_people_and_is_gone_at_delivery(database, queue):
    with database.transaction() as session:
        case = told.case_of(session, items=dict.fromkeys(EVERYTHING))
        triage.take(case, actor=told.STAFF, now=stories.NOW)
        rows = instructing.rehearse(session, case, HERE, actor=told.STAFF, now=stories.NOW)
        assert len(rows) == 4
        assert all(row.details[REHEARSAL] for row in rows)
        assert len(queue.of(Job.CARRY_OUT)) == 2
        assert session.scalars(select(ExpertTask)).all() == []
        assert instructions.open_of(session, case) == []
        again = instructing.rehearse(session, case, HERE, actor=told.STAFF, now=stories.NOW)
        assert len(instructions.list_of(session, case)) == len(again) == 4
        for item in case.parts[0].items:
            item.outcome = GRANTED
        delivered = told.deliver(session, case, HERE)
        assert len(delivered) == 4
        assert not any(row.details.get(REHEARSAL) for row in delivered)


def test_a_rehearsal_is_for_a_case_that_is_being_handled(sqlite_database):
    with sqlite_database.transaction() as session:
        case = told.case_of(session)
        with pytest.raises(ActionRefused):
            instructing.rehearse(session, case, HERE, actor=told.STAFF, now=stories.NOW)
        assert not instructing.may_rehearse(case)


def restricted(session, here=HERE, key="key"):
    """A granted restriction, told to the sources, and lifted since."""
    wanted = {"activities": ["advice", "calls"]}
    case = told.case_of(session, Right.RESTRICTION, answers=wanted, key=key)
    rows = told.deliver(session, case, here)
    marker = Restriction(
        case_id=case.id, part_id=case.parts[0].id, basis="18.1.b", since=stories.NOW
    )
    session.add(marker)
    session.flush()
    return case, rows, marker


def test_what_was_restricted_is_lifted_where_it_was(database, queue):
    with database.transaction() as session:
        case, rows, marker = restricted(session)
        assert states(rows) == {"register": TRYING, "profile": WITH_PERSON, "archive": WITH_PERSON}
        for row in rows:
            row.state, row.finished_at = InstructionState.DONE, stories.NOW
        assert instructing.lift(session, HERE, stories.NOW) == 0
        marker.lifted_at = later = stories.NOW + timedelta(days=30)
        assert instructing.lift(session, HERE, later) == 3
        assert instructing.lift(session, HERE, later) == 0
        lifts = [each for each in instructions.list_of(session, case) if each.effect is Effect.LIFT]
        assert states(lifts) == {
            "register": TRYING,
            "profile": WITH_PERSON,
            "archive": WITH_PERSON,
        }
        assert lifts[0].details["tables"] == ["register_advice"]
        assert lifts[0].id in queue.of(Job.CARRY_OUT)


def test_of_a_case_that_was_closed_meanwhile_the_owner_still_hears(sqlite_database):
    with sqlite_database.transaction() as session:
        case, rows, marker = restricted(session)
        rows[0].state, rows[0].finished_at = InstructionState.DONE, stories.NOW
        for row in rows[1:]:
            settling.end(session, case, row, done=True, why="", actor=told.STAFF, now=stories.NOW)
        case.status = Status.CLOSED
        marker.lifted_at = later = stories.NOW + timedelta(days=30)
        instructing.lift(session, HERE, later)
        (task,) = session.scalars(select(ExpertTask).where(ExpertTask.state == TaskState.OPEN))
        assert tasklinks.waits_for_answer(session, task)
        row = session.get_one(Instruction, task.instruction_id)
        carrying.person_answered(session, case, row, done=True, note="", now=later)
        assert not tasklinks.waits_for_answer(session, task)


def test_what_was_not_restricted_yet_when_it_ended_is_left_alone(sqlite_database):
    with sqlite_database.transaction() as session:
        case, _rows, marker = restricted(session)
        marker.lifted_at = stories.NOW + timedelta(days=30)
        instructing.lift(session, HERE, marker.lifted_at)
        assert {each.effect for each in instructions.list_of(session, case)} == {Effect.RESTRICT}
        assert {each.reason for each in instructions.list_of(session, case)} == {instructing.LIFTED}
        assert instructions.open_of(session, case) == []
        tasks = session.scalars(select(ExpertTask)).all()
        assert tasks
        assert all(task.state is TaskState.WITHDRAWN for task in tasks)


def test_the_daily_round_tells_them(sqlite_database):
    with sqlite_database.transaction() as session:
        case, rows, marker = restricted(session)
        number = case.id
        for row in rows:
            row.state, row.finished_at = InstructionState.DONE, stories.NOW
        marker.lifted_at = later = stories.NOW + timedelta(days=30)
    assert daily.run(sqlite_database, {told.SLUG: HERE}, now=later) == 1
    with sqlite_database.transaction() as session:
        told_now = instructions.open_of(session, session.get_one(Case, number))
        assert {each.effect for each in told_now} == {Effect.LIFT}


def test_another_organisation_is_not_touched(sqlite_database):
    with sqlite_database.transaction() as session:
        _, _rows, marker = restricted(session)
        marker.lifted_at = stories.NOW + timedelta(days=30)
        other = dataclasses.replace(HERE, slug="cjib")
        assert instructing.lift(session, other, marker.lifted_at) == 0


def test_a_case_with_something_undone_is_not_closed(sqlite_database):
    with sqlite_database.transaction() as session:
        case = told.case_of(session, items=EVERYTHING)
        rows = told.deliver(session, case, HERE)
        assert ledger.open_duties(session, case) == []
        with pytest.raises(NotReady) as refused:
            decision.close(session, case, HERE, actor=told.STAFF, now=stories.NOW)
        assert refused.value.obstacles == (Obstacle.INSTRUCTIONS_OPEN,)
        for row in rows:
            row.state, row.finished_at = InstructionState.DONE, stories.NOW
        decision.close(session, case, HERE, actor=told.STAFF, now=stories.NOW)
        assert session.get_one(Instruction, rows[0].id).finished_at is not None
