"""The ledger of recipients: who must hear of a correction, erasure or restriction (AVG 19)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.models.consequence import NoticeState, RecipientNotice
from portal.organisations.organisation import Organisation


def open_ledger(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """List the recipients that must be told, once the answer is delivered."""


def open_duties(session: Session, case: Case) -> Sequence[RecipientNotice]:
    """The recipients that were neither told nor excused; a case with any cannot be closed."""
    found = select(RecipientNotice).where(
        RecipientNotice.case_id == case.id, RecipientNotice.state == NoticeState.TO_TELL
    )
    return session.scalars(found.order_by(RecipientNotice.id)).all()
