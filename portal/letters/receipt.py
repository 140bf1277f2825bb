"""The receipt that a citizen keeps after sending a request."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.letters.blocks import ComplaintStep, LetterIncomplete, Sender, demand


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that a request came in, with a copy of what was sent (Awb 2.3, EDPB 01/2022 par. 57).

    Attributes:
        name: who sent it.
        rights: what was asked, one plain phrase for each right.
        asked: the copy: question and answer, in the order of the form.
        last_day: last day to answer; None where the law sets no term (AVG 7.3, complaints).
        derivation: how that day was found, one sentence a step.
        next_steps: what happens now, in order.
    """

    reference: str
    language: str
    sender: Sender
    name: str
    received: date
    created: datetime
    rights: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    last_day: date | None
    derivation: tuple[str, ...]
    next_steps: tuple[str, ...]
    complaint_path: tuple[ComplaintStep, ...]

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a mandatory part is missing or a date is naive."""
        demand(
            "the receipt",
            reference=self.reference,
            name=self.name,
            rights=self.rights,
            asked=self.asked,
            next_steps=self.next_steps,
            complaint_path=self.complaint_path,
        )
        if self.last_day is not None:
            demand("the receipt", derivation=self.derivation)
        if self.created.tzinfo is None:
            raise LetterIncomplete("the receipt's moment of making needs a time zone")
