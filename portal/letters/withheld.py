"""What the person does not get, wholly or in part, and why."""

from dataclasses import dataclass

from portal.letters.blocks import demand


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the person does not get, and why (AVG 12.4, 15.4)."""

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
