"""Looking at what was found: what goes into the answer, what stays out and on which ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select, true
from sqlalchemy.orm import Session, object_session

from portal.language.words import local_date
from portal.law.grounds import GROUNDS, Ground, Outcome, Scope, grounds_for
from portal.law.lifecycle import Action
from portal.law.limits import NOT_ABOUT_PERSON
from portal.law.rights import Right
from portal.models.audit import Actor
from portal.models.case import Case, Procedure
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Finding, Review, SearchResult, SourceSearch
from portal.services import clearing, partial, particulars, suggestions
from portal.services.ending import IN_PART, read_reason
from portal.services.obstacles import Obstacle

PAGE = 25
COPIES = (Right.ACCESS, Right.PORTABILITY)
UNREAD: ColumnElement[bool] = exists().where(
    Exhibit.finding_id == Finding.id, Exhibit.state != ExhibitState.READABLE
)
KINDS = (Finding.review, Finding.ground, Finding.activity, Finding.matched_by)


class SuggestionsOpen(Exception):
    """Raised if an item is to go in while nobody judged what may have to go from it."""


class DocumentUnread(Exception):
    """Raised if an item is to go in whose document has no pages: not read yet, or unreadable."""


class GroundDoesNotFit(Exception):
    """Raised if a ground cannot limit this right, or cannot be used for one item."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the searches and the review gave so far.

    Attributes:
        left_out: how many the answer must mention (EDPB 01/2022 par. 193).
        redacted: how many of the included are given in part; mentioned too.
        not_mentioned: left out on a ground that is not told, such as data on somebody else.
        activities: the lines of the register that the included items belong to.
        found_in: the lines that any item belongs to, decided or not.
        address_known: whether an item about this person was found by the e-mail address, so that
            a code sent there went to somebody whom the organisation knows (AVG 12.6, 32).
        stopped_by: what must be judged of what is redacted.
    """

    searches: tuple[SourceSearch, ...]
    undecided: int
    included: int
    left_out: int
    not_mentioned: int
    activities: frozenset[str]
    found_in: frozenset[str]
    address_known: bool
    stopped_by: tuple[Obstacle, ...] = ()
    redacted: int = 0

    @property
    def pending(self) -> tuple[SourceSearch, ...]:
        """The searches that have not ended."""
        return tuple(s for s in self.searches if s.result is SearchResult.PENDING)

    @property
    def unanswered(self) -> tuple[SourceSearch, ...]:
        """The searches that ended without a whole answer: failed, suspended, not searchable."""
        ends = (SearchResult.FAILED, SearchResult.SUSPENDED, SearchResult.CANNOT_SEARCH)
        return tuple(
            s for s in self.searches if s.result in ends or read_reason(s.reason)[0] in IN_PART
        )

    @property
    def address_strange(self) -> bool:
        """Whether every search has ended and none found the person by the e-mail address."""
        return bool(self.searches) and not self.pending and not self.address_known

    @property
    def found(self) -> int:
        """How many items were found."""
        return self.undecided + self.included + self.left_out + self.not_mentioned


def facts_of(session: Session, case: Case) -> Facts:
    """Count what was found and decided, in a few questions however much it is."""
    searches = session.scalars(
        select(SourceSearch).where(SourceSearch.case_id == case.id).order_by(SourceSearch.id)
    ).all()
    rows = session.execute(
        select(*KINDS, func.count()).where(Finding.case_id == case.id).group_by(*KINDS)
    ).all()
    totals = dict.fromkeys(Review, 0)
    silent = 0
    for review, ground, _activity, _ways, number in rows:
        totals[review] += number
        known = GROUNDS.get(ground or "")
        silent += number if review is Review.LEAVE_OUT and known and not known.reported else 0
    return Facts(
        searches=tuple(searches),
        undecided=totals[Review.UNDECIDED],
        included=totals[Review.INCLUDE],
        left_out=totals[Review.LEAVE_OUT] - silent,
        not_mentioned=silent,
        activities=frozenset(
            activity for review, _, activity, _, _ in rows if review is Review.INCLUDE
        ),
        found_in=frozenset(activity for _, _, activity, _, _ in rows),
        address_known=any(
            _is_by_address(ways)
            for review, ground, _, ways, _ in rows
            if not (review is Review.LEAVE_OUT and ground == NOT_ABOUT_PERSON)
        ),
        stopped_by=tuple(clearing.obstacles(session, case)),
        redacted=partial.count_partial(session, case),
    )


def _is_by_address(ways: str) -> bool:
    """Whether one of the ways in which an item was found looks at the e-mail address."""
    return any("email" in way.split("+") for way in ways.split(","))


def count_undecided(session: Session, case: Case) -> dict[int, int]:
    """How many items of each search nobody decided about yet."""
    rows = session.execute(
        select(Finding.search_id, func.count().label("number"))
        .where(Finding.case_id == case.id, Finding.review == Review.UNDECIDED)
        .group_by(Finding.search_id)
    )
    return {row.search_id: row.number for row in rows}


def list_findings(
    session: Session, search: SourceSearch, after: int = 0, size: int = PAGE
) -> tuple[Sequence[Finding], int | None]:
    """A page of what one source gave, and after which item the next page begins, if any."""
    found = session.scalars(
        select(Finding)
        .where(Finding.search_id == search.id, Finding.id > after)
        .order_by(Finding.id)
        .limit(size + 1)
    ).all()
    return found[:size], found[size - 1].id if len(found) > size else None


def find_search(session: Session, case: Case, search_id: int) -> SourceSearch | None:
    """The search with this key, when it belongs to this case."""
    search = session.get(SourceSearch, search_id)
    return search if search is not None and search.case_id == case.id else None


def find_finding(session: Session, case: Case, finding_id: int) -> Finding | None:
    """The item with this key, when it belongs to this case."""
    finding = session.get(Finding, finding_id)
    return finding if finding is not None and finding.case_id == case.id else None


def must_review(case: Case) -> bool:
    """Whether items are given to the person; else they only show where data are."""
    return case.procedure is Procedure.REQUEST and any(
        part.right in COPIES and part.outcome not in (Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN)
        for part in case.parts
    )


def right_reviewed(case: Case) -> Right:
    """The right under which items are given or left out."""
    rights = [part.right for part in case.parts]
    return next((right for right in COPIES if right in rights), case.lead_right)


def grounds_to_leave_out(case: Case) -> tuple[Ground, ...]:
    """The grounds on which one item may stay out of this answer, those made for it first."""
    right = right_reviewed(case)
    part = next(part for part in case.parts if part.right is right)
    fitting = grounds_for(right, Scope.FINDING, part.answers, part.controller_kind)
    return tuple(sorted(fitting, key=lambda ground: len(ground.rights)))


def include(case: Case, finding: Finding, *, actor: Actor, now: datetime) -> None:
    """Put an item into the answer.

    Raises:
        DocumentUnread: its document was not read yet, or cannot be.
        SuggestionsOpen: something in it may be about somebody else, and nobody judged that yet.
        ActionRefused: the case is not being handled now.
    """
    if finding.exhibit is not None and finding.exhibit.state is not ExhibitState.READABLE:
        raise DocumentUnread(finding.id)
    session = object_session(finding)
    if session is not None and suggestions.are_open(session, finding):
        raise SuggestionsOpen(finding.id)  # AVG 15.4
    _decide(case, finding, Review.INCLUDE, None, "", actor, now)


def leave_out(
    case: Case,
    finding: Finding,
    ground_id: str,
    needs: Mapping[str, str],
    reason: str = "",
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep an item out of the answer.

    Parameters:
        needs: what the ground asks, by key.
        reason: what else the person should read.

    Raises:
        GroundDoesNotFit: the ground is none of `grounds_to_leave_out`.
        NotWritten: a field that the ground asks is missing or wrong.
        ActionRefused: the case is not being handled now.
    """
    ground = next((each for each in grounds_to_leave_out(case) if each.id == ground_id), None)
    if ground is None:
        raise GroundDoesNotFit(ground_id)
    today = local_date(now)
    written = particulars.demanded(ground, needs, case.received_date, today)  # AVG 12.4
    _decide(case, finding, Review.LEAVE_OUT, ground_id, reason.strip(), actor, now)
    finding.needs = written


