"""The life of a case: no status is a trap, none is without an owner, each refusal has a reason."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.law.lifecycle import (
    BY_CITIZENS,
    OPEN,
    OWNER,
    REFUSALS,
    TRANSITIONS,
    Action,
    ActionRefused,
    Owner,
    Refusal,
    Status,
    is_allowed,
    next_status,
)

ENDS = {Status.CLOSED, Status.WITHDRAWN}
EVERY_PAIR = list(product(Status, Action))
# What each status allows, and where that leads when it does not stay; written apart from the
# product, so that a slip in the one is seen in the other.
STAYS = {
    Status.RECEIVED: "answer prove_identity extend notice_default restrict",
    Status.IN_TREATMENT: "take assign answer prove_identity search review extend notice_default "
    "restrict",
    Status.IDENTITY_ASKED: "take assign answer extend notice_default restrict",
    Status.CLARIFICATION_ASKED: "take assign prove_identity extend notice_default restrict",
    Status.PROPOSED: "answer notice_default restrict",
    Status.DECIDED: "notice_default restrict",
    Status.DELIVERED: "notice_default tell register_bezwaar restrict lift",
    Status.CLOSED: "notice_default tell register_bezwaar lift",
    Status.WITHDRAWN: "lift",
}
MOVES = {
    Status.RECEIVED: {"in_treatment": "take assign", "withdrawn": "withdraw"},
    Status.IN_TREATMENT: {
        "identity_asked": "ask_identity",
        "clarification_asked": "ask_clarification",
        "proposed": "propose",
        "withdrawn": "withdraw",
    },
    Status.IDENTITY_ASKED: {
        "in_treatment": "prove_identity resume lapse",
        "withdrawn": "withdraw",
    },
    Status.CLARIFICATION_ASKED: {
        "in_treatment": "answer resume lapse",
        "withdrawn": "withdraw",
    },
    Status.PROPOSED: {"in_treatment": "return", "decided": "approve"},
    Status.DECIDED: {"delivered": "deliver", "in_treatment": "return"},
    Status.DELIVERED: {"closed": "close"},
    Status.CLOSED: {},
    Status.WITHDRAWN: {"in_treatment": "revive"},
}
REASONS = {
    Status.RECEIVED: {
        Refusal.TAKE_FIRST: "ask_identity ask_clarification search review propose",
        Refusal.WAITS_FOR_NOTHING: "resume lapse",
        Refusal.NOT_PROPOSED: "return approve",
        Refusal.NOT_APPROVED: "deliver",
    },
    Status.IN_TREATMENT: {
        Refusal.WAITS_FOR_NOTHING: "resume lapse",
        Refusal.NOT_PROPOSED: "return approve",
        Refusal.NOT_APPROVED: "deliver",
    },
    Status.IDENTITY_ASKED: {
        Refusal.WAITS_FOR_IDENTITY: "ask_identity ask_clarification search review propose",
        Refusal.NOT_PROPOSED: "return approve",
        Refusal.NOT_APPROVED: "deliver",
    },
    Status.CLARIFICATION_ASKED: {
        Refusal.WAITS_FOR_ANSWER: "ask_identity ask_clarification search review propose",
        Refusal.NOT_PROPOSED: "return approve",
        Refusal.NOT_APPROVED: "deliver",
    },
    Status.PROPOSED: {
        Refusal.AWAITS_APPROVAL: "take assign ask_identity ask_clarification prove_identity "
        "resume lapse extend search review propose",
        Refusal.NOT_APPROVED: "deliver",
        Refusal.TOO_LATE_TO_WITHDRAW: "withdraw",
    },
    Status.DECIDED: {
        Refusal.LETTER_UNDER_WAY: "take assign ask_identity ask_clarification prove_identity "
        "resume lapse extend search review propose approve",
        Refusal.TOO_LATE_TO_ADD: "answer",
        Refusal.TOO_LATE_TO_WITHDRAW: "withdraw",
    },
    Status.DELIVERED: {
        Refusal.ANSWERED: "take assign ask_identity ask_clarification prove_identity resume lapse "
        "extend search review propose return approve deliver",
        Refusal.TOO_LATE_TO_ADD: "answer",
        Refusal.TOO_LATE_TO_WITHDRAW: "withdraw",
    },
    Status.CLOSED: {
        Refusal.CLOSED: "take assign ask_identity ask_clarification prove_identity resume lapse "
        "extend restrict search review propose return approve deliver close",
        Refusal.TOO_LATE_TO_ADD: "answer",
        Refusal.TOO_LATE_TO_WITHDRAW: "withdraw",
    },
    Status.WITHDRAWN: {
        Refusal.WITHDRAWN: "take assign ask_identity ask_clarification prove_identity resume lapse "
        "extend notice_default restrict tell register_bezwaar search review propose return approve "
        "deliver close",
        Refusal.ALREADY_WITHDRAWN: "answer withdraw",
    },
}
NOT_WHILE_OPEN = {
    Refusal.NOT_DELIVERED: "close",
    Refusal.NOTHING_CHANGED_YET: "tell",
    Refusal.STILL_WEIGHED: "lift",
    Refusal.NO_ANSWER_TO_CONTEST: "register_bezwaar",
}


def expected_end(status: Status, action: Action) -> Status | None:
    if action.value in STAYS[status].split():
        return status
    found = [end for end, actions in MOVES[status].items() if action.value in actions.split()]
    return Status(found[0]) if found else None


def expected_reason(status: Status, action: Action) -> Refusal | None:
    told = REASONS[status] | (NOT_WHILE_OPEN if status in OPEN else {})
    if status is not Status.WITHDRAWN:
        told |= {Refusal.NOT_WITHDRAWN: "revive"}
    found = [reason for reason, actions in told.items() if action.value in actions.split()]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(("status", "action"), EVERY_PAIR)
def test_every_action_leads_somewhere_or_is_refused_with_a_reason(status, action):
    end, reason = expected_end(status, action), expected_reason(status, action)
    assert (end is None) is (reason is not None)
    assert is_allowed(status, action) is (end is not None)
    assert TRANSITIONS.get((status, action)) is end
    assert REFUSALS.get((status, action)) is reason


@pytest.mark.parametrize(("status", "action"), EVERY_PAIR)
def test_one_predicate_stands_behind_the_button_and_the_guard(status, action):
    if is_allowed(status, action):
        assert next_status(status, action) in Status
        return
    with pytest.raises(
        ActionRefused, match=f"^{action} is not possible while {status}$"
    ) as refused:
        next_status(status, action)
    assert (refused.value.status, refused.value.action) == (status, action)
    assert refused.value.reason is REFUSALS[status, action]


def test_a_refusal_for_another_cause_than_the_status_has_no_reason_of_the_status():
    assert ActionRefused(Status.IN_TREATMENT, Action.REVIEW).reason is None


def test_every_reason_is_used_and_those_for_citizens_by_citizens_only():
    assert set(REFUSALS.values()) == set(Refusal)
    for_citizens = {reason for (_, action), reason in REFUSALS.items() if action in BY_CITIZENS}
    for_staff = {reason for (_, action), reason in REFUSALS.items() if action not in BY_CITIZENS}
    assert not for_citizens & for_staff


def test_every_status_has_an_owner():
    assert {
        Status.RECEIVED: Owner.ORGANISATION,
        Status.IN_TREATMENT: Owner.ORGANISATION,
        Status.IDENTITY_ASKED: Owner.CITIZEN,
        Status.CLARIFICATION_ASKED: Owner.CITIZEN,
        Status.PROPOSED: Owner.APPROVER,
        Status.DECIDED: Owner.PORTAL,
        Status.DELIVERED: Owner.CITIZEN,
        Status.CLOSED: Owner.NOBODY,
        Status.WITHDRAWN: Owner.NOBODY,
    } == OWNER


@given(st.lists(st.sampled_from(EVERY_PAIR), max_size=60))
def test_no_sequence_of_actions_reaches_a_status_without_an_owner(pairs):
    """Somebody must act next, or the case is over, and then nothing of the answer changes."""
    status, path = Status.RECEIVED, []
    for _, action in pairs:
        if is_allowed(status, action):
            status = next_status(status, action)
            path.append((action, status))
        assert status in OWNER
        assert (OWNER[status] is Owner.NOBODY) is (status in ENDS)
    if status in (Status.DELIVERED, Status.CLOSED):
        done = [action for action, _ in path]
        assert done.index(Action.PROPOSE) < len(done) - 1 - done[::-1].index(Action.APPROVE)
        assert Action.DELIVER in done
    if status is Status.CLOSED:
        assert (Action.CLOSE, Status.CLOSED) in path


def test_every_status_can_be_reached_and_left():
    reached = {Status.RECEIVED} | set(TRANSITIONS.values())
    assert reached == set(Status)
    left = {start for (start, _), end in TRANSITIONS.items() if end is not start}
    assert left == set(Status) - {Status.CLOSED}


def test_a_case_that_is_over_stays_over_unless_it_was_never_taken_back():
    leaves = {
        (start, action, end)
        for (start, action), end in TRANSITIONS.items()
        if start in ENDS and end is not start
    }
    assert leaves == {(Status.WITHDRAWN, Action.REVIVE, Status.IN_TREATMENT)}


def test_an_answer_is_owed_until_it_is_handed_over():
    assert set(Status) - OPEN == {Status.DELIVERED, *ENDS}
