"""The handlers of the demo take others out of what they give."""

import pytest
from sqlalchemy import select

from portal.demo import redacting
from portal.law.lifecycle import Status
from portal.models.case import Case
from portal.models.redaction import Mark, MarkState


@pytest.fixture
def marks(loaded):
    with loaded.database.transaction(write=False) as session:
        query = select(Mark).join(Case).where(Case.status == Status.DELIVERED)
        yield session.scalars(query).all()


def test_nothing_that_was_suggested_waits_in_an_answer_that_went(marks):
    assert marks
    assert MarkState.SUGGESTED not in {mark.state for mark in marks}


def test_what_is_taken_out_has_its_ground_and_what_that_asks(marks):
    taken = [mark for mark in marks if mark.state is MarkState.ACCEPTED]
    assert {mark.ground for mark in taken} == {redacting.GROUND}
    wanted = {key.value for key in redacting.WHY["nl"]}
    assert all(set(mark.needs) == wanted for mark in taken)


def test_no_town_and_no_office_is_taken_for_a_person(marks):
    for mark in marks:
        if mark.state is MarkState.ACCEPTED:
            assert not mark.text.startswith(redacting.NOT_PEOPLE)
