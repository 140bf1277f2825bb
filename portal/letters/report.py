"""The inzagerapport: everything AVG 15 asks, as frozen primitives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.law.grounds import Outcome
from portal.law.rights import Right
from portal.letters.annex import Annex
from portal.letters.blocks import ComplaintStep, LetterIncomplete, Remedy, Sender, demand
from portal.letters.records import ReportGroup
from portal.letters.withheld import NONE, LeftOut, Redaction, Share


class SourceResult(StrEnum):
    """How the search of one source system ended."""

    HELD = "held"
    NOTHING_HELD = "nothing_held"
    NOTHING_SHOWN = "nothing_shown"  # this report shows nothing from it, and may not say why
    CANNOT_SEARCH = "cannot_search"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Kept:
    """How long data stay, and from which moment (AVG 15.1.d)."""

    period: str
    trigger: str


@dataclass(frozen=True, slots=True)
class AutomatedLogic:
    """A decision taken by a computer alone (AVG 15.1.h)."""

    logic: str
    consequences: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ExistingRight:
    """A right that exists for an activity, with the organisation's own article if it has one."""

    right: Right
    own_article: str = ""


@dataclass(frozen=True, slots=True)
class ViewingLine:
    """Data of which no copy can be given, that the person can come and see (AVG 15.3).

    Attributes:
        until: the last day on which they are there, if they go by themselves.
    """

    what: str
    where: str
    contact: str
    until: date | None = None

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when the person could not find it."""
        demand("what can be seen", what=self.what, where=self.where, contact=self.contact)


@dataclass(frozen=True, slots=True)
class EarlierRequest:
    """What the person asked before, and what became of it.

    Attributes:
        answered: the day of our answer; None when there is none yet.
        outcomes: how each right that was asked ended; None while it has not.
    """

    reference: str
    received: date
    answered: date | None
    outcomes: tuple[tuple[Right, Outcome | None], ...]


@dataclass(frozen=True, slots=True)
class ReportActivity:
    """One processing activity with everything AVG 15.1 and 15.2 ask of it.

    Attributes:
        recipients: each by name (AVG 15.1.c); empty means nobody outside.
        rights: only those that exist for this activity (AVG 15.1.e).
        automated: None means that no decision is taken by a computer alone (AVG 15.1.h).
        transfers: country and safeguard outside the EEA; empty means none (AVG 15.2).
        groups: the data themselves (AVG 15.3).
        viewings: data that can be seen.
        left_out: how many records were found here that the report does not give; one of which
            even the kind stays unsaid does not count.
    """

    id: str
    name: str
    purpose: str
    legal_basis: str
    basis_article: str
    categories: tuple[str, ...]
    source: str
    recipients: tuple[str, ...]
    retention: tuple[Kept, ...]
    rights: tuple[ExistingRight, ...]
    automated: AutomatedLogic | None = None
    transfers: str = ""
    groups: tuple[ReportGroup, ...] = ()
    viewings: tuple[ViewingLine, ...] = ()
    left_out: int = 0

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when an answer that AVG 15.1 asks is empty."""
        demand(
            f"the activity {self.id}",
            name=self.name,
            purpose=self.purpose,  # AVG 15.1.a
            legal_basis=self.legal_basis,
            basis_article=self.basis_article,
            categories=self.categories,  # AVG 15.1.b
            source=self.source,  # AVG 15.1.g
            retention=self.retention,  # AVG 15.1.d
        )

    @property
    def item_count(self) -> int:
        """How many records this activity shows."""
        return sum(len(group.items) for group in self.groups)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found here: nothing to give, to come and see, or to leave out."""
        return not (self.groups or self.viewings or self.left_out)

    @property
    def data(self) -> tuple[ReportGroup, ...]:
        """The data, apart from who looked into them."""
        return tuple(group for group in self.groups if not group.views)


@dataclass(frozen=True, slots=True)
class ReportSource:
    """One system that was searched, or could not be.

    Attributes:
        count: records found; more than zero only when held.
        reason: why it could not be searched or did not answer (wholly), and what happens now.
    """

    name: str
    result: SourceResult
    count: int = 0
    reason: str = ""

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a source stayed silent without a reason."""
        if self.result in (SourceResult.CANNOT_SEARCH, SourceResult.FAILED):
            demand(f"the source {self.name}", reason=self.reason)


