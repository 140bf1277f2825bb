"""What goes out at once when a request came in, and to whom no more."""

from datetime import timedelta

from portal.identity.registry import methods
from portal.links import Codes
from portal.models.audit import Actor, AuditEvent
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services.acknowledging import PER_MAILBOX
from portal.services.intake import Answers, Asked, Reception, submit
from portal.services.throttle import Throttle
from tests.services import stories

SECRET = "k" * 32


def send(session, number, email, *, sender=None, now=stories.NOW):
    """A request through the portal, each from a network of its own."""
    reception = Reception(methods(Codes(SECRET)), Throttle(SECRET), sender or f"net{number}", 99)
    return submit(
        session,
        stories.organisation(),
        Answers((Asked(stories.Right.ACCESS, {"scope": "all"}),), "Sanne", "de Wit", email=email),
        idempotency_key=f"key{number}",
        actor=Actor.citizen("juridisch-loket"),
        now=now,
        reception=reception,
    )


def test_a_mailbox_is_not_flooded_whatever_is_put_behind_its_name(sqlite_database, queue):
    with sqlite_database.transaction() as session:
        for number in range(PER_MAILBOX.number + 2):
            case = send(session, number, f"Sanne+{number}@voorbeeld.example")
        receipts = session.query(OutgoingMail).filter_by(kind=MailKind.RECEIPT).count()
        assert receipts == PER_MAILBOX.number
        withheld = session.query(AuditEvent).filter_by(action="mail_withheld").all()
        assert [event.case_id for event in withheld] == [case.id - 1, case.id]
    assert len(queue.of(Job.MAKE_RECEIPT)) == PER_MAILBOX.number + 2  # the request itself is in


def test_the_next_day_there_are_mails_again(sqlite_database):
    with sqlite_database.transaction() as session:
        for number in range(PER_MAILBOX.number):
            send(session, number, "sanne@voorbeeld.example")
        send(session, "other", "bob@voorbeeld.example")
        send(session, "later", "sanne@voorbeeld.example", now=stories.NOW + timedelta(hours=25))
        assert session.query(OutgoingMail).filter_by(kind=MailKind.RECEIPT).count() == (
            PER_MAILBOX.number + 2
        )
