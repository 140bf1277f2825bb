"""No mail is lost: the worker is killed at the worst moments, the mail server goes away."""

import os
import random
import secrets
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.models.base import Database
from portal.models.mail import MailKind, OutgoingMail
from portal.queueing import DbosQueue
from portal.services import outbox
from tests import nursery
from tests.mailserver import MailServer

WORK = """
import os
from portal import jobs, parts, files, links, settings, vault
from portal.models.base import Database
from portal.organisations.loading import BUILT_IN, load_organisation
from portal.queueing import DbosQueue

# What the factory does, with one organisation and without web pages.
chosen = settings.Settings.from_environment(os.environ)
jobs.work_until_told_to_stop(
    parts.Portal(
        settings=chosen,
        database=Database(chosen.database_url, info={"queue": DbosQueue(chosen.database_url)}),
        organisations={"cjib": load_organisation(BUILT_IN / "cjib.toml")},
        files=files.FileStore(chosen.data / "files"),
        vault=vault.Vault(chosen.vault_keys, files.FileStore(chosen.data / "vault")),
        links=links.LinkSigner(chosen.secret_key, chosen.base_url),
        codes=links.Codes(chosen.secret_key),
    )
)
"""


class Process:
    """A worker in a process of its own, as in production."""

    def __init__(self, url: str, server: MailServer, data: Path) -> None:
        self.environment = os.environ | {
            "PORTAL_MODE": "production",
            "PORTAL_DATA": str(data),
            "PORTAL_DATABASE_URL": url,
            "PORTAL_SMTP_URL": server.url,
            "PORTAL_PROXIES": "0",
            "PORTAL_VAULT_KEYS": "v" * 43 + "=",
            "PORTAL_SEAL": str(data / "seal.pem"),
            "PORTAL_MAIL_FROM": "loket@portal.example",
            "PORTAL_BASE_URL": "https://loket.example",
            "PORTAL_SECRET_KEY": "k" * 40,
            "PORTAL_TRUSTED_HOSTS": "loket.example",
            "PORTAL_SECURITY_CONTACT": "https://loket.example/veilig",
        }
        self.log = data / "worker.log"
        self.log.touch()
        self.process: BaseProcess | None = None

    def start(self) -> None:
        """Start it; its output goes to the log."""
        self.process = nursery.start("-c", WORK, environment=self.environment, output=self.log)

    def end(self, number: signal.Signals) -> int | None:
        """Send a signal and wait for the end; the way it ended."""
        if self.process is None:
            return 0
        assert self.process.pid is not None
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, number)
        return nursery.end(self.process)

    def kill(self) -> None:
        """Kill it where it stands, without waiting: its connections are still ours to answer."""
        assert self.process is not None
        self.process.kill()
        nursery.end(self.process)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.up()
    yield server
    server.down()


@pytest.fixture
def process(database_url: str, server: MailServer, tmp_path: Path) -> Iterator[Process]:
    process = Process(database_url, server, tmp_path)
    yield process
    process.end(signal.SIGKILL)


@pytest.fixture
def portal_database(database_url: str) -> Iterator[Database]:
    queue = DbosQueue(database_url)
    database = Database(database_url, info={"queue": queue})
    yield database
    queue.close()
    database.close()


def write(database: Database, count: int = 1) -> list[str]:
    """Commit mails; their Message-IDs."""
    ids = []
    for _ in range(count):
        with database.transaction() as session:
            row = outbox.write(
                session,
                MailKind.WAITING,
                organisation="cjib",
                recipient=f"{secrets.token_hex(4)}@example.nl",
                language="nl",
                now=datetime.now(UTC),
                reference="CJIB-2026-7F3K-9Q",
            )
            ids.append(f"<{row.message_id}@loket.example>")
    return ids


def unsent(database: Database) -> int:
    with database.transaction(write=False) as session:
        return len(session.scalars(select(OutgoingMail).filter_by(sent_at=None)).all())


def until(condition: Callable[[], bool], seconds: float = 90.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_mail_committed_before_the_worker_died_goes_out_after_it_is_back(
    portal_database: Database, process: Process, server: MailServer
) -> None:
    """Killed while it hands the mail over: the server has heard it, and did not take it."""

    def strike(_message: EmailMessage) -> str:
        process.kill()
        return "451 try again"

    server.on_data = strike
    process.start()
    ids = write(portal_database)
    until(lambda: process.process is not None and process.process.exitcode is not None)
    assert server.received == []
    server.on_data = None
    process.start()
    until(lambda: unsent(portal_database) == 0)
    assert server.message_ids == ids


def test_a_mail_sent_but_not_recorded_goes_out_again_as_the_same_mail(
    portal_database: Database, process: Process, server: MailServer
) -> None:
    """Killed after the server took the mail, before the worker heard so."""

    def strike(_message: EmailMessage) -> None:
        server.on_data = None
        process.kill()

    server.on_data = strike
    process.start()
    ids = write(portal_database)
    until(lambda: len(server.received) == 1)
    assert unsent(portal_database) == 1
    process.start()
    until(lambda: unsent(portal_database) == 0)
    assert server.message_ids == ids * 2
    first, second = server.received
    assert first.as_bytes() == second.as_bytes()


def test_a_mail_server_that_was_away_gets_every_mail_once(
    portal_database: Database, process: Process, server: MailServer
) -> None:
    server.down()
    process.start()
    ids = write(portal_database, 5)
    until(lambda: process.log.read_bytes().count(b"job failed") >= 5)
    assert unsent(portal_database) == 5
    server.up()
    until(lambda: unsent(portal_database) == 0)
    assert sorted(server.message_ids) == sorted(ids)


def test_after_kills_at_random_moments_every_mail_went_out(
    portal_database: Database, process: Process, server: MailServer
) -> None:
    moments = (5, 20)
    luck = random.Random()
    process.start()
    ids: list[str] = []
    writer = threading.Thread(target=lambda: ids.extend(write(portal_database, 60)))
    writer.start()
    for moment in moments:
        until(lambda moment=moment: len(server.received) >= moment)  # type: ignore[misc]
        time.sleep(luck.uniform(0, 0.1))
        process.kill()
        process.start()
    writer.join()
    until(lambda: unsent(portal_database) == 0)
    copies = Counter(server.message_ids)
    assert set(copies) == set(ids)
    assert sum(copies.values()) - len(copies) <= len(moments) * 8  # at most what was under way


def test_a_worker_told_to_stop_ends_well_and_leaves_no_port_open(
    portal_database: Database, process: Process, server: MailServer
) -> None:
    process.start()
    write(portal_database)
    until(lambda: unsent(portal_database) == 0)
    assert process.process is not None
    assert process.process.pid is not None
    assert listening_ports(process.process.pid) == []
    assert process.end(signal.SIGTERM) == 0
    log = process.log.read_text()
    assert "worker stopped" in log
    assert "example.nl" not in log
    assert "dbos.dev" not in log


def listening_ports(pid: int) -> list[int]:
    """The TCP ports a process listens on, from what the kernel says."""
    inodes = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        target = str(handle.readlink())
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]
    ]
    listen = "0A"
    return [
        int(line[1].rpartition(":")[2], 16)
        for line in lines
        if line[3] == listen and line[9] in inodes
    ]
