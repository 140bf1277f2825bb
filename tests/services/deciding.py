"""Steps of a decision for tests of services: taken, filled in, proposed, approved."""

import dataclasses
from datetime import UTC, datetime

from portal.law.rights import Right
from portal.models.consequence import Hold
from portal.services import decision, guidance, outcomes, proposing, review, triage
from portal.services.particulars import Shape
from portal.services.proposing import PartOutcome
from tests.services import stories

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROW = [["Onderwerp", "Subject", "huur"]]
WHY = "Dit is lang genoeg om de reden te zijn."


def taken(session, member, right=Right.ACCESS, slug="juridisch-loket", **more):
    """A case of one right that this member handles, of somebody seen at the desk."""
    case = stories.ask(session, slug, right=right, **more)
    triage.take(case, actor=member.actor(), now=NOW)
    case.identity_method = "desk"
    secure(session)
    return case


def secure(session):
    """Nothing deletes itself while the cases run."""
    session.query(Hold).update({"secured_at": NOW})


def complete(part, outcome, ground=None, reason="", **more):
    """An outcome with all that belongs to it: fields written, boxes ticked, a basis chosen."""
    bases, here = outcomes.bases(part, outcome), stories.organisation(part.case.organisation)
    given = {
        "needs": {each.key: written(each) for each in outcomes.fields(part, outcome, ground)},
        "checks": tuple(each.id for each in outcomes.checks(part, here, outcome, None)),
        "basis": bases[0].id if bases else None,
    }
    return PartOutcome(outcome, ground, reason, **(given | more))


def written(particular):
    """Something that will do in this field."""
    if particular.shape is Shape.DAY:
        return NOW.date().isoformat()
    return particular.choices[0] if particular.choices else f"{WHY} {WHY}"


def fill(case, member, outcome, ground=None, reason="", **more):
    """Fill in each part, completely where nothing else is said."""
    given = {part.id: complete(part, outcome, ground, reason, **more) for part in case.parts}
    proposing.fill_in(case, given, actor=member.actor(), now=NOW)


def hindrances(session, case, here=None, **more):
    """What stands in the way of proposing."""
    facts = review.facts_of(session, case)
    here = here or stories.organisation(case.organisation)
    return proposing.hindrances(case, here, facts, NOW.date(), **more)


def obstacles(session, case, here=None, **more):
    """The same without where."""
    return {each.obstacle for each in hindrances(session, case, here, **more)}


def propose(session, case, member, here=None, **more):
    """Put it up for approval."""
    facts = review.facts_of(session, case)
    here = here or stories.organisation(case.organisation)
    proposing.propose(
        case, here, facts, unanswered_seen=True, actor=member.actor(), now=NOW, **more
    )


def approve(session, case, member, here=None):
    """Decide as proposed."""
    facts = review.facts_of(session, case)
    here = here or stories.organisation(case.organisation)
    decision.approve(session, case, here, facts, actor=member.actor(), now=NOW)


def advise(session, case, member, here=None, now=NOW):
    """What the portal advises this member."""
    session.flush()
    facts = review.facts_of(session, case)
    here = here or stories.organisation(case.organisation)
    return guidance.advise(session, case, here, facts, actor=member.actor(), now=now)


def alone(here):
    """The organisation where one person may decide."""
    return dataclasses.replace(here, second_approver=False)


def on_paper():
    """The organisation with one line in its register that is in no system."""
    here = stories.organisation()
    ordinary = next(each for each in here.activities if each.sensitivity == "ordinary")
    folder = dataclasses.replace(ordinary, id="paper", source_systems=())
    return dataclasses.replace(here, activities=(*here.activities, folder))
