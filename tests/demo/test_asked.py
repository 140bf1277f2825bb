"""Who is asked in the demo answers, each a bit differently."""

import pytest
from sqlalchemy import select

from portal.demo import asked
from portal.law.lifecycle import Status
from portal.models.case import Case
from portal.models.expert import ExpertAnswer, ExpertTask, TaskState, Viewing
from portal.models.instruction import Instruction, InstructionState


@pytest.fixture
def session(loaded):
    with loaded.database.transaction(write=False) as session:
        yield session


def test_every_question_of_the_past_was_answered_in_one_of_three_ways(session):
    tasks = session.scalars(select(ExpertTask).where(ExpertTask.search_id.is_not(None))).all()
    assert {task.organisation for task in tasks} == {"juridisch-loket", "burojij"}
    assert {task.state for task in tasks} == {TaskState.ANSWERED}
    answers = {ExpertAnswer.VIEWING, ExpertAnswer.OVERVIEW, ExpertAnswer.NOTHING_HELD}
    assert {task.answer for task in tasks} <= answers
    assert all(task.copies_gone_at for task in tasks)
    assert ExpertAnswer.VIEWING in {task.answer for task in tasks}
    assert session.scalars(select(Viewing)).all()


def test_what_a_closed_case_asked_of_systems_is_done(session):
    query = select(Instruction).join(Case).where(Case.status == Status.CLOSED)
    found = session.scalars(query).all()
    assert found
    assert {each.state for each in found} == {InstructionState.DONE}
    assert {each.items[-1][2] for each in found} == {asked.CARRIED_OUT}
