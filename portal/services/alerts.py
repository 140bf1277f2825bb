"""What staff hear of last days: at most one mail a day for each handler and coordinator.

A mail holds references and dates only. Its row is written with the first line and grows while the
daily round goes on; its Message-ID follows from receiver and day, so that two workers, or a round
that is taken up again, never make a second one.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Role
from portal.models.case import Case
from portal.models.mail import MailKind, OutgoingMail
from portal.models.staff import Staff
from portal.queueing import Job, enqueue
from portal.services.confidential import roles_told

MOST_LINES = 100
LANGUAGE = "nl"  # of the staff's mails


class Alert(StrEnum):
    """What there is to say of a case."""

    SOON = "soon"
    LATE = "late"  # a letter of apology was sent
    LATE_POST = "late_post"  # the same, and there is no e-mail address: it must be posted
    LATE_UNTOLD = "late_untold"  # the letter could not be made
    LAPSED = "lapsed"  # nobody answered in time; a decision is prepared where it can be
    REMINDER_POST = "reminder_post"  # a reminder must be posted
    EXPERT_SILENT = "expert_silent"  # who was asked for data did not answer two reminders
    EXPERT_ANSWERED = "expert_answered"  # what was waited for is there
    COPIES_LEFT = "copies_left"  # who answered did not say that own copies are gone
    NOT_CARRIED_OUT = "not_carried_out"  # a source does not do what was decided
    DATA_GONE = "data_gone"  # a system lost data when it was only asked what it would do
    LEAK = "leak"  # something that was made unreadable stood in the answer: it was not sent


@dataclass(frozen=True, slots=True)
class Crew:
    """The open accounts of an organisation, by role."""

    members: tuple[Staff, ...]

    @classmethod
    def of(cls, session: Session, organisation: str) -> "Crew":
        """Everybody with an open account."""
        found = select(Staff).where(Staff.organisation == organisation, Staff.is_active)
        return cls(tuple(session.scalars(found.order_by(Staff.id))))

    def readers(self, case: Case) -> tuple[tuple[Staff, MailKind], ...]:
        """Who hears of this case, and in which mail; somebody always does, if anybody may.

        The handler, unless the digest tells them already, and each coordinator. A case for the FG
        alone is told to nobody else (UAVG 39).
        """
        allowed = [each for each in self.members if each.role in roles_told(case)]
        chiefs = [each for each in allowed if each.role is Role.COORDINATOR]
        own = [each for each in allowed if each.id == case.handler_id and each not in chiefs]
        if not own and not chiefs:
            own = allowed
        told = [(each, MailKind.WARNING) for each in own]
        return (*told, *((each, MailKind.DIGEST) for each in chiefs))


@dataclass
class Pile:
    """The lines that a step of the round adds to the mails of a day."""

    crew: Crew
    day: date
    lines: dict[tuple[int, MailKind], list[list[str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, case: Case, alert: Alert) -> None:
        """Have everybody who must know hear of this case."""
        line = [case.reference, case.legal_due.isoformat(), alert.value]
        for member, kind in self.crew.readers(case):
            self.lines[member.id, kind].append(line)

    def keep(self, session: Session, *, now: datetime) -> None:
        """Add the lines to the mails; nothing is sent yet."""
        for (staff_id, kind), lines in sorted(self.lines.items()):
            member = next(each for each in self.crew.members if each.id == staff_id)
            row = _find(session, member, kind, self.day) or _begin(
                session, member, kind, self.day, now
            )
            told = [*row.facts["lines"], *lines]
            more = row.facts["more"] + max(0, len(told) - MOST_LINES)
            row.facts = {"lines": told[:MOST_LINES], "more": more}
        self.lines.clear()
        session.flush()


def tell_now(
    session: Session,
    case: Case,
    alert: Alert,
    *,
    now: datetime,
    handler_only: bool = False,
    officer_too: bool = False,
) -> None:
    """Mail everybody who must know of this case at once, apart from the mails of the day.

    Parameters:
        officer_too: the privacy officers as well, as of a breach (AVG 33, 39.1).
    """
    line = [case.reference, case.legal_due.isoformat(), alert.value]
    crew = Crew.of(session, case.organisation)
    told_to = dict(crew.readers(case))
    if officer_too:
        officers = (each for each in crew.members if each.role is Role.PRIVACY_OFFICER)
        told_to = dict.fromkeys(officers, MailKind.WARNING) | told_to
    for member, kind in told_to.items():
        if handler_only and member.id != case.handler_id:
            continue
        told = f"{kind.value}:{member.id}:{':'.join(line)}:{now.isoformat()}"
        row = OutgoingMail(
            organisation=case.organisation,
            kind=kind,
            recipient=member.email,
            language=LANGUAGE,
            facts={"lines": [line], "more": 0},
            message_id=hashlib.sha256(told.encode()).hexdigest()[:32],
            created_at=now,
        )
        session.add(row)
        session.flush()
        enqueue(session, Job.SEND_MAIL, row.id)


def send(session: Session, organisation: str, day: date) -> None:
    """Have the mails of a day sent; asked twice they go once."""
    for member in Crew.of(session, organisation).members:
        for kind in (MailKind.WARNING, MailKind.DIGEST):
            row = _find(session, member, kind, day)
            if row is not None:
                enqueue(session, Job.SEND_MAIL, row.id)


def _message_id(member: Staff, kind: MailKind, day: date) -> str:
    told = f"{kind.value}:{member.organisation}:{member.id}:{day.isoformat()}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _find(session: Session, member: Staff, kind: MailKind, day: date) -> OutgoingMail | None:
    message_id = _message_id(member, kind, day)
    return session.scalar(select(OutgoingMail).where(OutgoingMail.message_id == message_id))


def _begin(
    session: Session, member: Staff, kind: MailKind, day: date, now: datetime
) -> OutgoingMail:
    row = OutgoingMail(
        organisation=member.organisation,
        kind=kind,
        recipient=member.email,
        language=LANGUAGE,
        facts={"lines": [], "more": 0},
        message_id=_message_id(member, kind, day),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row
