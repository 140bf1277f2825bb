"""The receipt that a citizen keeps after sending a request."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portal.law.mandatory import About, LetterKind
from portal.law.rights import Right
from portal.letters.blocks import demand
from portal.letters.letter import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Letter):
    """Proof that a request came in, with a copy of what was sent (Awb 2.3, EDPB 01/2022 par. 57).

    Attributes:
        rights: what was asked.
        asked: the copy: question and answer, in the order of the form.
        last_day: last day to answer; None where the law sets no term (AVG 7.3, complaints).
        derivation: how that day was found, one sentence a step.
        next_steps: what happens now, in order.
    """

    kind: ClassVar = LetterKind.RECEIPT
    received: date
    rights: tuple[Right, ...]
    asked: tuple[tuple[str, str], ...]
    last_day: date | None
    derivation: tuple[str, ...]
    next_steps: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a mandatory part is missing."""
        Letter.__post_init__(self)
        demand("the receipt", rights=self.rights, asked=self.asked, next_steps=self.next_steps)
        if self.last_day is not None:
            demand("the receipt", derivation=self.derivation)

    @property
    def about(self) -> tuple[About, ...]:
        """Each right that was used."""
        return tuple(About(self.kind, self.controller, right) for right in self.rights)
