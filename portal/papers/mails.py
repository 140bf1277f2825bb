"""Messages: who wrote what to whom and when. Attachments are named, not opened."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

import nh3

from portal.papers import texts
from portal.papers.problems import Problem, Unreadable

SHOWN = (
    ("From", "Van"),
    ("To", "Aan"),
    ("Cc", "Cc"),
    ("Date", "Datum"),
    ("Subject", "Onderwerp"),
)
_NEVER = {"style", "script", "head", "title", "template", "svg", "math", "object", "iframe"}


def html_of(content: bytes) -> str:
    """The lines at the top, the text, and the names of the attachments.

    Raises:
        Unreadable: it cannot be taken apart.
    """
    try:
        message = message_from_bytes(content, policy=default)
        lines = [(label, _line(message, name)) for name, label in SHOWN]
        body = _body(message)
        names = [part.get_filename() or "-" for part in message.iter_attachments()]
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        raise Unreadable(Problem.BROKEN) from None
    lines += [("Bijlage", texts.readable(name)) for name in names]
    rows = "".join(
        f"<tr><th>{label}</th><td>{escape(text)}</td></tr>" for label, text in lines if text
    )
    return f"<table>{rows}</table>{body}"


def _line(message: EmailMessage, name: str) -> str:
    return texts.readable(" ".join(str(each) for each in message.get_all(name, [])))


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    try:
        written = part.get_content()
    except LookupError:  # letters of an alphabet that nobody knows
        written = part.get_payload(decode=True)
    text = texts.readable(written if isinstance(written, str) else texts.decoded(written))
    if part.get_content_subtype() == "html":
        return nh3.clean(text, clean_content_tags=_NEVER)
    return f"<pre>{escape(text)}</pre>"