def include_rest(
    session: Session, case: Case, search: SourceSearch | None, *, actor: Actor, now: datetime
) -> int:
    """Put undecided items of a source, or of all, into the answer, save those that may name others.

    Those must be looked at one by one (AVG 15.4). An item has been looked at when all that was
    suggested in it is judged. A document that cannot be read waits too.

    Returns:
        how many went in.

    Raises:
        ActionRefused: the case is not being handled now.
    """
    found = session.scalars(
        select(Finding).where(
            Finding.case_id == case.id,
            Finding.search_id == search.id if search else true(),
            Finding.review == Review.UNDECIDED,
            or_(Finding.names_third_person.is_(False), suggestions.WAS_JUDGED),
            ~suggestions.HAS_OPEN,
            ~UNREAD,
        )
    ).all()
    of = search.id if search else None
    case.advance(Action.REVIEW, actor, now, search=of, included=len(found))
    for finding in found:
        _mark(finding, Review.INCLUDE, None, "", actor, now)
    return len(found)


def _decide(
    case: Case,
    finding: Finding,
    review: Review,
    ground: str | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    case.advance(Action.REVIEW, actor, now, finding=finding.id, review=review.value, ground=ground)
    _mark(finding, review, ground, reason, actor, now)


def _mark(
    finding: Finding, review: Review, ground: str | None, reason: str, actor: Actor, now: datetime
) -> None:
    finding.review, finding.ground, finding.reason, finding.needs = review, ground, reason, {}
    finding.reviewed_by, finding.reviewed_at = actor.staff_id, now
