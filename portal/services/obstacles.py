"""What stands in the way of a decision or of closing a case: codes, the pages have the words."""

from dataclasses import dataclass
from enum import StrEnum


class Obstacle(StrEnum):
    """Why a decision cannot be proposed or approved yet, or a case not be closed."""

    NO_OUTCOME = "no_outcome"
    OUTCOME_DOES_NOT_FIT = "outcome_does_not_fit"
    NO_GROUND = "no_ground"
    GROUND_DOES_NOT_FIT = "ground_does_not_fit"
    NO_REASON = "no_reason"
    NO_BASIS = "no_basis"
    BASIS_DOES_NOT_FIT = "basis_does_not_fit"
    FIELD = "field"
    NOT_CHECKED = "not_checked"
    NO_ITEMS = "no_items"
    ITEMS_UNDECIDED = "items_undecided"
    ITEMS_SAY_OTHERWISE = "items_say_otherwise"
    ALL_TAKEN_BACK = "all_taken_back"
    NOT_SEARCHED = "not_searched"
    SEARCH_PENDING = "search_pending"
    UNDECIDED = "undecided"
    SOMETHING_LEFT_OUT = "something_left_out"
    SOMETHING_REDACTED = "something_redacted"
    SOMETHING_INCLUDED = "something_included"
    NOTHING_INCLUDED = "nothing_included"
    SUGGESTIONS_OPEN = "suggestions_open"
    LEAKS_OPEN = "leaks_open"
    UNANSWERED_NOT_SEEN = "unanswered_not_seen"
    DATA_FOUND = "data_found"
    IDENTITY_PROVEN = "identity_proven"
    IDENTITY_TOO_LOW = "identity_too_low"
    ADDRESS_NOT_KNOWN = "address_not_known"
    AUTHORITY_OPEN = "authority_open"
    AUTHORITY_REFUSED = "authority_refused"
    HARM_NOT_WITHHELD = "harm_not_withheld"
    OWN_PROPOSAL = "own_proposal"
    OWN_DECISION = "own_decision"
    NOT_POSTED = "not_posted"
    PENALTY_OPEN = "penalty_open"
    RECIPIENTS_OPEN = "recipients_open"
    RESTRICTION_OPEN = "restriction_open"
    INSTRUCTIONS_OPEN = "instructions_open"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that must be done first.

    Attributes:
        part_id: the part of the request it is about; None when it is about the whole case.
        about: what in that part: the key of a field, or of something to check.
        fault: what is wrong with that field.
    """

    obstacle: Obstacle
    part_id: int | None = None
    about: str = ""
    fault: str = ""


class NotReady(Exception):
    """Raised if something stands in the way of a decision; `hindrances` says what and where."""

    def __init__(self, hindrances: tuple[Hindrance, ...]) -> None:
        super().__init__(", ".join(each.obstacle for each in hindrances))
        self.hindrances = hindrances

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """What stands in the way, each once."""
        return tuple(dict.fromkeys(each.obstacle for each in self.hindrances))
