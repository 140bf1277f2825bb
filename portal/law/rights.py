"""The rights a citizen can use, with the article each one rests on."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """A right of the data subject, or a related request the portal takes in."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    CONSENT_WITHDRAWAL = "consent_withdrawal"
    PORTABILITY = "portability"
    HUMAN_REVIEW = "human_review"
    COMPLAINT = "complaint"


class ControllerKind(StrEnum):
    """Who decides, and therefore which remedy stands open (UAVG 34 or 35)."""

    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class RightRule:
    """What the law says of one right.

    Attributes:
        article: where the right stands.
        has_month: whether the answer term of AVG 12.3 (one month, three when extended) applies.
        is_decision: whether the answer is a decision with a remedy (UAVG 34 names AVG 15-22).
    """

    article: str
    has_month: bool
    is_decision: bool


RULES: dict[Right, RightRule] = {
    Right.ACCESS: RightRule("AVG 15", True, True),
    Right.RECTIFICATION: RightRule("AVG 16", True, True),
    Right.ERASURE: RightRule("AVG 17", True, True),
    Right.RESTRICTION: RightRule("AVG 18", True, True),
    Right.OBJECTION: RightRule("AVG 21", True, True),
    Right.CONSENT_WITHDRAWAL: RightRule("AVG 7.3", False, False),
    Right.PORTABILITY: RightRule("AVG 20", True, True),
    Right.HUMAN_REVIEW: RightRule("AVG 22", True, True),
    Right.COMPLAINT: RightRule("AVG 38.4, 77", False, False),
}
