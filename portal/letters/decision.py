"""The answer letter: what was decided, why, and what someone can do about it."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.law.grounds import Outcome, needs_ground
from portal.law.remedies import is_decision
from portal.law.rights import Right
from portal.letters.blocks import ComplaintStep, LetterIncomplete, Remedy, Sender, demand


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who the letter goes to; without address lines it is only handed over in the portal."""

    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not given (AVG 12.4): the ground in words, its article, the facts."""

    name: str
    article: str
    reason: str

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when the name, the article or the reason is empty."""
        demand("a ground", name=self.name, article=self.article, reason=self.reason)


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """One part of the request with its outcome.

    Attributes:
        right: the right that was used.
        asked: what was asked, as the object of a sentence.
        answer: what we do or did, in plain sentences.
        refusals: required when (partly) refused or not our task, item by item.
    """

    right: Right
    asked: str
    outcome: Outcome
    answer: str
    refusals: tuple[Refusal, ...] = ()

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a refusal has no ground (AVG 12.4)."""
        demand("a part of the decision", asked=self.asked, answer=self.answer)
        if self.outcome is Outcome.WITHDRAWN:
            raise LetterIncomplete("a request taken back is not answered with a decision")
        if needs_ground(self.outcome, self.right):
            demand(f"the refusal of {self.asked}", refusals=self.refusals)


@dataclass(frozen=True, slots=True)
class Decision:
    """The letter that ends a request.

    Attributes:
        decided: the local date printed on the letter.
        next_steps: what the person gets or can do now, in order.
        remedy: required when a part is a decision on AVG 15-22 (UAVG 34, 35).
        signatory: role name; signatory_name may stay empty.
        enclosures: names of documents that come with it.
    """

    reference: str
    language: str
    sender: Sender
    recipient: Recipient
    received: date
    decided: date
    created: datetime
    parts: tuple[DecisionPart, ...]
    next_steps: tuple[str, ...]
    complaint_path: tuple[ComplaintStep, ...]
    remedy: Remedy | None
    signatory: str
    signatory_name: str = ""
    enclosures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a mandatory part is missing or a date is naive."""
        demand(
            "the answer letter",
            reference=self.reference,
            recipient=self.recipient.name,
            parts=self.parts,
            next_steps=self.next_steps,
            complaint_path=self.complaint_path,
            signatory=self.signatory,
        )
        if self.is_decision:
            demand("the answer letter", remedy=self.remedy)  # AVG 12.4
        if self.created.tzinfo is None:
            raise LetterIncomplete("the letter's moment of making needs a time zone")

    @property
    def is_decision(self) -> bool:
        """Whether a part is a decision with a remedy (UAVG 34 names AVG 15-22)."""
        return any(is_decision(part.right, part.outcome) for part in self.parts)

    @property
    def outcome(self) -> Outcome:
        """The answer to the whole request: one outcome, or partly when they differ."""
        outcomes = {part.outcome for part in self.parts}
        return outcomes.pop() if len(outcomes) == 1 else Outcome.PARTLY

    @property
    def refusals(self) -> tuple[tuple[DecisionPart, Refusal], ...]:
        """Each refusal with the part it belongs to, in order."""
        return tuple((part, refusal) for part in self.parts for refusal in part.refusals)
