"""The mails of a demo, to be read in the browser; not part of a production portal."""

from email.message import EmailMessage

from flask import Blueprint, render_template
from werkzeug.exceptions import NotFound

from portal.mail import FolderMailer
from portal.web import access
from portal.web.page import portal

demo_mail = Blueprint("demo_mail", __name__, url_prefix="/demo/mail")


@demo_mail.get("/")
@access.public
def list_mails() -> str:
    """The newest mails first."""
    mails = [(name_of(message), message) for message in _messages()]
    return render_template("shared/demo_mails.html", mails=mails)


@demo_mail.get("/<name>")
@access.public
def read_mail(name: str) -> str:
    """One mail."""
    for message in _messages():
        if name_of(message) == name:
            return render_template(
                "shared/demo_mail.html", mail=message, body=message.get_content()
            )
    raise NotFound


def name_of(message: EmailMessage) -> str:
    """What a mail is called in an address: its Message-ID without the signs around it."""
    return str(message["Message-ID"]).strip("<>").partition("@")[0]


def _messages() -> list[EmailMessage]:
    settings = portal().settings
    return FolderMailer(settings.data / "mail", settings.mail_from).messages()
