"""Makes the PDF of each kind of letter: template, title, attachments and limits."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from portal.language.words import Words
from portal.letters import attachment
from portal.letters.blocks import Sender
from portal.letters.decision import Decision
from portal.letters.environment import write_html
from portal.letters.message import Message
from portal.letters.receipt import Receipt
from portal.letters.rendering import (
    FONTS,
    LETTER_LIMITS,
    REPORT_LIMITS,
    Attachment,
    Limits,
    render_pdf,
)
from portal.letters.report import Report


class Letter(Protocol):
    """What every letter knows."""

    @property
    def reference(self) -> str: ...  # noqa: D102 - stands in each letter
    @property
    def language(self) -> str: ...  # noqa: D102
    @property
    def sender(self) -> Sender: ...  # noqa: D102
    @property
    def created(self) -> datetime: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints letters with the fonts in a folder; each method raises as `render_pdf` does."""

    fonts: Path = FONTS
    letter_limits: Limits = LETTER_LIMITS
    report_limits: Limits = REPORT_LIMITS

    def report(self, report: Report) -> bytes:
        """The inzagerapport, with the same data attached as JSON."""
        data = Attachment(
            attachment.NAME,
            attachment.as_json(report),
            _words(report).gettext("The data of this report, for a computer"),
        )
        title = _words(report).gettext("Report of your data")
        return self._print("report", report, title, report.subject, self.report_limits, (data,))

    def receipt(self, receipt: Receipt) -> bytes:
        """The receipt of a request."""
        title = _words(receipt).gettext("Receipt of your request")
        return self._print("receipt", receipt, title, receipt.name, self.letter_limits)

    def decision(self, decision: Decision) -> bytes:
        """The answer letter."""
        title = _words(decision).gettext("Our answer to your request")
        return self._print("decision", decision, title, decision.recipient.name, self.letter_limits)

    def message(self, message: Message) -> bytes:
        """A question, an extension or another letter in the middle of a request."""
        return self._print(
            "message", message, message.heading, message.recipient.name, self.letter_limits
        )

    def _print(
        self,
        kind: str,
        letter: Letter,
        title: str,
        subject: str,
        limits: Limits,
        attachments: tuple[Attachment, ...] = (),
    ) -> bytes:
        html = html_of(kind, letter, title, subject)
        return render_pdf(
            html,
            title=f"{title} {letter.reference}",
            author=letter.sender.name,
            language=letter.language,
            created=letter.created,
            identifier=f"{letter.reference}/{kind}",
            attachments=attachments,
            logo=letter.sender.logo,
            limits=limits,
            fonts=self.fonts,
        )


def html_of(kind: str, letter: Letter, title: str, subject: str) -> str:
    """The HTML of a letter before it becomes a PDF.

    Args:
        kind: name of the template: report, receipt, decision or message.
        subject: the person named on each page.
    """
    values = {
        "letter": letter,
        "title": title,
        "subject": subject,
        "attachment": attachment.NAME,
    }
    return write_html(f"letters/{kind}.html", _words(letter), values)


def _words(letter: Letter) -> Words:
    return Words(letter.language, letter.sender.form)
