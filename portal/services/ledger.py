"""The ledger of recipients: who must hear of a correction, erasure or restriction (AVG 19).

The register lists to whom data of an activity may go. Each of them is told, or there is written why
not; the person may ask for the list.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language.words import HERE, local_date
from portal.law.consequences import Consequence, after
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.models.audit import Actor, record
from portal.models.case import Case, CasePart
from portal.models.consequence import NoticeState, RecipientNotice
from portal.organisations.organisation import Activity, Organisation, Text
from portal.services import asked

LONGEST_NAME = 300
SHORTEST_REASON = 10
MOST = 100


class How(StrEnum):
    """How a recipient was told."""

    LETTER = "letter"
    MAIL = "mail"
    PHONE = "phone"
    SYSTEM = "system"


class Excuse(StrEnum):
    """Why a recipient is not told."""

    NEVER_GIVEN = "never_given"  # these data never went there: the duty does not reach it
    IMPOSSIBLE = "impossible"
    DISPROPORTIONATE = "disproportionate"


class WrongDay(Exception):
    """Raised if a recipient is said to have been told after today, or before the decision."""


class ReasonNeeded(Exception):
    """Raised if nobody says why a recipient is not told."""


class NameNeeded(Exception):
    """Raised if a recipient has no name, stands in the list already, or the list is full."""


def recipients(organisation: Organisation, part: CasePart) -> tuple[Text, ...]:
    """To whom the data of a part may have gone, by the register, each once."""
    found = {each.nl: each for line in concerned(organisation, part) for each in line.recipients}
    return tuple(found.values())


def concerned(organisation: Organisation, part: CasePart) -> tuple[Activity, ...]:
    """The activities whose data changed: those of the items decided, else those asked about."""
    items = [item for item in part.items if item.activity]
    if items:
        chosen = {item.activity for item in items if item.outcome is Outcome.GRANTED}
    else:
        chosen = {each.id for each in asked.concerned(organisation, part)}
    return tuple(each for each in organisation.activities if each.id in chosen)


def changed_parts(case: Case) -> tuple[CasePart, ...]:
    """The parts of a case that changed data of which others must hear."""
    return tuple(
        part
        for part in case.parts
        if part.outcome is not None
        and Consequence.TELL_RECIPIENTS in after(part.right, part.outcome, part.answers)
    )


def open_ledger(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """List the recipients that must be told, once the answer is delivered; asked twice, once."""
    known = {(row.part_id, row.recipient_nl) for row in list_rows(session, case)}
    for part in changed_parts(case):
        for line in concerned(organisation, part):
            for who in line.recipients:
                if (part.id, who.nl) not in known:
                    known.add((part.id, who.nl))
                    session.add(_row(case, part, line.id, who))
    actor = Actor.portal(case.organisation)
    session.add(record(actor, "recipients_listed", now, case_id=case.id, number=len(known)))
    session.flush()


def _row(case: Case, part: CasePart, activity: str, who: Text) -> RecipientNotice:
    return RecipientNotice(
        case_id=case.id,
        part_id=part.id,
        activity=activity,
        recipient_nl=who.nl[:LONGEST_NAME],
        recipient_en=who.en[:LONGEST_NAME],
    )


def list_rows(session: Session, case: Case) -> Sequence[RecipientNotice]:
    """Every recipient of a case, in the order in which they were listed."""
    found = select(RecipientNotice).where(RecipientNotice.case_id == case.id)
    return session.scalars(found.order_by(RecipientNotice.id)).all()


def open_duties(session: Session, case: Case) -> Sequence[RecipientNotice]:
    """The recipients that were neither told nor excused; a case with any cannot be closed."""
    return [row for row in list_rows(session, case) if row.state is NoticeState.TO_TELL]


def find(session: Session, case: Case, notice_id: int) -> RecipientNotice | None:
    """The recipient with this key, when it belongs to this case."""
    row = session.get(RecipientNotice, notice_id)
    return row if row is not None and row.case_id == case.id else None


def add(
    session: Session, case: Case, part: CasePart, name: str, *, actor: Actor, now: datetime
) -> RecipientNotice:
    """Add a recipient whom the register does not name, such as a processor.

    Raises:
        NameNeeded: there is no name, it stands there already, or the list is full.
        ActionRefused: nothing was answered yet.
    """
    name = " ".join(name.split())[:LONGEST_NAME]
    rows = list_rows(session, case)
    if not name or len(rows) >= MOST or (part.id, name) in _names(rows):
        raise NameNeeded
    case.advance(Action.TELL, actor, now, part=part.id, added=1)
    row = _row(case, part, "", Text(name, name))
    session.add(row)
    session.flush()
    return row


def _names(rows: Sequence[RecipientNotice]) -> set[tuple[int, str]]:
    return {(row.part_id, row.recipient_nl) for row in rows}


def tell(
    case: Case, notice: RecipientNotice, how: How, on: date, *, actor: Actor, now: datetime
) -> None:
    """Write down that a recipient was told.

    Raises:
        WrongDay: that day has yet to come, or lies before the decision.
        ActionRefused: nothing was answered yet.
    """
    decided = local_date(case.decided_at) if case.decided_at else on
    if not decided <= on <= local_date(now):
        raise WrongDay
    case.advance(Action.TELL, actor, now, notice=notice.id, how=how.value, on=on.isoformat())
    notice.state, notice.how, notice.reason = NoticeState.TOLD, how.value, ""
    notice.staff_id, notice.at = actor.staff_id, datetime.combine(on, time(12), HERE)


def excuse(
    case: Case, notice: RecipientNotice, why: Excuse, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Write down why a recipient is not told.

    Raises:
        ReasonNeeded: the reason says next to nothing.
        ActionRefused: nothing was answered yet.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonNeeded  # AVG 19: impossible, or disproportionate effort
    case.advance(Action.TELL, actor, now, notice=notice.id, excused=why.value)
    notice.state, notice.how, notice.reason = NoticeState.EXCUSED, why.value, reason.strip()
    notice.staff_id, notice.at = actor.staff_id, now


def reopen(case: Case, notice: RecipientNotice, *, actor: Actor, now: datetime) -> None:
    """Put a recipient back among those to tell, after a mistake.

    Raises:
        ActionRefused: the case is not at it.
    """
    case.advance(Action.TELL, actor, now, notice=notice.id, reopened=True)
    notice.state, notice.how, notice.reason = NoticeState.TO_TELL, "", ""
    notice.staff_id, notice.at = None, None


def list_for_person(session: Session, case: Case) -> Sequence[RecipientNotice]:
    """What the person may know: all but those to whom the data never went."""
    rows = list_rows(session, case)
    return [row for row in rows if row.how != Excuse.NEVER_GIVEN.value]


def name_of(notice: RecipientNotice, language: str) -> str:
    """What a recipient is called in a language."""
    return notice.recipient_en if language == "en" else notice.recipient_nl
