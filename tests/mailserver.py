"""A real mail server in the test process, that can be away, refuse, and strike at bad moments."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import free_port


class MailServer:
    """Listens on a port of its own while it is up.

    Attributes:
        received: the mails it took, in order.
        answers: what to say to a recipient in place of 250, by address.
        on_data: called when a mail has come in; what it returns is the answer, None takes it.
    """

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: dict[str, str] = {}
        self.on_data: Callable[[EmailMessage], str | None] | None = None
        self.port = free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        """What the portal's setting would say."""
        return f"smtp://127.0.0.1:{self.port}"

    def up(self) -> None:
        """Start to listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def down(self) -> None:
        """Stop to listen."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @property
    def message_ids(self) -> list[str]:
        """The Message-IDs of the mails it took."""
        return [str(message["Message-ID"]) for message in self.received]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        message = message_from_bytes(envelope.content, EmailMessage, policy=policy.default)
        if self.on_data is not None:
            answer = self.on_data(message)
            if answer is not None:
                return answer
        self.received.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"
