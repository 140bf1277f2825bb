"""What stands around a suggestion, so that a handler can judge it without opening the item."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.models.case import Case
from portal.models.finding import Finding
from portal.models.redaction import Mark
from portal.papers.pages import Page
from portal.services import secrecy
from portal.sources.values import Field, Kind

REACH = 60
"""So many signs stand before and after a passage, up to the nearest whole word."""
DOCUMENTS = 20
"""Opening a document takes time: of the others only the page is told."""
AT_ONCE = 500
CUT = "\N{HORIZONTAL ELLIPSIS}"

PagesOf = Callable[[Finding], Sequence[Page]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a suggestion stands.

    Attributes:
        label: what the field is; empty on a page of a document.
        page: of a document, from 1.
        before, after: the text around it; both empty when it stands there by itself.
    """

    finding: Finding
    label: str
    page: int | None
    before: str
    after: str


def around(
    session: Session, case: Case, words: Words, marks: Iterable[int], pages_of: PagesOf
) -> dict[int, Surroundings]:
    """What stands around marks of a case, by the key of the mark.

    Parameters:
        words: of who reads it.
        marks: their keys; a key of another case is passed over.
        pages_of: opens the document of an item.
    """
    keys = list(marks)
    opened: dict[int, Sequence[Page]] = {}
    found = {}
    for first in range(0, len(keys), AT_ONCE):
        query = (
            select(Mark, Finding)
            .join(Finding, Finding.id == Mark.finding_id)
            .where(Mark.case_id == case.id, Mark.id.in_(keys[first : first + AT_ONCE]))
        )
        for mark, finding in session.execute(query):
            if mark.page is not None and finding.id not in opened and len(opened) < DOCUMENTS:
                opened[finding.id] = pages_of(finding)
            found[mark.id] = _look(case, words, mark, finding, opened.get(finding.id, ()))
    return found


def _look(
    case: Case, words: Words, mark: Mark, finding: Finding, pages: Sequence[Page]
) -> Surroundings:
    label, text = "", ""
    if mark.field is not None:
        row = secrecy.rows_of(case, finding, words)[mark.field]
        label = row.label(words.language)
        if row == Field.from_row(finding.fields[mark.field]) and row.kind is Kind.TEXT:
            text = row.value_en if mark.language == "en" else row.value
    else:
        text = next((page.text for page in pages if page.number == mark.page), "")
    start, end = mark.start or 0, mark.end or 0
    return Surroundings(finding, label, mark.page, before(text, start), after(text, end))


def before(text: str, start: int) -> str:
    """The words before a place in a text, on one line."""
    told = text[max(start - REACH, 0) : start]
    if told and start > REACH:
        told = CUT + told.partition(" ")[2]
    return " ".join(told.split()) + " " * told[-1:].isspace()


def after(text: str, end: int) -> str:
    """The words after a place in a text, on one line."""
    told = text[end : end + REACH]
    if len(text) > end + REACH:
        told = told.rpartition(" ")[0] + CUT
    return " " * told[:1].isspace() + " ".join(told.split())
