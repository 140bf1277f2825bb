"""Mail: how a text gets its letterhead, and the ways to send it (server, folder, memory)."""

import os
import re
import smtplib
import ssl
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from portal.language.words import Words

TEMPLATES = Path(__file__).parents[1] / "templates" / "mail"
TIMEOUT_SECONDS = 20.0
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}

_NOT_IN_A_HEADER = frozenset({"Cc", "Cs", "Zl", "Zp"})
_PLAIN_ADDRESS = re.compile(
    r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+@[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+"
)
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")


class MailRefused(Exception):
    """Raised if this address will never get this mail, so that trying again is of no use."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it will be sent: everything is fixed, so a second copy equals the first."""

    message_id: str
    sender_name: str
    recipient: str
    subject: str
    body: str
    language: str
    date: datetime


class Mailer(Protocol):
    """A way to send mail."""

    def send(self, mail: Mail) -> None:
        """Send one mail; when it returns, somebody else answers for it.

        Raises:
            MailRefused: it will never be accepted.
            Exception: anything else may succeed later.
        """


def write(kind: str, words: Words, facts: Mapping[str, Any]) -> tuple[str, str]:
    """The subject and the text of a mail.

    Parameters:
        kind: the name of the template, templates/mail/<kind>.txt; its first line is the subject.
        words: the reader's language.
        facts: what the template may use; primitives only, and nothing of the request's content.
    """
    template = _ENVIRONMENT.get_template(f"{kind}.txt")
    text = template.render(_=words.gettext, ngettext=words.ngettext, words=words, **facts)
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def compose(mail: Mail, sender: str) -> EmailMessage:
    """The mail in the form of RFC 5322.

    Parameters:
        sender: the address mail comes from.

    Raises:
        MailRefused: an address that is none, or a line break where a header would begin.
    """
    for text in (mail.sender_name, mail.subject, mail.message_id):
        if any(unicodedata.category(character) in _NOT_IN_A_HEADER for character in text):
            raise MailRefused("a header with a line break or a control character")
    if not _PLAIN_ADDRESS.fullmatch(mail.recipient):
        raise MailRefused("not one plain address")
    message = EmailMessage(policy=policy.SMTP)
    try:
        message["From"] = Address(mail.sender_name, addr_spec=sender)
        message["To"] = Address(addr_spec=mail.recipient)
        message["Subject"] = mail.subject
        message["Message-ID"] = mail.message_id
    except (ValueError, IndexError, HeaderParseError) as error:  # how the parser stumbles
        raise MailRefused("an address or a header that is not well formed") from error
    message["Date"] = mail.date
    message["Content-Language"] = mail.language
    message["Auto-Submitted"] = "auto-generated"  # keeps holiday replies away (RFC 3834)
    message.set_content(mail.body, charset="utf-8", cte="quoted-printable")
    return message


class SmtpMailer:
    """Sends through a mail server, on a connection of its own for each mail."""

    def __init__(self, url: str, sender: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        """Take the server's address.

        Parameters:
            url: smtp://, smtp+starttls:// or smtps://, with user:password@ when it wants them.
            sender: the address mail comes from.
            timeout: seconds to wait for the server.

        Raises:
            ValueError: an address that names no server, or another protocol.
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("a mail server is written as smtp+starttls://user:password@host:587")
        self._scheme = parts.scheme
        self._host = parts.hostname
        self._port = parts.port or PORTS[parts.scheme]
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._sender = sender
        self._timeout = timeout

    def send(self, mail: Mail) -> None:
        """Hand the mail to the server."""
        message = compose(mail, self._sender)
        with self._connect() as server:
            try:
                server.send_message(message, self._sender, [mail.recipient])
            except smtplib.SMTPRecipientsRefused as error:
                for code, reply in error.recipients.values():
                    if _is_final(code, reply):
                        raise MailRefused(f"{code}") from None
                raise
            except smtplib.SMTPNotSupportedError as error:  # an address with other letters in it
                raise MailRefused("the server takes no such address") from error

    def _connect(self) -> smtplib.SMTP:
        ourselves = self._sender.rpartition("@")[2]  # else smtplib asks the name server who we are
        if self._scheme == "smtps":
            context = ssl.create_default_context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, ourselves, timeout=self._timeout, context=context
            )
        else:
            server = smtplib.SMTP(self._host, self._port, ourselves, timeout=self._timeout)
        try:
            if self._scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server


class FolderMailer:
    """Writes each mail to a file: for the demo, where people read their mail on a page."""

    def __init__(self, folder: Path, sender: str) -> None:
        """Make the folder when it is not there.

        Parameters:
            sender: the address mail comes from.
        """
        self.folder = folder
        self._sender = sender
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def send(self, mail: Mail) -> None:
        """Write the mail as <time>-<Message-ID>.eml; a second copy takes the place of the first."""
        content = compose(mail, self._sender).as_bytes()
        name = re.sub(r"[^0-9A-Za-z]", "", mail.message_id.partition("@")[0])
        handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).rename(self.folder / f"{mail.date:%Y%m%dT%H%M%S}-{name}.eml")

    def messages(self, limit: int = 200) -> list[EmailMessage]:
        """The mails in the folder, newest first."""
        paths = sorted(self.folder.glob("*.eml"), reverse=True)[:limit]
        parser = BytesParser(EmailMessage, policy=policy.default)
        return [parser.parsebytes(path.read_bytes()) for path in paths]


@dataclass
class RecordingMailer:
    """Remembers mails instead of sending them, for tests.

    Attributes:
        sent: the mails, in order.
        failing: what to raise instead of sending, while it is set.
    """

    sent: list[Mail] = field(default_factory=list)
    failing: Exception | None = None

    def send(self, mail: Mail) -> None:
        """Remember the mail, after checking that it could be sent."""
        if self.failing is not None:
            raise self.failing
        compose(mail, "portal@portal.example")
        self.sent.append(mail)


def _is_final(code: int, reply: bytes) -> bool:
    """Whether a refusal is about the address; one about us (policy, relaying) can be put right."""
    if code not in (550, 551, 553):
        return False
    enhanced = _ENHANCED.search(reply.decode("ascii", "replace"))
    return enhanced is None or enhanced[1] == "1"


_ENVIRONMENT = ImmutableSandboxedEnvironment(  # plain text: nothing to escape
    loader=FileSystemLoader(TEMPLATES),
    autoescape=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