@dataclass(frozen=True, slots=True)
class Report:
    """The answer to an access request (AVG 15).

    Attributes:
        subject: the name of the person the data are about.
        requester: who asked, when that is somebody else.
        received, last_day: local dates; created: aware moment of making.
        identity: one sentence on how identity was checked.
        scope: what was asked, in the person's own terms.
        remedy, complaint_path: what to do when not content.
        redactions: what was made unreadable, by ground (AVG 12.4).
        items, pages: how many records, and pages of documents, are there wholly, partly, not.
        own_address: in how many records the person's own address, which is secret, is left out.
        signatory: the role that answers for the report.
        limited: whether the person asked about some of the data only.
        more_remedies: where others decide on other tasks: what to do against that.
    """

    reference: str
    language: str
    sender: Sender
    subject: str
    received: date
    last_day: date
    created: datetime
    identity: str
    scope: tuple[str, ...]
    activities: tuple[ReportActivity, ...]
    sources: tuple[ReportSource, ...]
    left_out: tuple[LeftOut, ...]
    complaint_path: tuple[ComplaintStep, ...]
    remedy: Remedy
    signatory: str
    requester: str = ""
    redactions: tuple[Redaction, ...] = ()
    items: Share = NONE
    pages: Share = NONE
    annexes: tuple[Annex, ...] = ()
    earlier: tuple[EarlierRequest, ...] = ()
    own_address: int = 0
    limited: bool = False
    more_remedies: tuple[Remedy, ...] = ()

    def __post_init__(self) -> None:
        """Raises LetterIncomplete when a mandatory part is missing or a date is naive."""
        demand(
            "the report",
            reference=self.reference,
            subject=self.subject,
            identity=self.identity,
            scope=self.scope,
            activities=self.activities,
            complaint_path=self.complaint_path,
            remedy=self.remedy,  # AVG 12.4
            signatory=self.signatory,
        )
        if self.created.tzinfo is None:
            raise LetterIncomplete("the report's moment of making needs a time zone")

    @property
    def item_count(self) -> int:
        """How many records the report shows."""
        return sum(activity.item_count for activity in self.activities)

    @property
    def left_out_count(self) -> int:
        """How many records were left out, but for those of which nothing may be said."""
        return sum(part.count for part in self.left_out)

    @property
    def left_out_together(self) -> tuple[tuple[LeftOut, ...], ...]:
        """What was left out, with what was left out for the same reason."""
        found: dict[tuple[str, str, str], list[LeftOut]] = {}
        for part in self.left_out:
            found.setdefault((part.ground, part.article, part.reason), []).append(part)
        return tuple(map(tuple, found.values()))

    @property
    def with_data(self) -> tuple[ReportActivity, ...]:
        """The activities in which data were found, whether the report gives them or not."""
        return tuple(a for a in self.activities if not a.is_empty)

    @property
    def without_data(self) -> tuple[ReportActivity, ...]:
        """The activities in which nothing was found."""
        return tuple(a for a in self.activities if a.is_empty)

    @property
    def has_unsaid(self) -> bool:
        """Whether data were left out of which nothing more may be said (AVG 23.2.h)."""
        return any(not part.count for part in self.left_out)

    @property
    def looks(self) -> tuple[ReportGroup, ...]:
        """Who looked into the file of the person, as far as that is told."""
        return tuple(group for a in self.activities for group in a.groups if group.views)

    @property
    def sections(self) -> tuple[tuple[tuple[ReportGroup, ...], bool], ...]:
        """The records chapter by chapter: of each activity, then of who looked, if that is told.

        Beside the records stands whether they tell who looked.
        """
        told = [(activity.data, False) for activity in self.with_data]
        return (*told, (self.looks, True)) if self.looks else tuple(told)

    @property
    def viewings(self) -> tuple[ViewingLine, ...]:
        """What the person can come and see."""
        return tuple(viewing for activity in self.activities for viewing in activity.viewings)

    @property
    def annex_pages(self) -> int:
        """How many pages the annexes have."""
        return sum(len(annex.pages) for annex in self.annexes)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Everybody who received the data shown, once each."""
        return tuple(
            dict.fromkeys(name for activity in self.with_data for name in activity.recipients)
        )

    @property
    def rights(self) -> tuple[ExistingRight, ...]:
        """Each right that exists for one of the activities, once."""
        found = {each.right: each for activity in self.activities for each in activity.rights}
        return tuple(found[right] for right in Right if right in found)

    def sources_with(self, *results: SourceResult) -> tuple[ReportSource, ...]:
        """The sources whose search ended in one of these ways."""
        return tuple(source for source in self.sources if source.result in results)
