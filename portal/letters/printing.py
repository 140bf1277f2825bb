"""Makes letters: their HTML, a piece of it to look at before sending, and the PDF."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from portal.language.letters import title
from portal.language.words import Words
from portal.letters import pressing
from portal.letters.annex import Pictures, no_pictures
from portal.letters.completeness import check
from portal.letters.environment import write_html
from portal.letters.letter import Letter
from portal.letters.placing import places
from portal.letters.pressing import Press, Tell, nobody
from portal.letters.rendering import (
    FONTS,
    LETTER_LIMITS,
    REPORT_LIMITS,
    Attachment,
    Limits,
    render_pdf,
)
from portal.letters.report import Report
from portal.letters.sealing import Sealer
from portal.mapped import Body

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_HEADING = re.compile(r"(</?h)([1-4])\b")
_DEEPER = 2  # the page that shows a letter has a heading of its own, and one for its tab


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints letters with the fonts in a folder; each method raises as `render_pdf` does."""

    fonts: Path = FONTS
    letter_limits: Limits = LETTER_LIMITS
    report_limits: Limits = REPORT_LIMITS
    sealer: Sealer | None = None

    def report(
        self,
        report: Report,
        work: Path | None = None,
        tell: Tell = nobody,
        pictures: Pictures = no_pictures,
    ) -> Body:
        """The inzagerapport, with the same data attached as JSON.

        Parameters:
            work: folder in which parts of a large report are kept until it is done.
            tell: called with how much of it is printed, and how much there is.
            pictures: of the pages of its annexes.
        """
        press = Press(
            fonts=self.fonts, limits=self.report_limits, work=work, tell=tell, sealer=self.sealer
        )
        return press.report(report, _words(report), pictures)

    def letter(self, letter: Letter) -> bytes:
        """A letter of any kind.

        Raises:
            LetterIncomplete: a mandatory block is missing.
        """
        heading = title(_words(letter), letter.kind, bezwaar=letter.in_bezwaar)
        html = letter_html(letter)
        return self._print(letter, letter.kind.value, heading, html, self.letter_limits)

    def _print(
        self,
        made: Letter | Report,
        kind: str,
        heading: str,
        html: str,
        limits: Limits,
        *attachments: Attachment,
    ) -> bytes:
        pdf = render_pdf(
            html,
            title=f"{heading} {made.reference}",
            author=made.sender.name,
            language=made.language,
            created=made.created,
            identifier=f"{made.reference}/{kind}/{made.created.isoformat()}",
            attachments=attachments,
            logo=made.sender.logo,
            limits=limits,
            fonts=self.fonts,
        )
        return self.sealer.seal(pdf) if self.sealer else pdf


def report_html(report: Report) -> str:
    """The HTML of a report before it becomes a PDF."""
    return pressing.report_html(report, _words(report))


def chapters(report: Report) -> str:
    """The chapters of a report as HTML for inside another page: no cover, headings lower."""
    values = {
        "letter": report,
        "places": places((0,) * len(report.sections)),
        "first": 0,
    }
    html = write_html("letters/report/chapters.html", _words(report), values)
    return _lowered(html, 1)


def letter_html(letter: Letter) -> str:
    """The HTML of a letter before it becomes a PDF.

    Raises:
        LetterIncomplete: a mandatory block is missing or stands in the wrong place.
    """
    words = _words(letter)
    values = {
        "letter": letter,
        "title": title(words, letter.kind, bezwaar=letter.in_bezwaar),
        "subject": letter.recipient.name,
    }
    html = write_html(f"letters/{letter.kind.value}.html", words, values)
    check(letter, html)
    return html


def fragment(letter: Letter) -> str:
    """The words of a letter as HTML for inside another page: no mark, headings lower.

    Raises:
        LetterIncomplete: as for `letter_html`.
    """
    plain = replace(letter, sender=replace(letter.sender, logo=None))
    body = _BODY.search(letter_html(plain))
    shown = "" if body is None else body[1]
    return _lowered(shown, _DEEPER)


def _lowered(html: str, levels: int) -> str:
    return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + levels}", html)


def _words(made: Letter | Report) -> Words:
    return Words(made.language, made.sender.form)
