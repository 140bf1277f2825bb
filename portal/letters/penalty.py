"""The decision on what we owe because our answer came too late (Awb 4:18)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from portal.law.mandatory import LetterKind
from portal.law.penalties import NoPenalty
from portal.letters.blocks import ContactBlock, LetterIncomplete, demand
from portal.letters.letter import Letter
from portal.letters.procedure import Band
from portal.letters.records import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyDecision(Letter):
    """What we owe after a notice of default, and how to contest that.

    Attributes:
        received_on: the day of the notice of default.
        owed_cents: what we owe; nothing needs a reason in `no_penalty` and `explanation`.
        answered_on: the day the late decision was made known; None without one.
        first_day, last_day: the days that cost money.
        bands: what each of those days costs.
        body: where bezwaar is sent.
        bezwaar_until: the last day for it.
        pay_by: the last day to pay.
        earlier_on, earlier_cents: the day of the decision that this one replaces, and its sum.
    """

    kind: ClassVar = LetterKind.PENALTY_DECISION
    received_on: date
    owed_cents: int
    body: ContactBlock | None
    bezwaar_until: date
    pay_by: date
    answered_on: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    bands: tuple[Band, ...] = field(default=())
    no_penalty: NoPenalty | None = None
    explanation: str = ""
    earlier_on: date | None = None
    earlier_cents: int = 0

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without its reasons or its remedy (Awb 3:45, 3:46)."""
        Letter.__post_init__(self)
        demand("the decision about a penalty", body=self.body, bezwaar_until=self.bezwaar_until)
        if self.no_penalty is None:
            days = {"first_day": self.first_day, "last_day": self.last_day, "bands": self.bands}
            demand("a penalty that is owed", owed=self.owed_cents, **days)
        else:
            demand("the decision that no penalty is owed", explanation=self.explanation)
            if self.owed_cents:
                raise LetterIncomplete("nothing is owed, or something: not both")

    @property
    def owed(self) -> Money:
        """What we owe."""
        return Money(Decimal(self.owed_cents) / 100)

    @property
    def owed_earlier(self) -> Money:
        """What we said earlier that we owe."""
        return Money(Decimal(self.earlier_cents) / 100)
