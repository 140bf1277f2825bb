"""The words of the desk for a question to a colleague: every state has its own."""

from datetime import date

import pytest

from portal.models.expert import ExpertAnswer, ExpertTask, TaskState
from portal.web.staff import asked
from tests.services.stories import NOW


def task(**more):
    return ExpertTask(**{"state": TaskState.OPEN, "asked_at": NOW, "chases": 0, **more})


@pytest.mark.parametrize(
    ("more", "badge", "state"),
    [
        ({}, "wacht op antwoord", "Gevraagd op 20 nov 2026, nog niet gezien"),
        (
            {"opened_at": NOW, "chases": 1, "next_mail_on": date(2026, 11, 29)},
            "wacht op antwoord",
            "Gevraagd op 20 nov 2026, gezien, 1 herinnering, volgende mail op 29 nov 2026",
        ),
        (
            {"chases": 3, "escalated_at": NOW},
            "geen antwoord na twee herinneringen",
            "Gevraagd op 20 nov 2026, nog niet gezien, 3 herinneringen",
        ),
        (
            {"state": TaskState.ANSWERED, "answer": ExpertAnswer.DONE, "answered_at": NOW},
            "beantwoord",
            "Gedaan, op 20 nov 2026",
        ),
        (
            {"state": TaskState.WITHDRAWN, "escalated_at": NOW},
            "ingetrokken",
            "Gevraagd op 20 nov 2026, niet meer nodig",
        ),
    ],
)
def test_each_state_is_said_in_one_line(app, more, badge, state):
    with app.test_request_context("/"):
        assert asked.badge_of(task(**more))[1] == badge
        assert asked.state_of(task(**more)) == state
