"""What the answer does not give, wholly or in part, and why: for the letter and the report."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.law.rights import Right
from portal.letters.annex import Annex
from portal.letters.withheld import LeftOut, Redaction, Share
from portal.models.case import Case, CasePart
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark
from portal.services import particulars
from portal.services.masking import Marks
from portal.services.searched import is_told


def left_out_of(
    session: Session, case: Case, words: Words, part: CasePart | None
) -> tuple[LeftOut, ...]:
    """What was left out of the copy, by category, ground and reason (AVG 12.4, 15.4).

    Parameters:
        part: what of the request it answers.
    """
    findings = select(Finding).where(Finding.case_id == case.id, Finding.review == Review.LEAVE_OUT)
    return counted(words, session.scalars(findings.order_by(Finding.id)), part)


def counted(
    words: Words, findings: Iterable[Finding], part: CasePart | None
) -> tuple[LeftOut, ...]:
    """What of these was left out; what is not about the person is not told."""
    right = part.right if part else Right.ACCESS
    found: dict[tuple[str, particulars.Told], int] = defaultdict(int)
    for finding in findings:
        if not is_told(finding):
            continue  # it is about somebody else
        category = finding.category_en if words.language == "en" else finding.category_nl
        if particulars.is_unsaid(finding.needs):
            category = words.gettext("Data")  # what kind of data it is may tell why
        why = particulars.told(words, right, str(finding.ground), finding.needs, finding.reason)
        found[category, why] += 1
    return tuple(
        LeftOut(category, count, why.name, why.article, why.reason)
        for (category, why), count in found.items()
    )


def redactions_of(
    words: Words, findings: Iterable[Finding], marks: Marks, part: CasePart | None
) -> tuple[Redaction, ...]:
    """What was made unreadable in what is given, by ground and reason (AVG 12.4, 15.4)."""
    right = part.right if part else Right.ACCESS
    found: dict[particulars.Told, list[Mark]] = defaultdict(list)
    for finding in findings:
        if finding.review is Review.INCLUDE:
            for mark in marks.get(finding.id, ()):
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


def items_of(findings: Iterable[Finding], marks: Marks) -> Share:
    """How many records are given wholly, partly, not; nothing is told of a namesake's."""
    counted: Counter[Extent] = Counter()
    for finding in findings:
        if finding.review is Review.INCLUDE:
            counted[Extent.PARTIAL if marks.get(finding.id) else Extent.FULL] += 1
        elif is_told(finding):
            counted[Extent.WITHHELD] += 1
    return _share(counted)


def pages_of(findings: Iterable[Finding], annexes: Iterable[Annex]) -> Share:
    """The same for the pages of documents."""
    counted = Counter(page.extent for annex in annexes for page in annex.pages)
    for finding in findings:
        if finding.exhibit is not None and is_told(finding):
            counted[Extent.WITHHELD] += finding.exhibit.pages
    return _share(counted)


def _share(counted: Counter[Extent]) -> Share:
    return Share(counted[Extent.FULL], counted[Extent.PARTIAL], counted[Extent.WITHHELD])
