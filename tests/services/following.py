"""A case by itself in one transaction, and a handler who does what the portal advises."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal.files import FileStore
from portal.language.words import local_date
from portal.law.grounds import Outcome
from portal.letters.printing import Printer
from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.consequence import Hold
from portal.models.finding import Finding, Review
from portal.models.staff import Staff
from portal.organisations.organisation import Organisation
from portal.services import (
    decision,
    documents,
    guidance,
    identification,
    instructions,
    items,
    ledger,
    proposing,
    restrictions,
    review,
    settling,
    stopping,
    triage,
)
from portal.services.guidance import Step
from tests.services import stories
from tests.services.deciding import ROW, WHY, complete


@dataclass
class OneSession:
    """In place of a database: the one transaction of an example."""

    session: Session

    @contextmanager
    def transaction(self, *, write: bool = True) -> Iterator[Session]:
        """Goes on where the last one ended."""
        yield self.session
        self.session.flush()


@dataclass
class Life:
    """A case, the two people who work on it, and the moment it is now."""

    session: Session
    case: Case
    here: Organisation
    staff: list[Staff]
    files: FileStore
    printer: Printer
    now: datetime = field(default_factory=lambda: stories.NOW)

    def by(self, who: int) -> dict[str, Any]:
        """As one of the two, now."""
        return {"actor": self.staff[who % 2].actor(), "now": self.now}

    @property
    def citizen(self) -> dict[str, Any]:
        """As the citizen, now."""
        return {"actor": Actor.citizen(self.here.slug), "now": self.now}

    def facts(self) -> review.Facts:
        """What the searches and the review gave."""
        self.session.flush()
        return review.facts_of(self.session, self.case)

    def advice(self, who: int) -> guidance.Advice:
        """What the portal advises one of the two."""
        return guidance.advise(self.session, self.case, self.here, self.facts(), **self.by(who))

    def follow(self, who: int) -> Step:
        """Do what is advised, and give what that was."""
        step = self.advice(who).step
        self.now += timedelta(minutes=5)
        does = DOES.get(step)
        if does is not None:
            does(self, who)
            self.session.flush()
        return step

    def make_answer(self) -> None:
        """What the worker does."""
        database = OneSession(self.session)
        press = documents.Press(database, self.files, stories.ORGANISATIONS, self.printer)
        documents.make_answer(press, self.case.id, now=self.now)


def _stop(life: Life, who: int) -> None:
    for part in stopping.due(life.case):
        today = local_date(life.now)
        stopping.stop(life.session, life.case, part, life.here, today, **life.by(who))


def _secure(life: Life, who: int) -> None:
    life.session.query(Hold).update({"secured_at": life.now})


def _identify(life: Life, who: int) -> None:
    actor = life.staff[who % 2].actor()
    identification.record_desk(life.session, life.case, "passport", actor, life.now)


def _search(life: Life, who: int) -> None:
    stories.find(life.session, life.case, [ROW], review=Review.UNDECIDED)


def _review(life: Life, who: int) -> None:
    for finding in life.session.query(Finding).filter_by(case_id=life.case.id):
        review.include(life.case, finding, **life.by(who))


def _decide(life: Life, who: int) -> None:
    """Grant what was asked, item by item where that is how it goes."""
    given = {}
    for part in life.case.parts:
        if part.right in items.ALWAYS_BY_ITEM:
            items.start(life.case, part, life.here, life.facts(), **life.by(who))
            life.session.flush()
            items.give_rest(life.case, part, **life.by(who))
        outcome = part.outcome or Outcome.GRANTED
        given[part.id] = complete(part, outcome, part.ground, part.reason or WHY)
    proposing.fill_in(life.case, given, **life.by(who))
    propose(life, who)


def propose(life: Life, who: int) -> None:
    """Put it up for approval."""
    proposing.propose(life.case, life.here, life.facts(), unanswered_seen=True, **life.by(who))


def approve(life: Life, who: int) -> None:
    """Decide as proposed."""
    decision.approve(life.session, life.case, life.here, life.facts(), **life.by(who))


def tell(life: Life, who: int) -> None:
    """Tell everybody who got the data."""
    for notice in ledger.open_duties(life.session, life.case):
        today = local_date(life.now)
        ledger.tell(life.case, notice, ledger.How.LETTER, today, **life.by(who))


def carry_out(life: Life, who: int) -> None:
    """Write down that what was decided is done where it must be."""
    for each in instructions.open_of(life.session, life.case):
        settling.end(life.session, life.case, each, done=True, why="", **life.by(who))


def announce(life: Life, who: int) -> None:
    """Tell the person when the data are used again."""
    for marker in restrictions.active(life.session, life.case):
        marker.lift_told_at = marker.lift_told_at or life.now


DOES = {
    Step.TAKE: lambda life, who: triage.take(life.case, **life.by(who)),
    Step.STOP_USE: _stop,
    Step.CONFIRM_HOLD: _secure,
    Step.ASK_IDENTITY: _identify,
    Step.SEARCH: _search,
    Step.REVIEW: _review,
    Step.DECIDE: _decide,
    Step.CHECK_PREPARED: _decide,
    Step.APPROVE: approve,
    Step.WAIT_APPROVAL: lambda life, who: approve(life, who + 1),
    Step.WAIT_DOCUMENTS: lambda life, who: life.make_answer(),
    Step.CARRY_OUT: carry_out,
    Step.TELL_RECIPIENTS: tell,
    Step.LIFT_RESTRICTION: announce,
    Step.CLOSE: lambda life, who: decision.close(
        life.session, life.case, life.here, **life.by(who)
    ),
}
