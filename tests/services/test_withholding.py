"""What is not given is counted by ground and reason, and nothing more is told of it."""

from portal.language.words import Words
from portal.law.redaction import Extent
from portal.law.rights import Right
from portal.letters.annex import Annex, AnnexPage
from portal.letters.withheld import Share
from portal.models.case import CasePart
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Review
from portal.models.redaction import Mark
from portal.services import withholding
from tests.services import stories

NL, PART = Words("nl"), CasePart(right=Right.ACCESS)
BALANCE = {"whose_interest": "Dat van de buurman.", "written_balance": "Afgewogen."}
SILENT = {
    "may_be_told": "no",
    "necessity": "Opsporing.",
    "proportionality": "Het kan niet lichter.",
    "weighed_41_2": "Alles is gewogen.",
}


def mark(number: int, page: int | None = None, needs=BALANCE, ground="others_rights") -> Mark:
    return Mark(finding_id=number, page=page, ground=ground, needs=needs)


def test_passages_items_and_pages_are_counted_for_each_ground():
    marks = {
        1: (mark(1), mark(1)),
        2: (mark(2, page=1), mark(2, page=1), mark(2, page=3)),
        3: (mark(3),),
    }
    (why,) = withholding.redactions_of(NL, marks.values(), PART)
    assert (why.passages, why.items, why.pages) == (6, 3, 2)
    assert why.article == "AVG 15.4"
    assert why.reason == "Dat van de buurman. Afgewogen."


def test_another_reason_is_told_apart_and_one_that_may_not_be_told_is_not():
    marks = {1: (mark(1), mark(1, needs=SILENT, ground="uavg41_d"))}
    plain, silent = withholding.redactions_of(NL, marks.values(), PART)
    assert plain.ground != silent.ground
    assert silent.article == "UAVG 41"
    assert "Opsporing" not in repr(silent)


def test_records_and_pages_are_whole_in_part_or_not_there(sqlite_database):
    pages = tuple(AnnexPage(1, 1, extent) for extent in (Extent.FULL, Extent.FULL, Extent.PARTIAL))
    annexes = [Annex(1, "x", "c", "s", "r", pages)]
    with sqlite_database.transaction() as session:
        case = stories.ask(session)
        found = stories.find(session, case, [[["Vraag", "Question", str(n)]] for n in range(4)])
        grounds = ("others_rights", "not_about_person")
        for number, (finding, ground) in enumerate(zip(found.findings, grounds, strict=False)):
            finding.review, finding.ground, finding.reason = Review.LEAVE_OUT, ground, "Van hem."
            finding.exhibit = Exhibit(
                case_id=case.id,
                name="x",
                media_type="x",
                size=1,
                sha256="x",
                key=str(number),
                pages=3,
                state=ExhibitState.READABLE,
                added_at=stories.NOW,
            )
        session.flush()
        items, counted = withholding.shares_of(session, case, annexes, given=2, partial=1)
        assert (items, counted) == (Share(1, 1, 1), Share(2, 1, 3))
        (left_out,) = withholding.left_out_of(session, case, NL, PART)
        assert left_out.count == 1
    assert Share(2, 1, 3).total == 6


def test_nothing_made_unreadable_is_nothing_told():
    assert withholding.redactions_of(NL, {}.values(), None) == ()
