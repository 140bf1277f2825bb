"""The faithful copy: what was found as the report shows it, with its documents (AVG 15.3)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from sys import intern

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.language.words import Words
from portal.letters.records import Field, Money, ReportGroup, ReportItem, Value
from portal.letters.shelf import Shelf
from portal.models.case import Case
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review, SourceSearch
from portal.organisations.organisation import Organisation
from portal.services import addressing, masking
from portal.services.masking import AT_ONCE, Cut, Cuts
from portal.services.searched import source_name
from portal.sources.values import Field as Found
from portal.sources.values import Kind

NOTHING: tuple[Cut, ...] = ()


def included(session: Session, case: Case, activity: str) -> Iterator[Finding]:
    """The items of an activity that are given, group by group, a few in memory at a time."""
    query = (
        select(Finding)
        .where(
            Finding.case_id == case.id,
            Finding.activity == activity,
            Finding.review == Review.INCLUDE,
        )
        .options(selectinload(Finding.exhibit))
        .order_by(Finding.views, Finding.search_id, Finding.category_nl, Finding.id)
        .execution_options(yield_per=AT_ONCE)
    )
    yield from session.scalars(query)


def copier_of(
    session: Session, case: Case, organisation: Organisation, *, documents: bool = True
) -> "Copier":
    """What writes out the findings of a case, in the language and form of the person.

    Parameters:
        documents: whether documents come with what is written.
    """
    words = addressing.words_for(organisation, case)
    searches = select(SourceSearch.id, SourceSearch.source).where(SourceSearch.case_id == case.id)
    return Copier(
        case,
        organisation,
        words,
        {each.id: each.source for each in session.execute(searches)},
        masking.cuts_of(session, case),
        masking.pseudonyms(session, case, words),
        documents,
    )


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A document of the report, before its pages are read.

    Attributes:
        name: as the report may call it.
    """

    number: int
    name: str
    category: str
    source: str
    record: str
    finding: Finding
    exhibit: Exhibit


@dataclass(slots=True)
class Copier:
    """Writes out what a case may show; documents are numbered in the order in which they come.

    Attributes:
        sources: the system of each search, by the key of the search.
        marks: what is taken out, by the key of the finding.
        thirds: what others are called, by their keys.
        documents: whether documents come with it.
    """

    case: Case
    organisation: Organisation
    words: Words
    sources: Mapping[int, str]
    marks: Cuts
    thirds: Mapping[int, str]
    documents: bool = True
    sheaves: list[Sheaf] = field(default_factory=list)

    def groups(self, findings: Iterable[Finding]) -> tuple[ReportGroup, ...]:
        """The records to give, by category and source; those that tell who looked come last.

        Nothing is held of a finding once its record is written.
        """
        found: dict[tuple[bool, str, str], Shelf] = defaultdict(Shelf)
        moments: dict[ReportItem, str] = {}
        for finding in findings:
            if finding.review is not Review.INCLUDE:
                continue
            views, category, source = place = self._place(finding)
            item = self._item(finding, category, source, self._label(len(found[place])))
            found[place].add(item)
            if views:
                moments[item] = moment(finding)
        return tuple(
            ReportGroup(
                category,
                source,
                self._in_time(items, moments) if views else items.closed(),
                views,
            )
            for (views, category, source), items in sorted(
                found.items(), key=lambda each: each[0][0]
            )
        )

    def _in_time(
        self, items: Iterable[ReportItem], moments: Mapping[ReportItem, str]
    ) -> tuple[ReportItem, ...]:
        ordered = sorted(items, key=lambda item: moments[item])
        return tuple(replace(item, label=self._label(n)) for n, item in enumerate(ordered))

    def _label(self, before: int) -> str:
        return self.words.gettext("Record %(number)s", number=before + 1)

    def rows(self, finding: Finding) -> tuple[Found, ...]:
        """The fields of an item as anybody outside may see them."""
        marks = self.marks.get(finding.id, NOTHING)
        return masking.rows_of(self.case, finding, self.words, marks, self.thirds)

    def category(self, finding: Finding) -> str:
        """What kind of record it is, in the language of the reader."""
        english = self.words.language == "en"
        return finding.category_en if english else finding.category_nl

    def _place(self, finding: Finding) -> tuple[bool, str, str]:
        source = source_name(self.organisation, self.sources[finding.search_id], self.words)
        return finding.views, self.category(finding), source

    def _item(self, finding: Finding, category: str, source: str, label: str) -> ReportItem:
        language = self.words.language
        rows = self.rows(finding)
        fields = [
            Field(intern(row.label(language)), value_of(row, language), row.tongue(language))
            for row in rows
        ]
        annex = None
        if finding.exhibit is not None and self.documents:
            annex = self._document(finding, finding.exhibit, category, source, label, rows)
            fields.append(self._where(finding.exhibit, annex))
        return ReportItem(label, tuple(fields), annex)

    def _document(
        self,
        finding: Finding,
        exhibit: Exhibit,
        category: str,
        source: str,
        label: str,
        rows: tuple[Found, ...],
    ) -> int | None:
        """Take a document that has pages along; gives its number."""
        if exhibit.state is not ExhibitState.READABLE:
            return None
        number = len(self.sheaves) + 1
        named = [
            str(value_of(shown, self.words.language)).rpartition("/")[2]
            for shown, stored in zip(rows, finding.fields, strict=True)
            if exhibit.name and str(stored[2]).endswith(exhibit.name)
        ]
        name = next(iter(named), "") or label  # a name of a file may tell of somebody else
        self.sheaves.append(Sheaf(number, name, category, source, label, finding, exhibit))
        return number

    def _where(self, exhibit: Exhibit, annex: int | None) -> Field:
        label = self.words.gettext("Annex")
        if annex is None:
            return Field(label, self.words.gettext("It could not be opened. Ask us for it."))
        text = self.words.ngettext(
            "Annex %(annex)s, %(num)s page",
            "Annex %(annex)s, %(num)s pages",
            exhibit.pages,
            annex=annex,
        )
        return Field(label, text)


def moment(finding: Finding) -> str:
    """The first day or moment that an item tells, as ISO 8601; empty without one."""
    rows = (Found.from_row(row) for row in finding.fields)
    return next((row.value for row in rows if row.kind in (Kind.DATE, Kind.DATETIME)), "")


def value_of(row: Found, language: str) -> Value:
    """A field with its type."""
    value = row.typed(language)
    if row.kind is Kind.MONEY and isinstance(value, Decimal):
        return Money(value)
    return value
