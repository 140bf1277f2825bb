"""The portal as it is run: web server, worker and mail server, each on its own.

The web server stands behind a proxy, as in production: the browsers of these tests say so in their
headers, so each person has a network address of their own.
"""

import os
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

from portal.demo.accounts import Account, read_accounts
from portal.demo.people import Person
from portal.demo.systems import person_of
from portal.law.lifecycle import Status
from portal.law.rights import Right
from portal.models.base import Database
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import Organisation
from portal.services.listing import list_references
from tests import nursery
from tests.mailserver import MailServer
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
KEY = "a key for journeys only, of more than thirty-two signs"
PATIENCE = 60.0
ORGANISATIONS = load_all(BUILT_IN)
T = TypeVar("T")


@dataclass
class Server:
    """A running portal.

    Attributes:
        address: where the web server listens, without a slash at the end.
        mail: what the portal mailed; a real mail server.
        sessions: the cookies of staff that signed in, by address.
    """

    address: str
    data: Path
    database_url: str
    mail: MailServer
    processes: list[BaseProcess] = field(default_factory=list)
    sessions: dict[str, Any] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """The settings of web server, worker and commands."""
        clean = {name: v for name, v in os.environ.items() if not name.startswith("PORTAL_")}
        return {
            **clean,
            "PORT": self.address.rpartition(":")[2],
            "PORTAL_MODE": "demo",
            "PORTAL_DATA": str(self.data),
            "PORTAL_DATABASE_URL": self.database_url,
            "PORTAL_SMTP_URL": self.mail.url,
            "PORTAL_BASE_URL": self.address,
            "PORTAL_SECRET_KEY": KEY,
            "PORTAL_PROXIES": "1",
        }

    def run(self, *arguments: str) -> str:
        """Run a command of Python with the server's settings, to its end; gives what it printed."""
        return nursery.run(*arguments, environment=self.environment())

    def begin(self, *arguments: str) -> None:
        """Start a process that goes on until `stop`."""
        log = self.data / "log"
        log.touch()
        self.processes.append(nursery.start(*arguments, environment=self.environment(), output=log))

    def stop(self) -> None:
        """Stop web server, worker and mail server."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            nursery.end(process, 15)
        self.mail.down()

    def account(self, organisation: str, part: str) -> Account:
        """How a member of staff signs in, by the part of the address before the @."""
        wanted = f"{part}@{organisation}.example"
        accounts = read_accounts(self.data / "demo-accounts.txt")
        return next(account for account in accounts if account.email == wanted)

    def find_case(self, organisation: str, status: Status, right: Right | None = None) -> str:
        """The reference of a case with this status, the one that is due last; empty without one."""
        database = Database(self.database_url)
        with database.transaction(write=False) as session:
            found = list_references(
                session, organisation=organisation, right=right, status=status, limit=100
            )
        database.close()
        return found[-1] if found else ""

    def mails_to(self, address: str) -> list[EmailMessage]:
        """What came in for somebody, oldest first."""
        return [
            message
            for message, to in zip(self.mail.received, self.mail.recipients, strict=False)
            if address in to
        ]

    def log(self) -> str:
        """What web server and worker wrote."""
        return (self.data / "log").read_text(errors="replace")


def start(data: Path, database_url: str, *, cases: bool) -> Server:
    """Start a portal with the demo's people and staff.

    Args:
        data: an empty folder.
        database_url: an empty database.
        cases: whether some cases of the demo are there too.
    """
    nursery.load("tests.journeys.warm")
    mail = MailServer()
    mail.up()
    server = Server(f"http://127.0.0.1:{free_port()}", data, database_url, mail)
    server.run("-m", "tests.journeys.filling", *(["cases"] if cases else []))
    host = server.address.removeprefix("http://")
    server.begin("-m", "gunicorn", "--workers", "2", "--bind", host, "app:app")
    server.begin("-m", "flask", "--app", "app:app", "worker")
    wait_for(lambda: is_healthy(server.address), server.log)
    return server


def is_healthy(address: str) -> bool:
    """Whether the portal answers and reaches its database."""
    try:
        with urllib.request.urlopen(f"{address}/gezond", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_for(
    find: Callable[[], T | None], tell: Callable[[], str] = str, seconds: float = PATIENCE
) -> T:
    """Look until something is there.

    Args:
        find: gives it, or something false.
        tell: what to say when it does not come.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = find()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"it did not come in {seconds} seconds: {tell()[-3000:]}")


def organisation(slug: str) -> Organisation:
    """One of the five."""
    return ORGANISATIONS[slug]


def person(slug: str, number: int) -> Person:
    """Somebody whose data the organisation's demo systems hold."""
    return person_of(ORGANISATIONS[slug], number)
