"""A short letter in the middle of a request: a question, an extension, a confirmation."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.letters.blocks import LetterIncomplete, Sender, demand
from portal.letters.decision import Recipient


@dataclass(frozen=True, slots=True)
class Message:
    """A letter with a heading, an answer first, and perhaps a question.

    Attributes:
        heading: what the letter is about, in a few words.
        paragraphs: plain sentences; the first says the main thing.
        questions: what we ask, one point each; empty when nothing is asked.
        reply_before: last day to reply; required when something is asked.
        consequence: what happens with the term, and without a reply; required with a question.
        new_last_day: the new last day to answer, when it changes (AVG 12.3).
    """

    reference: str
    language: str
    sender: Sender
    recipient: Recipient
    sent: date
    created: datetime
    heading: str
    paragraphs: tuple[str, ...]
    signatory: str
    signatory_name: str = ""
    questions: tuple[str, ...] = ()
    reply_before: date | None = None
    consequence: str = ""
    new_last_day: date | None = None

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a part is missing or a date is naive."""
        demand(
            "the letter",
            reference=self.reference,
            recipient=self.recipient.name,
            heading=self.heading,
            paragraphs=self.paragraphs,
            signatory=self.signatory,
        )
        if self.questions:
            demand("the question", reply_before=self.reply_before, consequence=self.consequence)
        if self.created.tzinfo is None:
            raise LetterIncomplete("the letter's moment of making needs a time zone")
