"""The life of a case: no status is a trap, none is without an owner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.law.lifecycle import (
    OPEN,
    OWNER,
    TRANSITIONS,
    Action,
    ActionRefused,
    Owner,
    Status,
    is_allowed,
    next_status,
)

ENDS = {Status.CLOSED, Status.WITHDRAWN}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
def test_every_action_is_allowed_or_refused_by_one_predicate(status, action):
    if is_allowed(status, action):
        assert next_status(status, action) in Status
    else:
        with pytest.raises(ActionRefused) as refused:
            next_status(status, action)
        assert (refused.value.status, refused.value.action) == (status, action)


def test_every_status_has_an_owner():
    assert set(OWNER) == set(Status)
    assert {status for status in Status if OWNER[status] is Owner.NOBODY} == ENDS


def test_every_status_can_be_reached_and_left():
    reached = {Status.RECEIVED} | set(TRANSITIONS.values())
    assert reached == set(Status)
    left = {start for (start, _), end in TRANSITIONS.items() if end is not start}
    assert left == set(Status) - ENDS


def test_nothing_happens_to_a_case_that_is_over():
    assert not [key for key in TRANSITIONS if key[0] in ENDS]


def test_every_action_is_possible_somewhere():
    assert {action for _, action in TRANSITIONS} == set(Action)


@given(st.lists(st.sampled_from(Action), max_size=40))
def test_no_answer_leaves_without_a_second_look(actions):
    """Whatever people do, a case is delivered only after it was proposed and approved."""
    status, done = Status.RECEIVED, []
    for action in actions:
        if is_allowed(status, action):
            status = next_status(status, action)
            done.append(action)
    if status in (Status.DELIVERED, Status.CLOSED):
        assert done.index(Action.PROPOSE) < len(done) - 1 - done[::-1].index(Action.APPROVE)
        assert Action.DELIVER in done


def test_an_answer_is_owed_until_it_is_handed_over():
    assert set(Status) - OPEN == {Status.DELIVERED, *ENDS}
