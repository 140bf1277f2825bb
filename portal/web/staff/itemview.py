"""One item of what was found, as handlers read it: its text with the marks, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.language import papers
from portal.language.searches import found_by
from portal.law.redaction import Extent
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.services import marking, masking, review, secrecy
from portal.sources.values import Field, Kind
from portal.web.page import db, words
from portal.web.staff import passages, phrases
from portal.web.staff.dossier import own_organisation
from portal.web.staff.passages import Piece, Same, Seen
from portal.web.staff.shown import why


@dataclass(frozen=True, slots=True)
class Row:
    """A field.

    Attributes:
        language: that of the text when there are two, as `Mark.language` has it.
        lang: the language of the text where it is not the reader's.
    """

    number: int
    label: str
    pieces: tuple[Piece, ...]
    language: str
    can_mark: bool
    lang: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item in the reader's language.

    Attributes:
        extent: how much of it goes into the answer as it is marked now.
        suggestions: the marks that wait for a handler.
        accepted: those that are carried out.
        dismissed: those that a handler did not want.
        why: the ground on which it stays out, and what was written for it.
    """

    finding: Finding
    category: str
    rows: tuple[Row, ...]
    found_by: str
    activity: str
    extent: Extent
    suggestions: tuple[Same, ...]
    accepted: tuple[Same, ...]
    dismissed: tuple[Same, ...]
    why: list[tuple[str, str]]

    @property
    def document(self) -> Exhibit | None:
        """Its document, when it has one."""
        return self.finding.exhibit

    @property
    def waiting(self) -> int:
        """How many passages wait to be judged."""
        return sum(len(each.ids) for each in self.suggestions)

    @property
    def looked_at(self) -> bool:
        """Whether somebody judged something in it."""
        return bool(self.accepted or self.dismissed)

    @property
    def can_include(self) -> bool:
        """Whether it can go into the answer as it is: nothing waits, and its pages are there."""
        readable = self.document is None or self.document.state is ExhibitState.READABLE
        return readable and not self.suggestions


def views(case: Case, findings: Sequence[Finding]) -> list[ItemView]:
    """Items as their pages show them, with one question for all their marks."""
    marks = marking.marks_of(db(), [each.id for each in findings])
    called = masking.pseudonyms(db(), case, words())
    return [view(case, each, marks.get(each.id, ()), called) for each in findings]


def view(case: Case, finding: Finding, marks: Sequence[Mark], called: dict[int, str]) -> ItemView:
    """One item.

    Parameters:
        marks: all of the item.
        called: what stands in the place of each third person, by key.
    """
    language = words().language
    by_state: dict[MarkState, list[Seen]] = {state: [] for state in MarkState}
    for mark in marks:
        by_state[mark.state].append(passages.seen(mark, called))
    accepted = [mark for mark in marks if mark.state is MarkState.ACCEPTED]
    extent = masking.extent_of(finding, accepted)
    return ItemView(
        finding=finding,
        category=finding.category_en if language == "en" else finding.category_nl,
        rows=_rows(case, finding, marks, called),
        found_by=found_by(words(), finding.matched_by),
        activity=_activity(finding),
        extent=Extent.WITHHELD if finding.review is Review.LEAVE_OUT else extent,
        suggestions=passages.gather(by_state[MarkState.SUGGESTED]),
        accepted=passages.gather(by_state[MarkState.ACCEPTED]),
        dismissed=passages.gather(by_state[MarkState.DISMISSED]),
        why=why(finding.ground, finding.needs, review.right_reviewed(case)),
    )


def trouble(document: Exhibit | None) -> str:
    """Why the pages of a document are not there; empty when they are, or there is no document."""
    if document is None or document.state is ExhibitState.READABLE:
        return ""
    if document.state is ExhibitState.WAITING:
        return _("The document is being read. Its pages come by themselves.")
    return papers.trouble(words(), document.problem)


def _rows(
    case: Case, finding: Finding, marks: Sequence[Mark], called: dict[int, str]
) -> tuple[Row, ...]:
    language = words().language
    rows = []
    for number, field in enumerate(secrecy.rows_of(case, finding, words())):
        stored = Field.from_row(finding.fields[number])
        speaks = language if stored.value_en else ""
        own = [m for m in marks if m.field == number and m.language in ("", speaks)]
        can_mark = field == stored and field.kind is Kind.TEXT
        pieces = _pieces(field, own if field == stored else [], called)
        label, lang = field.label(language), field.tongue(language)
        rows.append(Row(number, label, pieces, speaks, can_mark, lang))
    return tuple(rows)


def _pieces(field: Field, marks: Sequence[Mark], called: dict[int, str]) -> tuple[Piece, ...]:
    """The text of a field; a date or an amount is marked as a whole, for it reads otherwise."""
    text = phrases.value(field.typed(words().language))
    if field.kind is Kind.TEXT:
        return passages.cut(text, marks, called)
    counted = [mark for mark in marks if mark.state is not MarkState.DISMISSED]
    counted.sort(key=lambda mark: mark.state is not MarkState.ACCEPTED)
    return (Piece(text, passages.seen(counted[0], called) if counted else None),)


def _activity(finding: Finding) -> str:
    """The line of the register, by name; its id when the profile no longer knows it."""
    for activity in own_organisation().activities:
        if activity.id == finding.activity:
            return activity.name.in_(words().language)
    return finding.activity
