"""An answer of a public body, and a bezwaar against it, for tests."""

from dataclasses import replace
from datetime import date

from portal.law.deadlines import objection_due
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.models.case import Case, Channel
from portal.services import bezwaar
from portal.services.contesting import Bezwaar
from tests.services.days import Desk, after

SENT = 10  # days after receipt: 30 November
LAST = objection_due(date(2026, 11, 30)).legal_due


def answer(desk: Desk, outcome: Outcome = Outcome.REFUSED, days: int = SENT) -> None:
    """Give the answer."""
    for part in desk.case.parts:
        part.outcome = outcome
    for action in (Action.PROPOSE, Action.APPROVE, Action.DELIVER):
        desk.case.advance(action, desk.member.actor(), after(days))
    desk.case.proposed_by = desk.member.id
    desk.case.delivered_at = after(days)
    desk.session.flush()


def made(desk: Desk, **more: object) -> Bezwaar:
    """A bezwaar against all of it."""
    parts = frozenset(part.id for part in desk.case.parts)
    plain = Bezwaar(date(2026, 12, 14), parts, "U vergat mijn telefoontjes.", Channel.LETTER)
    return replace(plain, **more)


def contest(desk: Desk, given: Bezwaar, days: int = 30, key: str = "a") -> Case:
    """Register a bezwaar against the answer."""
    return bezwaar.register(
        desk.session,
        desk.case,
        desk.organisation,
        given,
        idempotency_key=key,
        actor=desk.member.actor(),
        now=after(days),
    )
