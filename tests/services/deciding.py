"""Steps of a decision for tests of services: taken, filled in, proposed, approved."""

import dataclasses
from datetime import UTC, datetime

from portal.law.rights import Right
from portal.models.audit import AuditEvent
from portal.services import decision, proposing, review, triage
from portal.services.proposing import PartOutcome
from tests.services import stories

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = [["Onderwerp", "Subject", "huur"]]
WHY = "Dit is lang genoeg om de reden te zijn."


def taken(session, member, right=Right.ACCESS, slug="juridisch-loket", **more):
    case = stories.ask(session, slug, right=right, **more)
    triage.take(case, actor=member.actor(), now=NOW)
    case.identity_method = "desk"
    return case


def fill(case, member, outcome, ground=None, reason="", **more):
    given = PartOutcome(outcome, ground, reason, **more)
    proposing.fill_in(case, {part.id: given for part in case.parts}, actor=member.actor(), now=NOW)


def hindrances(session, case, here=None, **more):
    facts = review.facts_of(session, case)
    return proposing.hindrances(
        case, here or stories.organisation(case.organisation), facts, **more
    )


def obstacles(session, case, here=None, **more):
    return {each.obstacle for each in hindrances(session, case, here, **more)}


def propose(session, case, member, here=None, **more):
    facts = review.facts_of(session, case)
    here = here or stories.organisation(case.organisation)
    proposing.propose(
        case, here, facts, unanswered_seen=True, actor=member.actor(), now=NOW, **more
    )


def approve(session, case, member, here=None):
    facts = review.facts_of(session, case)
    here = here or stories.organisation(case.organisation)
    decision.approve(session, case, here, facts, actor=member.actor(), now=NOW)


def proposal(session):
    return session.query(AuditEvent).filter_by(action="propose").one()


def alone(here):
    """The organisation where one person may decide."""
    return dataclasses.replace(here, second_approver=False)


def on_paper():
    """The organisation with one line in its register that is in no system."""
    here = stories.organisation()
    ordinary = next(each for each in here.activities if each.sensitivity == "ordinary")
    folder = dataclasses.replace(ordinary, id="paper", source_systems=())
    return dataclasses.replace(here, activities=(*here.activities, folder))
