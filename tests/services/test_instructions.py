"""When each thing that sources are told may be done."""

import pytest

from portal.law.effects import Effect
from portal.law.lifecycle import Status
from portal.models.case import Case
from portal.models.instruction import Instruction
from portal.services.instructions import REHEARSAL, is_time

OPEN = {
    Status.RECEIVED,
    Status.IDENTITY_ASKED,
    Status.CLARIFICATION_ASKED,
    Status.IN_TREATMENT,
    Status.PROPOSED,
    Status.DECIDED,
}
OVER = {Status.DELIVERED, Status.CLOSED}
ALL = set(Status)


@pytest.mark.parametrize(
    ("effect", "rehearsal", "when"),
    [
        (Effect.ERASE, True, OPEN),
        (Effect.RESTRICT, True, OPEN),
        (Effect.ERASE, False, OVER),
        (Effect.RECTIFY, False, OVER),
        (Effect.RESTRICT, False, ALL - {Status.WITHDRAWN}),
        (Effect.LIFT, False, ALL),
    ],
)
def test_what_changes_data_waits_for_the_answer_and_what_keeps_them_does_not(
    effect, rehearsal, when
):
    row = Instruction(effect=effect, details={REHEARSAL: True} if rehearsal else {})
    assert {status for status in Status if is_time(Case(status=status), row)} == when
