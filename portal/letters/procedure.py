"""Letters on the way of a request and after it: questions, terms, bezwaar, default, closing."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from portal.law.mandatory import About, LetterKind
from portal.law.objections import FurtherGround, Missing
from portal.law.rights import ControllerKind, Right
from portal.law.withdrawal import Way
from portal.letters.blocks import LetterIncomplete, Silence, demand
from portal.letters.letter import Letter
from portal.letters.records import Money
from portal.letters.report import Kept


class ExtensionGround(StrEnum):
    """Why the law allows more time (AVG 12.3)."""

    COMPLEXITY = "complexity"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Letter):
    """A question to the person, for which the request waits.

    Attributes:
        question: what exactly is needed.
        answer_before: the last day on which an answer helps.
        counts: whether waiting moves the last day to answer (EDPB 01/2022, 157-159).
        last_day: the last day to answer as it stands now.
    """

    question: str
    answer_before: date
    counts: bool
    last_day: date

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when nothing is asked."""
        Letter.__post_init__(self)
        demand(f"the letter {self.kind}", question=self.question, answer_before=self.answer_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityWanted(Question):
    """We want to be sure who asks; `doubt` says why (AVG 12.6), `methods` how it can be shown."""

    kind: ClassVar = LetterKind.IDENTITY_WANTED
    doubt: str
    methods: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without a reason for the doubt or a way to take it away."""
        Question.__post_init__(self)
        demand("the question who somebody is", doubt=self.doubt, methods=self.methods)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(Question):
    """We do not know yet which data are meant (AVG recital 63), or a bezwaar lacks something.

    Attributes:
        missing: what the bezwaar lacks (Awb 6:6); empty for a request.
    """

    kind: ClassVar = LetterKind.CLARIFICATION
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(Letter):
    """A question of `asked_on` still waits for its answer."""

    kind: ClassVar = LetterKind.REMINDER
    asked_on: date
    answer_before: date
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Letter):
    """We need more time (AVG 12.3): why, and until which day instead of which.

    `postponed` tells that it is a decision on bezwaar that comes later (Awb 7:10.3), `further` on
    which ground it comes later once more (Awb 7:10.4), `already` what the person gets now.
    """

    kind: ClassVar = LetterKind.EXTENSION
    grounds: tuple[ExtensionGround, ...]
    explanation: str
    before: date
    legal_due: date
    postponed: bool = False
    further: FurtherGround | None = None
    already: str = ""

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without reasons, or when the new day is not later."""
        Letter.__post_init__(self)
        demand("the extension", explanation=self.explanation)
        if not self.postponed:
            demand("the extension", grounds=self.grounds)  # AVG 12.3
        if self.legal_due <= self.before:
            raise LetterIncomplete("an extension moves the last day to a later one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Late(Letter):
    """We are too late: an apology, the new day, and what can be done against silence.

    Attributes:
        rights: what was asked, each with who decides on it.
        silence: one for each kind of remedy; empty when nothing asked is a decision.
    """

    kind: ClassVar = LetterKind.LATE
    was_due: date
    new_day: date
    rights: tuple[tuple[Right, ControllerKind], ...]
    silence: tuple[Silence, ...]

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when the new day is not after the one that passed."""
        Letter.__post_init__(self)
        demand("the letter that says we are late", rights=self.rights)
        if self.new_day <= self.was_due:
            raise LetterIncomplete("the new day must be after the day that passed")

    @property
    def about(self) -> tuple[About, ...]:
        """Each right with who decides on it."""
        return tuple(About(self.kind, controller, right) for right, controller in self.rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Letter):
    """The person took the request back; `kept` says how long its file stays.

    Attributes:
        way: how the person told, when staff recorded it; None on the status page.
        doubted_until: the last day to say that this is not right; told with a way.
        against: the decision that stays, when it was a bezwaar.
    """

    kind: ClassVar = LetterKind.WITHDRAWN
    withdrawn_on: date
    kept: Kept
    way: Way | None = None
    doubted_until: date | None = None
    against: str = ""

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when staff recorded it and it names no day to say otherwise."""
        Letter.__post_init__(self)
        if self.way is not None:
            demand("a withdrawal that staff recorded", doubted_until=self.doubted_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Letter):
    """The case is closed; `kept` says how long its file stays."""

    kind: ClassVar = LetterKind.CLOSING
    closed_on: date
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class BezwaarReceipt(Letter):
    """We received a bezwaar against the decision `against` (Awb 6:14)."""

    kind: ClassVar = LetterKind.BEZWAAR_RECEIPT
    received_on: date
    against: str
    decided_on: date
    legal_due: date

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when it names no decision."""
        Letter.__post_init__(self)
        demand("the receipt of a bezwaar", against=self.against)


@dataclass(frozen=True, slots=True)
class Band:
    """Days on which each day of silence costs the same."""

    first: date
    last: date
    cents: int

    @property
    def amount(self) -> Money:
        """What each day costs."""
        return Money(Decimal(self.cents) / 100)

    @property
    def together(self) -> Money:
        """What all these days cost."""
        days = (self.last - self.first).days + 1
        return Money(Decimal(days * self.cents) / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultReceipt(Letter):
    """We received a notice of default; two weeks later a penalty begins to run (Awb 4:17).

    When the answer has left since, it says what is owed in place of what may come.
    """

    kind: ClassVar = LetterKind.DEFAULT_RECEIPT
    received_on: date
    two_weeks_end: date
    first_day: date
    last_day: date
    total_cents: int
    bands: tuple[Band, ...] = field(default=())
    answered_on: date | None = None
    owed_cents: int = 0

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without the amounts."""
        Letter.__post_init__(self)
        demand("the receipt of a notice of default", bands=self.bands, total=self.total_cents)

    @property
    def total(self) -> Money:
        """What it costs at most."""
        return Money(Decimal(self.total_cents) / 100)

    @property
    def owed(self) -> Money:
        """What it came to on the day of the answer."""
        return Money(Decimal(self.owed_cents) / 100)
