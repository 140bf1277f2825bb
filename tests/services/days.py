"""A case on a handler's desk while days go by, for tests of the clock."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.deadlines import answer_due
from portal.letters.procedure import ExtensionGround
from portal.models.case import Case
from portal.models.clock import ClockKind, Pause, PauseEnd, Question
from portal.models.letter import Letter
from portal.services import clock, extending, triage
from portal.services.extending import Extension
from portal.services.triage import Asking
from tests.services import stories
from tests.services.test_triage import hire

NOW = stories.NOW
RECEIVED = date(2026, 11, 20)  # a Friday
MONTH, QUARTER = date(2026, 12, 21), date(2027, 2, 22)
TARGET = answer_due(RECEIVED).target
WHY = Extension(
    (ExtensionGround.COMPLEXITY,), "Uw gegevens staan in vier archieven, deels alleen op papier."
)
DOUBT = "Uw e-mailadres komt niet voor in onze gegevens."
WORDS = "Laat zien wie u bent. Dat kan aan onze balie."


def after(days: float) -> datetime:
    """The moment so many days after receipt."""
    return NOW + timedelta(days=days)


class Desk:
    """A case that was taken on the day of receipt; each thing happens so many days later."""

    def __init__(self, session: Session, slug: str = "juridisch-loket", **more: object) -> None:
        self.session = session
        self.member = hire(session, slug=slug, name=f"anna{more.get('key', '')}")
        self.case: Case = stories.ask(session, slug, **more)
        self.organisation = stories.organisation(slug)
        triage.take(self.case, actor=self.member.actor(), now=NOW)
        session.flush()

    def extend(self, days: float = 0, extension: Extension = WHY) -> Letter:
        """Take more time."""
        return extending.extend(
            self.session,
            self.case,
            self.organisation,
            extension,
            actor=self.member.actor(),
            now=after(days),
        )

    def ask(
        self,
        days: float = 0,
        question: Question = Question.IDENTITY,
        *,
        wait: int = 14,
        body: str = WORDS,
        doubt: str = DOUBT,
    ) -> Asking:
        """Ask the citizen something, by the letter and all."""
        before = local_date(after(days)) + timedelta(days=wait)
        asking = Asking(question, body, before, doubt)
        actor = self.member.actor()
        triage.ask(self.session, self.case, self.organisation, asking, actor=actor, now=after(days))
        return asking

    def pause(
        self, days: float = 0, question: Question = Question.IDENTITY, wait: int = 14
    ) -> Pause:
        """Begin to wait, without a letter."""
        before = local_date(after(days)) + timedelta(days=wait)
        actor = self.member.actor()
        return clock.start_pause(
            self.session, self.case, question, before, actor=actor, now=after(days)
        )

    def end(
        self,
        days: float,
        question: Question = Question.IDENTITY,
        how: PauseEnd = PauseEnd.ANSWERED,
    ) -> None:
        """End the waiting."""
        actor = self.member.actor()
        clock.end_pause(self.session, self.case, question, how, actor=actor, now=after(days))

    def entries(self) -> list[tuple[ClockKind, date]]:
        """The last days so far."""
        return [(each.kind, each.legal_due) for each in clock.entries_of(self.session, self.case)]
