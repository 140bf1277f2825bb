"""The letters that answer: on a request, and on the bezwaar against an answer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portal.law.grounds import Outcome, is_decision, needs_ground
from portal.law.mandatory import About, LetterKind
from portal.law.rights import ControllerKind, Right
from portal.letters.blocks import LetterIncomplete, Remedy, demand
from portal.letters.consequence import Stays
from portal.letters.letter import Letter

CHANGES = frozenset({Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION})
"""The rights that change data which others may have (AVG 19)."""


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
class Kept:
    """What is not erased, corrected or restricted: why; for an erasure until when (AVG 17.3)."""

    what: str
    why: Refusal
    until: str = ""

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when it does not say what."""
        demand("what is kept", what=self.what)


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected or completed: which data, as they read before and as they read now."""

    what: str
    old: str
    new: str

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without the data or their new value."""
        demand("a correction", what=self.what, new=self.new)


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """One part of the request with its outcome.

    Attributes:
        right: the right that was used.
        asked: what was asked, as the object of a sentence.
        answer: what we do or did, in plain sentences.
        controller: who decides on this part, which settles the remedy.
        refusals: required when (partly) refused or not our task, item by item.
        done_on: the day on which what was granted was carried out.
        explanation: what staff wrote for this part, beside a ground.
        done, kept: what was erased (corrected, restricted), and what stays.
        correction: what was corrected.
        recipients: who got the data from us and is told of the change (AVG 19).
        stays: what goes on without the consent that was taken back.
        logic: how the computer decided, and who looked again, one sentence or more each.
        roads: the ways to contest the automated decision itself, name and explanation.
        offers_statement: whether the person may add a statement of their own to the file.
        erases: whether data are erased because their use was objected to (AVG 17.1.c).
        other_law: whether another law than the AVG holds for it (AVG 2.2.d).
        article: where the right, or the basis of what was granted, stands.
    """

    right: Right
    asked: str
    outcome: Outcome
    answer: str
    controller: ControllerKind
    refusals: tuple[Refusal, ...] = ()
    done_on: date | None = None
    explanation: str = ""
    done: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    correction: Correction | None = None
    recipients: tuple[str, ...] = ()
    stays: tuple[Stays, ...] = ()
    logic: tuple[str, ...] = ()
    roads: tuple[tuple[str, str], ...] = ()
    offers_statement: bool = False
    erases: bool = False
    other_law: bool = False
    article: str = ""

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a refusal has no ground (AVG 12.4)."""
        demand("a part of the decision", asked=self.asked, answer=self.answer)
        if needs_ground(self.outcome, self.right) and not self.kept:
            demand(f"the refusal of {self.asked}", refusals=self.refusals)
        if self.right is Right.ERASURE:
            for kept in self.kept:
                demand(f"what is kept ({kept.what})", until=kept.until)

    @property
    def is_granted(self) -> bool:
        """Whether something of it was granted."""
        return self.outcome in (Outcome.GRANTED, Outcome.PARTLY)

    @property
    def is_passed_on(self) -> bool:
        """Whether those who got the data hear what has changed (AVG 19)."""
        return self.is_granted and (self.right in CHANGES or self.erases)

    @property
    def explains_why(self) -> bool:
        """Whether what staff wrote is the reason: a complaint knows no grounds (Awb 9:12)."""
        denied = self.outcome in (Outcome.REFUSED, Outcome.PARTLY)
        return denied and self.right is Right.COMPLAINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Letter):
    """What the letters that answer share.

    Attributes:
        received: the day of the request, or of the bezwaar.
        next_steps: what the person gets or can do now, in order.
    """

    received: date
    parts: tuple[DecisionPart, ...]
    next_steps: tuple[str, ...]

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without a part that is answered."""
        Letter.__post_init__(self)
        demand("the answer letter", parts=self.parts, next_steps=self.next_steps)
        if all(part.outcome is Outcome.WITHDRAWN for part in self.parts):
            raise LetterIncomplete("a request taken back is not answered with a decision")

    @property
    def about(self) -> tuple[About, ...]:
        """Each part of the request."""
        return tuple(
            About(self.kind, part.controller, part.right, part.outcome) for part in self.parts
        )

    @property
    def outcome(self) -> Outcome:
        """The answer to the whole request: one outcome, or partly when they differ."""
        outcomes = {part.outcome for part in self.parts} - {Outcome.WITHDRAWN}
        return outcomes.pop() if len(outcomes) == 1 else Outcome.PARTLY

    @property
    def is_decision(self) -> bool:
        """Whether a part is a decision with a remedy (UAVG 34 names AVG 15-22)."""
        return any(is_decision(part.right, part.outcome) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Answer):
    """The letter that ends a request.

    Attributes:
        remedies: one for each kind of controller that decided on a part (UAVG 34, 35).
        enclosures: names of documents that come with it.
        limited: whether the person asked about some of the data only.
        silent: whether some source gave no answer, so that not everything was searched.
    """

    kind: ClassVar = LetterKind.ANSWER
    remedies: tuple[Remedy, ...]
    enclosures: tuple[str, ...] = ()
    limited: bool = False
    silent: bool = False

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a part that is a decision has no remedy (AVG 12.4)."""
        Answer.__post_init__(self)
        kinds = {part.controller for part in self.parts if is_decision(part.right, part.outcome)}
        if lacking := kinds - {remedy.kind for remedy in self.remedies}:
            names = ", ".join(sorted(lacking))
            raise LetterIncomplete(f"the answer letter cannot be made without a remedy: {names}")
        if len(kinds) > 1 and not all(remedy.about for remedy in self.remedies):
            raise LetterIncomplete("of several remedies each must say which part it is about")

    @property
    def has_ombudsman(self) -> bool:
        """Whether it answers a complaint to a public body, after which comes the ombudsman."""
        return any(
            each.right is Right.COMPLAINT
            and each.controller is ControllerKind.PUBLIC
            and each.outcome is not Outcome.WITHDRAWN
            for each in self.about
        )  # Awb 9:12.2


@dataclass(frozen=True, slots=True, kw_only=True)
class BezwaarDecision(Answer):
    """The letter that ends a bezwaar (Awb 7:11, 7:12).

    Attributes:
        against: the reference of the decision that was contested.
        appeal_until: the last day to appeal to the court (Awb 6:7, 8:1); None when the bezwaar
            was sent on to whoever must decide on it (Awb 6:15).
        inadmissible: whether the bezwaar could not be dealt with (Awb 6:6).
    """

    kind: ClassVar = LetterKind.BEZWAAR_DECISION
    against: str
    appeal_until: date | None
    inadmissible: bool = False

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when it names no decision or no last day."""
        Answer.__post_init__(self)
        demand("the decision on a bezwaar", against=self.against)
        if self.outcome is not Outcome.NOT_OUR_TASK:
            demand("the decision on a bezwaar", appeal_until=self.appeal_until)
