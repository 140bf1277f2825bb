"""When an expert must still say that own copies are gone."""

from datetime import UTC, datetime

import pytest

from portal.models.expert import ExpertTask, TaskState

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
OPEN, ANSWERED, WITHDRAWN = TaskState.OPEN, TaskState.ANSWERED, TaskState.WITHDRAWN


@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        ({"state": OPEN, "opened_at": NOW}, False),
        ({"state": ANSWERED}, True),
        ({"state": ANSWERED, "copies_gone_at": NOW}, False),
        ({"state": WITHDRAWN}, False),
        ({"state": WITHDRAWN, "opened_at": NOW}, True),
        ({"state": WITHDRAWN, "opened_at": NOW, "copies_gone_at": NOW}, False),
        ({"state": ANSWERED, "instruction_id": 1}, False),
    ],
)
def test_who_saw_the_data_says_that_copies_are_gone(facts, waits):
    assert ExpertTask(**facts).waits_for_copies is waits
