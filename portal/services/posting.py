"""The day on which an answer leaves: at once by the portal, or by post three working days later.

A letter without an e-mail address is printed, signed and posted by people. Its date and its remedy
count from the planned day. Staff record the day on which it was really posted: if that was later,
the terms run from there, and never from an earlier day than the letter says (Awb 3:41, 6:8.1).
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import local_date
from portal.law.defaults import Schedule, amount_on
from portal.law.workdays import ONE_DAY, working_day_on_or_after, working_day_on_or_before
from portal.models.audit import Actor
from portal.models.audit import record as audited
from portal.models.case import Case
from portal.models.clock import DefaultNotice
from portal.models.document import Document, DocumentKind

POSTED_WITHIN = 3  # working days to print a letter and bring it to the post
WITH_THE_ANSWER = (DocumentKind.LETTER, DocumentKind.REPORT, DocumentKind.DATA)


class NotByPost(Exception):
    """Raised if a document is said to be posted that the citizen gets through the portal."""


class WrongDay(Exception):
    """Raised if a letter cannot have been posted on that day: before it was made, or to come."""


def posting_day(printed: date) -> date:
    """The last day to post a letter that was printed on this day."""
    for _ in range(POSTED_WITHIN):
        printed = working_day_on_or_after(printed + ONE_DAY, bridge_days_closed=True)
    return printed


def print_by(posted: date) -> date:
    """The last day to print a letter that must be in the post on this day at the latest."""
    day = working_day_on_or_before(posted, bridge_days_closed=True)
    for _ in range(POSTED_WITHIN):
        day = working_day_on_or_before(day - ONE_DAY, bridge_days_closed=True)
    return day


def answer_by(case: Case) -> date:
    """The last day to make the answer, so that it can be there on the last day in law.

    "Provide" is read as: the person has it by then, so a letter leaves three working days earlier.
    """
    return case.legal_due if case.email else print_by(case.legal_due)  # AVG 12.3


def answer_date(case: Case, now: datetime) -> date:
    """The date of an answer that is made now: of today, or of the day it is posted."""
    today = local_date(now)
    return today if case.email else posting_day(today)  # Awb 2:14, 3:41


def dated(case: Case) -> date | None:
    """The date that stands on the answer; None before there is one."""
    return answer_date(case, case.delivered_at) if case.delivered_at else None


def sent_on(case: Case) -> date | None:
    """The day on which the answer was made known, as far as it is recorded; None before that."""
    return case.answer_posted_on or dated(case)  # Awb 3:41


def counts_from(case: Case) -> date | None:
    """The day from which the terms against an answer run, never an earlier one than it says.

    Returns:
        None before there is an answer.
    """
    day, sent = dated(case), sent_on(case)
    return max(day, sent) if day and sent else day  # Awb 6:8.1


def must_post(case: Case, document: Document) -> bool:
    """Whether people send this document on paper, in an envelope of its own."""
    if not case.email:
        return document.kind in (DocumentKind.LETTER, DocumentKind.RECEIPT)
    return document.released_at is None and document.kind is DocumentKind.LETTER


def is_answer(document: Document) -> bool:
    """Whether it is the letter with the answer."""
    return document.kind is DocumentKind.LETTER and document.letter_id == 0


def waits_for_post(case: Case) -> bool:
    """Whether nobody recorded yet that the answer was posted."""
    return case.delivered_at is not None and not case.email and case.answer_posted_on is None


def record(
    session: Session, case: Case, document: Document, day: date, *, actor: Actor, now: datetime
) -> bool:
    """Record on which day a letter was posted, or handed over; what was wrong is put right so.

    What goes in the envelope with the answer was posted with it. When another sum is owed for
    being late than was decided, that is to be decided again.

    Returns:
        whether there is a penalty to decide about again.

    Raises:
        NotByPost: the citizen gets it through the portal.
        WrongDay: before it was made, or in the future.
    """
    if not must_post(case, document):
        raise NotByPost(document.id)
    if not local_date(document.created_at) <= day <= local_date(now):
        raise WrongDay(day)
    together, again = [document], False
    if is_answer(document):
        again = _undo_penalty(session, case, day, actor, now)
        case.answer_posted_on = day  # Awb 3:41, 6:8.1
        enclosed = select(Document).where(
            Document.case_id == case.id,
            Document.letter_id == 0,
            Document.kind.in_(WITH_THE_ANSWER),
        )
        together = list(session.scalars(enclosed))
    for each in together:
        each.posted_on = day
    facts = {"document": document.id, "on": day.isoformat()}
    session.add(audited(actor, "posted", now, case_id=case.id, **facts))
    return again


def _undo_penalty(session: Session, case: Case, day: date, actor: Actor, now: datetime) -> bool:
    """Open a penalty again that is another sum when the answer was posted on this day."""
    notice = session.scalar(select(DefaultNotice).where(DefaultNotice.case_id == case.id))
    if notice is None or notice.fixed_at is None or notice.no_penalty:
        return False
    owed = amount_on(Schedule.from_dict(notice.schedule), day, decided=day)  # Awb 4:17.2
    if owed == notice.fixed_cents:
        return False
    facts = {"fixed_cents": notice.fixed_cents, "cents": owed}
    session.add(audited(actor, "penalty_undone", now, case_id=case.id, **facts))
    notice.fixed_at = notice.fixed_by = notice.fixed_cents = None
    notice.fixed_why = ""
    return True  # Awb 4:18
