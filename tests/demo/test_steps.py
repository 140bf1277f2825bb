"""What staff do in the stories gets past every obstacle of the real desk."""

import dataclasses

from portal.demo import steps
from portal.demo.stories import Ending, list_stories
from portal.law.grounds import Outcome
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.services import triage
from portal.services.intake import Asked
from portal.services.proposing import PartOutcome
from tests.services import stories
from tests.services.test_triage import hire


def test_what_a_parent_asks_can_be_proposed(sqlite_database):
    told = list_stories(stories.ORGANISATIONS.values())
    story = next(each for each in told if each.parent and each.organisation.slug == "burojij")
    story = dataclasses.replace(
        story,
        asks=(Asked(Right.COMPLAINT, {"what": "Te laat gebeld."}),),
        outcomes=(Ending(PartOutcome(Outcome.GRANTED, reason="Dat had niet mogen gebeuren."), {}),),
    )
    with sqlite_database.transaction() as session:
        case = stories.ask(session, "burojij", right=Right.COMPLAINT)
        case.representative = story.answers().representative
        actor = hire(session).actor()
        triage.take(case, actor=actor, now=stories.NOW)
        steps.propose(session, case, story, actor, stories.NOW)
        assert case.status is Status.PROPOSED
