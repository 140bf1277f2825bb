"""The mails of a demo, to be read in the browser; not part of a production portal."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import Blueprint, abort, render_template

from portal.web import access
from portal.web.page import portal

outbox = Blueprint("outbox", __name__)

NEWEST = 100


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in the folder."""

    name: str
    recipient: str
    subject: str
    at: datetime
    body: str


@outbox.get("/demo/mail")
@access.public
def list_mails() -> str:
    """The newest mails first."""
    folder = portal().settings.data / "mail"
    files = sorted(folder.glob("*.eml"), reverse=True)[:NEWEST]
    return render_template("shared/outbox.html", mails=[_read(file) for file in files])


@outbox.get("/demo/mail/<name>")
@access.public
def read_mail(name: str) -> str:
    """One mail."""
    folder = portal().settings.data / "mail"
    for file in folder.glob("*.eml"):
        if file.name == name:
            return render_template("shared/outbox_mail.html", mail=_read(file))
    abort(404)


def _read(file: Path) -> Letter:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    text = message.get_body(("plain",))
    return Letter(
        name=file.name,
        recipient=str(message["To"]),
        subject=str(message["Subject"]),
        at=parsedate_to_datetime(str(message["Date"])),
        body=text.get_content() if text else "",
    )
