"""What is not given is counted by ground and reason, and nothing more is told of it."""

import pytest

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.law.rights import Right
from portal.letters.annex import Annex, AnnexPage
from portal.letters.withheld import Share
from portal.models.case import CasePart
from portal.models.exhibit import Exhibit
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark
from portal.services import withholding

NL, PART = Words("nl"), CasePart(right=Right.ACCESS)
BALANCE = {"whose_interest": "Dat van de buurman.", "written_balance": "Afgewogen."}
SILENT = {
    "may_be_told": "no",
    "necessity": "Opsporing.",
    "proportionality": "Het kan niet lichter.",
    "weighed_41_2": "Alles is gewogen.",
}


def finding(number: int, review: Review = Review.INCLUDE, ground: str | None = None) -> Finding:
    return Finding(id=number, review=review, ground=ground, needs={}, reason="")


def mark(number: int, page: int | None = None, needs=BALANCE, ground="others_rights") -> Mark:
    return Mark(finding_id=number, page=page, ground=ground, needs=needs)


def test_passages_items_and_pages_are_counted_for_each_ground():
    marks = {
        1: (mark(1), mark(1)),
        2: (mark(2, page=1), mark(2, page=1), mark(2, page=3)),
        3: (mark(3),),
    }
    findings = [finding(1), finding(2), finding(3, Review.LEAVE_OUT, "others_rights")]
    (why,) = withholding.redactions_of(NL, findings, marks, PART)
    assert (why.passages, why.items, why.pages) == (5, 2, 2)
    assert why.article == "AVG 15.4"
    assert why.reason == "Dat van de buurman. Afgewogen."


def test_another_reason_is_told_apart_and_one_that_may_not_be_told_is_not():
    marks = {1: (mark(1), mark(1, needs=SILENT, ground="uavg41_d"))}
    plain, silent = withholding.redactions_of(NL, [finding(1)], marks, PART)
    assert plain.ground != silent.ground
    assert silent.article == "UAVG 41"
    assert "Opsporing" not in repr(silent)


def test_records_and_pages_are_whole_in_part_or_not_there():
    kept = finding(4, Review.LEAVE_OUT, "others_rights")
    kept.exhibit = Exhibit(pages=3)
    namesake = finding(5, Review.LEAVE_OUT, "not_about_person")
    namesake.exhibit = Exhibit(pages=9)
    findings = [finding(1), finding(2), finding(3, Review.UNDECIDED), kept, namesake]
    pages = tuple(AnnexPage(1, 1, extent) for extent in (Extent.FULL, Extent.FULL, Extent.PARTIAL))
    annexes = [Annex(1, "x", "c", "s", "r", pages)]
    assert withholding.items_of(findings, {2: (mark(2),)}) == Share(1, 1, 1)
    assert withholding.pages_of(findings, annexes) == Share(2, 1, 3)
    assert Share(2, 1, 3).total == 6


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_left_out_is_nothing_told(language):
    assert withholding.counted(Words(language), [finding(1)], PART) == ()
    assert withholding.redactions_of(Words(language), [finding(1)], {}, None) == ()
