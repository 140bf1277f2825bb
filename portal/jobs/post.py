"""The job that sends a mail from the outbox."""

import structlog

from portal.jobs.context import JobContext
from portal.mail import MailRefused
from portal.services import outbox

log = structlog.get_logger("portal.post")


def send_mail(context: JobContext, mail_id: int) -> None:
    """Send the mail of this row, once.

    The queue gives a row to one worker at a time. When the worker dies between sending and
    recording, the mail goes out again with the Message-ID of the first: mail programs and servers
    show one. There is no lock to hold meanwhile, and none to be left behind.

    Raises:
        Exception: whatever the mail server says; the queue tries again later.
    """
    portal = context.portal
    postmark = outbox.Postmark(portal.organisations, portal.links, portal.codes)
    with portal.database.transaction(write=False) as session:
        mail = outbox.find_unsent(session, mail_id, postmark, now=context.now())
    refused = mail is None  # lapsed, gone or sent before; recording that changes nothing then
    if mail is not None:
        try:
            context.mailer.send(mail)
        except MailRefused:
            refused = True
            log.warning("mail refused", mail=mail_id)
    with portal.database.transaction(write=True) as session:
        record = outbox.give_up if refused else outbox.mark_sent
        record(session, mail_id, now=context.now())
