"""The job that sends one mail: sent once, given up only when trying again is of no use."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.jobs import HANDLERS
from portal.jobs.context import JobContext
from portal.jobs.post import send_mail
from portal.mail import MailRefused, RecordingMailer
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import Job
from portal.services import outbox

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def mailer() -> RecordingMailer:
    return RecordingMailer()


@pytest.fixture
def context(context: JobContext, mailer: RecordingMailer) -> JobContext:
    return replace(context, mailer=mailer, now=lambda: NOW + timedelta(minutes=1))


def write(context: JobContext, recipient: str = "anna@example.nl") -> int:
    with context.portal.database.transaction() as session:
        row = outbox.write(
            session,
            MailKind.WAITING,
            organisation="cjib",
            recipient=recipient,
            language="en",
            now=NOW,
            reference="CJIB-2026-7F3K-9Q",
        )
        return row.id


def stamps(context: JobContext, mail_id: int) -> tuple[datetime | None, datetime | None]:
    with context.portal.database.transaction(write=False) as session:
        row = session.get_one(OutgoingMail, mail_id)
        return row.sent_at, row.given_up_at


def test_every_job_has_a_handler() -> None:
    assert set(HANDLERS) == set(Job)


def test_a_mail_is_sent_once_however_often_the_job_runs(
    context: JobContext, mailer: RecordingMailer
) -> None:
    mail_id = write(context)
    send_mail(context, mail_id)
    send_mail(context, mail_id)
    assert len(mailer.sent) == 1
    assert stamps(context, mail_id) == (NOW + timedelta(minutes=1), None)


def test_a_server_that_is_away_leaves_the_mail_to_be_tried_again(
    context: JobContext, mailer: RecordingMailer
) -> None:
    mail_id = write(context)
    mailer.failing = ConnectionRefusedError()
    with pytest.raises(ConnectionRefusedError):
        send_mail(context, mail_id)
    assert stamps(context, mail_id) == (None, None)


def test_an_address_that_was_refused_is_given_up_and_staff_can_see_so(
    context: JobContext, mailer: RecordingMailer
) -> None:
    mail_id = write(context)
    mailer.failing = MailRefused("550")
    send_mail(context, mail_id)
    assert stamps(context, mail_id) == (None, NOW + timedelta(minutes=1))


def test_an_address_that_is_none_is_given_up(context: JobContext, mailer: RecordingMailer) -> None:
    mail_id = write(context, "anna@example.nl\nBcc: eve@example.nl")
    send_mail(context, mail_id)
    assert mailer.sent == []
    assert stamps(context, mail_id)[1] is not None


def test_a_mail_that_is_gone_is_no_error(context: JobContext) -> None:
    send_mail(context, 404)
