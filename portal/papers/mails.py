"""Messages: who wrote what to whom and when, and what was attached."""

from collections.abc import Sequence
from dataclasses import dataclass
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
MISSING = "niet te lezen: staat hier niet bij"
_STRANGE = (ValueError, LookupError, AttributeError, TypeError)
_NEVER = {"style", "script", "head", "title", "template", "svg", "math", "object", "iframe"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message."""

    name: str
    content: bytes


def attached_to(content: bytes) -> list[Attached]:
    """The files that came with a message; a message among them as it is written.

    Raises:
        Unreadable: it cannot be taken apart.
    """
    try:
        message = message_from_bytes(content, policy=default)
        return [_attached(part) for part in message.iter_attachments()]
    except _STRANGE:
        raise Unreadable(Problem.BROKEN) from None


def _attached(part: EmailMessage) -> Attached:
    name = texts.readable(part.get_filename() or part.get_content_type())
    if part.get_content_type() == "message/rfc822":
        inner = part.get_content()
        return Attached(name, inner.as_bytes())
    payload = part.get_payload(decode=True)
    return Attached(name, payload if isinstance(payload, bytes) else b"")


def html_of(content: bytes, attached: Sequence[tuple[str, bool]] = ()) -> str:
    """The lines at the top, the text, and the names of what was attached.

    Parameters:
        attached: names, each with whether the pages of it follow.

    Raises:
        Unreadable: it cannot be taken apart.
    """
    try:
        message = message_from_bytes(content, policy=default)
        lines = [(label, _line(message, name)) for name, label in SHOWN]
        body = _body(message)
    except _STRANGE:
        raise Unreadable(Problem.BROKEN) from None
    lines += [("Bijlage", name if follows else f"{name} ({MISSING})") for name, follows in attached]
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
