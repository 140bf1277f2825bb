"""What the law asks of a case, judged from the law itself and not by our services."""

from sqlalchemy.orm import Session

from portal.law.grounds import GROUNDS, Outcome, needs_ground, outcomes_for
from portal.law.lifecycle import OWNER, Owner, Status
from portal.law.rights import Right
from portal.models.case import Case, CasePart
from portal.models.clock import Pause
from portal.models.consequence import NoticeState, RecipientNotice
from portal.models.document import Document, DocumentKind
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.organisations.organisation import Organisation
from portal.services import instructions

GOING_OUT = (Status.PROPOSED, Status.DECIDED, Status.DELIVERED, Status.CLOSED)
ENDED = (Status.DELIVERED, Status.CLOSED, Status.WITHDRAWN)
GRAVE = "unfounded_excessive"


def demand(session: Session, case: Case, here: Organisation) -> None:
    """Fail when this case is one that must not be."""
    _demand_somebody(session, case)
    if case.status in GOING_OUT:
        left_out = [
            each
            for each in session.query(Finding).filter_by(case_id=case.id)
            if each.review is Review.LEAVE_OUT
        ]
        for part in case.parts:
            _demand_ground(part, left_out)
            if part.outcome is Outcome.GRANTED and part.right in (Right.ACCESS, Right.PORTABILITY):
                _demand_whole(session, case, left_out)
    if case.status in GOING_OUT[1:]:
        alone = case.approved_by == case.proposed_by
        assert not (alone and here.second_approver and not case.fg_only)
        assert not (alone and GRAVE in {part.ground for part in case.parts})
    if case.status is Status.CLOSED:
        _demand_letter(session, case)
        assert not instructions.open_of(session, case)  # AVG 16, 17.1, 18.1: what was given is done


def _demand_somebody(session: Session, case: Case) -> None:
    """Somebody must do something next, as long as the case has not ended."""
    owner = OWNER[case.status]
    assert case.is_open is (case.status not in ENDED)
    if owner in (Owner.ORGANISATION, Owner.APPROVER) and case.status is not Status.RECEIVED:
        assert case.handler_id is not None
    if owner is Owner.CITIZEN and case.is_open:
        pauses = session.query(Pause).filter_by(case_id=case.id)
        assert any(pause.ended_on is None for pause in pauses)


def _demand_ground(part: CasePart, left_out: list[Finding]) -> None:
    """An outcome that fits, and for what is not given a ground with each of its fields."""
    assert part.outcome in outcomes_for(part.right, part.answers)
    kept = [item for item in part.items if item.outcome is Outcome.REFUSED]
    if part.ground is not None and part.outcome is not Outcome.GRANTED:
        ground = GROUNDS[part.ground]
        assert part.right in ground.rights
        assert not ground.missing(_said(part.needs))
    elif needs_ground(part.outcome, part.right):
        assert kept or left_out
    for row in (*left_out, *kept):
        assert not GROUNDS[row.ground].missing(_said(row.needs))
    if part.right is Right.ERASURE and part.outcome is Outcome.GRANTED:
        assert part.items
        assert not kept
    if part.right is Right.CONSENT_WITHDRAWAL and part.outcome is Outcome.GRANTED:
        assert part.needs["stopped_on"]


def _demand_whole(session: Session, case: Case, left_out: list[Finding]) -> None:
    """What is called granted was given as a whole (AVG 12.4, 15.4)."""
    assert not [row for row in left_out if GROUNDS[row.ground].reported]
    marks = session.query(Mark).filter_by(case_id=case.id, state=MarkState.ACCEPTED)
    given = marks.join(Finding, Finding.id == Mark.finding_id)
    assert not given.filter(Finding.review == Review.INCLUDE).count()


def _said(needs: dict[str, str]) -> set[str]:
    """What was really written down."""
    return {key for key, text in needs.items() if text.strip()}


def _demand_letter(session: Session, case: Case) -> None:
    """A closed case has its letter, and nobody is left to be told."""
    letters = session.query(Document).filter_by(
        case_id=case.id, kind=DocumentKind.LETTER, letter_id=0
    )
    assert letters.count() == 1
    untold = session.query(RecipientNotice).filter_by(case_id=case.id, state=NoticeState.TO_TELL)
    assert untold.count() == 0
    assert case.closed_at is not None
