"""What the answer does not give, wholly or in part, and why: for the letter and the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, selectinload

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.law.rights import Right
from portal.letters.annex import Annex
from portal.letters.withheld import LeftOut, Redaction, Share
from portal.models.case import Case, CasePart
from portal.models.finding import Finding, Review
from portal.services import particulars
from portal.services.masking import AT_ONCE, Cut
from portal.services.searched import is_told


def left_out_of(
    session: Session, case: Case, words: Words, part: CasePart | None
) -> tuple[LeftOut, ...]:
    """What was left out of the copy, by category, ground and reason (AVG 12.4, 15.4).

    That something may not be told stands last and uncounted: its place and number would tell more.

    Parameters:
        part: what of the request it answers.
    """
    right = part.right if part else Right.ACCESS
    found: dict[tuple[str, particulars.Told], int] = defaultdict(int)
    silent: dict[particulars.Told, str] = {}
    for finding in _left_out(session, case):
        category = finding.category_en if words.language == "en" else finding.category_nl
        why = particulars.told(words, right, str(finding.ground), finding.needs, finding.reason)
        if particulars.is_unsaid(finding.needs):
            silent[why] = words.gettext("Data")  # what kind of data it is may tell why
        else:
            found[category, why] += 1
    counted = [(*place, count) for place, count in found.items()]
    uncounted = [(category, why, 0) for why, category in silent.items()]  # AVG 23.2.h
    return tuple(
        LeftOut(category, count, why.name, why.article, why.reason)
        for category, why, count in (*counted, *uncounted)
    )


def left_out_in(session: Session, case: Case) -> Counter[str]:
    """How many records of each activity were left out, but for those that stay unsaid."""
    return Counter(finding.activity for finding in _named(session, case))


def _left_out(session: Session, case: Case) -> Iterator[Finding]:
    """The items left out on a ground that the person is told; a namesake's are not among them."""
    query = (
        select(Finding)
        .where(Finding.case_id == case.id, Finding.review == Review.LEAVE_OUT)
        .options(defer(Finding.fields), selectinload(Finding.exhibit))
        .order_by(Finding.id)
        .execution_options(yield_per=AT_ONCE)
    )
    return (finding for finding in session.scalars(query) if is_told(finding.ground))


def _named(session: Session, case: Case) -> Iterator[Finding]:
    """The items left out of which may be said that they are there (AVG 23.2.h)."""
    return (each for each in _left_out(session, case) if not particulars.is_unsaid(each.needs))


def redactions_of(
    words: Words, marks: Iterable[tuple[Cut, ...]], part: CasePart | None
) -> tuple[Redaction, ...]:
    """What was made unreadable in what is given, by ground and reason (AVG 12.4, 15.4).

    Parameters:
        marks: of each item that is given.
    """
    right = part.right if part else Right.ACCESS
    found: dict[particulars.Told, list[Cut]] = defaultdict(list)
    for mark in chain.from_iterable(marks):
        found[particulars.told(words, right, str(mark.ground), mark.needs, "")].append(mark)
    return tuple(
        Redaction(
            why.name,
            why.article,
            why.reason,
            passages=len(some),
            items=len({mark.finding_id for mark in some}),
            pages=len({(mark.finding_id, mark.page) for mark in some if mark.page}),
        )
        for why, some in found.items()
    )


def shares_of(
    session: Session, case: Case, annexes: Iterable[Annex], given: int, partial: int
) -> tuple[Share, Share]:
    """How many records, and how many pages of documents, are given wholly, partly, not.

    What stays unsaid counts nowhere.

    Parameters:
        given, partial: how many records are given, and how many of these with marks.
    """
    pages = Counter(page.extent for annex in annexes for page in annex.pages)
    withheld = 0
    for finding in _named(session, case):
        withheld += 1
        pages[Extent.WITHHELD] += finding.exhibit.pages if finding.exhibit else 0
    return (
        Share(given - partial, partial, withheld),
        Share(pages[Extent.FULL], pages[Extent.PARTIAL], pages[Extent.WITHHELD]),
    )
