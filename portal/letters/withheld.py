"""What the person does not get, wholly or in part, and why."""

from dataclasses import dataclass

from portal.letters.blocks import demand


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the person does not get, and why (AVG 12.4, 15.4).

    Attributes:
        count: how many records; 0 when even that stays unsaid (AVG 23.2.h).
    """

    what: str
    count: int
    ground: str
    article: str
    reason: str

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without ground, article or reason (AVG 12.4)."""
        demand(
            f"the part left out ({self.what})",
            what=self.what,
            ground=self.ground,
            article=self.article,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was made unreadable on one ground (AVG 12.4, 15.4).

    Attributes:
        passages: how many.
        items, pages: in how many records, and on how many pages of documents, they stand.
    """

    ground: str
    article: str
    reason: str
    passages: int
    items: int
    pages: int = 0

    def __post_init__(self) -> None:
        """Raises LetterIncomplete without ground, article or reason (AVG 12.4)."""
        demand(
            f"what was made unreadable ({self.ground})",
            ground=self.ground,
            article=self.article,
            reason=self.reason,
        )


@dataclass(frozen=True, slots=True)
class Share:
    """How many the person gets as they are, with passages made unreadable, and not at all."""

    full: int = 0
    partial: int = 0
    withheld: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return self.full + self.partial + self.withheld


NONE = Share()
