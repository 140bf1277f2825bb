"""What every letter has: who writes to whom, when, about which case, and who signs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from portal.law.mandatory import About, LetterKind
from portal.law.rights import ControllerKind
from portal.letters.blocks import ComplaintStep, LetterIncomplete, Sender, demand

LONGEST_PERSONAL = 1000
"""Characters of the paragraph a handler may add: room for what is personal, not for a letter."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who the letter goes to; without address lines it is only handed over in the portal."""

    name: str
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter; each kind adds its facts.

    Attributes:
        sent: the local date printed on it.
        controller: who decides, for letters that are not about parts of a request.
        complaint_path: the organisation's own steps; the template adds officer and AP.
        signatory: role name; signatory_name may stay empty.
        personal: what a handler adds, as plain text.
        on_behalf_of: whose data it is about, when the recipient asks for somebody else.
        in_bezwaar: whether what it calls a request is a bezwaar.
        by_post: whether the recipient gets it on paper, and sees no page of the request.
    """

    kind: ClassVar[LetterKind]

    reference: str
    language: str
    sender: Sender
    recipient: Recipient
    sent: date
    created: datetime
    signatory: str
    complaint_path: tuple[ComplaintStep, ...]
    controller: ControllerKind = ControllerKind.PRIVATE
    signatory_name: str = ""
    personal: str = ""
    on_behalf_of: str = ""
    in_bezwaar: bool = False
    by_post: bool = False

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a part is missing, too long, or a moment is naive."""
        demand(
            f"the letter {self.kind}",
            reference=self.reference,
            recipient=self.recipient.name,
            signatory=self.signatory,
            complaint_path=self.complaint_path,
        )
        if len(self.personal) > LONGEST_PERSONAL:
            raise LetterIncomplete(f"the personal paragraph is over {LONGEST_PERSONAL} characters")
        if self.created.tzinfo is None:
            raise LetterIncomplete("the letter's moment of making needs a time zone")

    @property
    def about(self) -> tuple[About, ...]:
        """What the letter is about, for the blocks it must have."""
        return (About(self.kind, self.controller),)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The personal text in paragraphs."""
        return tuple(line.strip() for line in self.personal.splitlines() if line.strip())
