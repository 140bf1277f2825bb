"""Letters about what follows from a request: restriction, consent taken back, recipients told."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portal.law.mandatory import LetterKind
from portal.law.rights import Right
from portal.letters.blocks import LetterIncomplete, demand
from portal.letters.letter import Letter

BASES = ("18.1.a", "18.1.b", "18.1.c", "18.1.d")
"""The four cases in which data are only kept (AVG 18.1)."""


def _check_basis(basis: str) -> None:
    if basis not in BASES:
        raise LetterIncomplete(f"a restriction rests on one of {', '.join(BASES)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionSet(Letter):
    """For the time being the data are only kept (AVG 18.1)."""

    kind: ClassVar = LetterKind.RESTRICTION_SET
    basis: str
    since: date

    def __post_init__(self) -> None:
        """Raises LetterIncomplete for a case the law does not know."""
        Letter.__post_init__(self)
        _check_basis(self.basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionLifted(Letter):
    """From `lift_on` the data will be used again; told before that day (AVG 18.3)."""

    kind: ClassVar = LetterKind.RESTRICTION_LIFTED
    basis: str
    lift_on: date
    reason: str

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without a reason, or when the day has come already."""
        Letter.__post_init__(self)
        _check_basis(self.basis)
        demand("the letter that a restriction ends", reason=self.reason)
        if self.lift_on <= self.sent:
            raise LetterIncomplete("a restriction is lifted on a later day than it is told")


@dataclass(frozen=True, slots=True)
class Stays:
    """What goes on without the consent, and on which ground."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Letter):
    """The consent counts no more since a day; the use stopped then, or on `stopped` (AVG 7.3)."""

    kind: ClassVar = LetterKind.CONSENT_WITHDRAWN
    since: date
    stopped: date | None = None
    scope: str = ""
    stays: tuple[Stays, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What was corrected, and how it reads now."""

    what: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientNotice(Letter):
    """To somebody who got data from us: they were corrected, erased or restricted (AVG 19).

    It names the person and what changed, and neither address, nor reasons, nor who asked.

    Attributes:
        person: how the recipient knows whom it is about.
        born: the date of birth, to tell namesakes apart.
    """

    kind: ClassVar = LetterKind.RECIPIENT_NOTICE
    right: Right
    done_on: date
    person: str
    born: date | None = None
    changes: tuple[Change, ...] = ()

    def __post_init__(self) -> None:
        """Raises LetterIncomplete for a right of which nobody else needs to know."""
        Letter.__post_init__(self)
        demand("the notice to a recipient", person=self.person)
        if self.right not in (Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION):
            raise LetterIncomplete("only correction, erasure and restriction are passed on")
        if self.right is Right.RECTIFICATION:
            demand("the notice of a correction", changes=self.changes)


@dataclass(frozen=True, slots=True)
class Told:
    """A recipient who was told, how and when."""

    recipient: str
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class Excused:
    """A recipient who was not told, and why not: impossible or out of proportion (AVG 19)."""

    recipient: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientsTold(Letter):
    """Who got the data from us and was told of the change; also when that was nobody (AVG 19)."""

    kind: ClassVar = LetterKind.RECIPIENTS_TOLD
    told: tuple[Told, ...] = ()
    excused: tuple[Excused, ...] = ()
