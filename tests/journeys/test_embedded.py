"""`python app.py`: demo, web, worker and mail in one process, on a folder that was used before."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import nursery
from tests.journeys.actors import CODE, Citizen, Member
from tests.journeys.browser import Window
from tests.journeys.server import is_healthy, person, wait_for
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.server import Server


PROGRAM = """
import runpy
from tests.journeys import filling

filling.tell_less()  # as when the folder was filled
runpy.run_path("app.py", run_name="__main__")
"""


@pytest.fixture
def address(sqlite_server, tmp_path) -> Iterator[str]:
    """Where a portal in one process answers, with a copy of the demo that another one made."""
    copy_demo(sqlite_server.data, tmp_path)
    port = str(free_port())
    settings = sqlite_server.environment() | {
        "PORT": port,
        "PORTAL_DATA": str(tmp_path),
        "PORTAL_DATABASE_URL": f"sqlite:///{tmp_path}/portal.db",
        "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
    }
    del settings["PORTAL_SMTP_URL"]
    log = tmp_path / "log"
    log.touch()
    process = nursery.start("-c", PROGRAM, environment=settings, output=log)
    yield settings["PORTAL_BASE_URL"]
    process.terminate()
    nursery.end(process)


def copy_demo(data: Path, to: Path) -> None:
    """Copy the folder of a portal that runs."""
    with (
        closing(sqlite3.connect(data / "portal.db")) as running,
        closing(sqlite3.connect(to / "portal.db")) as copy,
    ):
        running.backup(copy)
    for name in ("files", "sources"):
        shutil.copytree(data / name, to / name)
    shutil.copy(data / "demo-accounts.txt", to)


def test_a_request_through_the_portal_in_one_process(address, sqlite_server, tmp_path, browser):
    wait_for(lambda: is_healthy(address), lambda: (tmp_path / "log").read_text())
    window = Window(browser, address, "10.9.9.9")
    citizen = Citizen(sqlite_server, window, "akj", person("akj", 10), "een@voorbeeld.example")
    citizen.ask_for_access()
    window.press()
    citizen.read_reference()
    window.open("/akj/verzoek/code")
    citizen.answer(code=wait_for(lambda: code_on_page(window)))
    assert citizen.reference in window.text()
    window.open("/demo/mail/")
    window.look(code=200)
    look_at_sources(sqlite_server, window)
    window.close()
    assert not window.faults
    printed = (tmp_path / "log").read_text()
    assert f"{address}/" in printed
    assert "behandelaar@akj.example" in printed
    assert "cases of the demo, and the worker" in printed


def look_at_sources(server: Server, window: Window) -> None:
    """Two systems of the demo are asked over the network and do what they are told."""
    Member(server, window, server.account("juridisch-loket", "coordinator")).sign_in()
    window.open("/balie/bronnen")
    window.look(code=200)
    assert "Voert besluiten zelf uit" in window.text()


def code_on_page(window: Window) -> str:
    """The code in the newest mail of the demo, read in the browser; empty while it is not there."""
    reader = window.context.new_page()
    reader.goto(f"{window.address}/demo/mail/")
    links = reader.locator("main .rl-documents a")
    found = ""
    for address in [link.get_attribute("href") for link in links.all()[:3]]:
        reader.goto(window.address + str(address))
        code = CODE.search(reader.locator("pre").inner_text())
        found = found or ("".join(code.groups()) if code else "")
    reader.close()
    return re.sub(r"\D", "", found)
