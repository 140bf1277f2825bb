"""What systems do with a decision, as a handler follows it: a rehearsal, a refusal, a person.

The systems are real servers and the pages are in a real browser; the jobs of the worker are done in
between, so that what a handler sees halfway can be looked at.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from portal.law.grounds import Outcome
from portal.law.lifecycle import Action, Status
from portal.models.audit import Actor, Role
from portal.models.case import Case
from portal.organisations.organisation import Organisation, Text
from portal.services import instructing, triage
from tests.journeys.browser import Window
from tests.services import stories, told
from tests.services.obeying import Systems, organisation_of, places_in, work
from tests.web.conftest import make_app, make_settings
from tests.web.staff import desk

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from playwright.sync_api import Browser

    from portal.queueing import RecordingQueue

NAMES = {
    "register": Text("Cliëntenregister", "Client register"),
    "profile": Text("Mijn-omgeving", "My pages"),
    "archive": Text("Belarchief", "Archive of calls"),
}


@dataclass
class Office:
    """A handler with a case at an organisation whose systems can be told."""

    app: Flask
    here: Organisation
    window: Window
    queue: RecordingQueue
    folder: Path
    reference: str
    case_id: int

    def jobs(self) -> None:
        """Do what waits for the worker, and look at the page again."""
        portal = self.app.extensions["portal"]
        work(portal.database, self.here, places_in(self.folder), self.queue)
        self.look()

    def look(self) -> str:
        """The page of what the sources do."""
        self.window.open(f"/balie/verzoek/{self.reference}/uitvoeren")
        self.window.look(code=200)
        return self.window.page.inner_text("main")

    def card(self, name: str) -> str:
        """What the page says of one source."""
        cards = self.window.page.locator("main [id^=bron-]")
        found: str = cards.filter(has_text=NAMES[name].nl).inner_text()
        return found

    def press(self, name: str, action: str) -> None:
        """Press a button of one source."""
        card = self.window.page.locator("main [id^=bron-]").filter(has_text=NAMES[name].nl)
        self.window.follow(card.locator(f'form[action$="/{action}"] button'))
        self.window.look(code=200)

    def deliver(self) -> None:
        """Everybody agreed, and the person has the answer."""
        with self.app.extensions["portal"].database.transaction() as session:
            case = session.get_one(Case, self.case_id)
            for part in case.parts:
                part.outcome = Outcome.GRANTED
                for item in part.items:
                    item.outcome = Outcome.GRANTED
            case.status, case.is_open = Status.DECIDED, True
            case.decided_at = case.delivered_at = stories.NOW
            case.advance(Action.DELIVER, Actor.portal(told.SLUG), stories.NOW)
            instructing.at_delivery(session, case, self.here, stories.NOW)


def named(here: Organisation) -> Organisation:
    """The organisation with words that people use for its systems, and somebody for each."""
    sources = tuple(
        dataclasses.replace(each, name=NAMES[each.id], owner=told.OWNER) for each in here.sources
    )
    return dataclasses.replace(here, sources=sources)


@pytest.fixture
def systems() -> Systems:
    return Systems()


@pytest.fixture
def office(
    systems: Systems,
    tmp_path: Path,
    sqlite_url: str,
    queue: RecordingQueue,
    browser: Browser,
    quick_passwords: None,
) -> Iterator[Office]:
    """A handler who took an erasure, with a window on the page of the sources."""
    app = make_app(make_settings(tmp_path / "data", sqlite_url), queue)
    portal = app.extensions["portal"]
    with organisation_of(systems) as plain:
        here = named(plain)
        everybody = {**portal.organisations, here.slug: here}
        app.extensions["portal"] = dataclasses.replace(portal, organisations=everybody)
        handler = desk.hire(app, Role.HANDLER)
        with portal.database.transaction() as session:
            case = told.case_of(session, items={"advice": None, "calls": None})
            triage.take(case, actor=desk.actor(handler), now=stories.NOW)
            reference, number = case.reference, case.id
        web = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=web.serve_forever, daemon=True).start()
        window = Window(browser, f"http://127.0.0.1:{web.server_port}", "10.9.9.9")
        cookie = desk.signed_in(app, Role.HANDLER).get_cookie("session")
        assert cookie is not None
        window.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": window.address}]
        )
        yield Office(app, here, window, queue, tmp_path, reference, number)
        faults = list(window.faults)
        window.close()
        web.shutdown()
        portal.database.close()
        assert not faults, "\n".join(faults)


def test_a_rehearsal_then_one_that_refuses_then_a_person(office, systems):
    page = office.look()
    assert "Er verandert niets" in page
    window = office.window
    window.press('main form[action$="/proef"] button')
    window.look(code=200)
    office.jobs()
    assert "Kan" in office.card("register")
    assert "Iemand" in office.card("archive")
    assert systems.real == []
    office.deliver()
    systems.profile = 403
    office.look()
    assert "Krijgt de vraag" in office.card("register")
    office.jobs()
    assert "LOAN" in office.card("profile")
    assert "Kies wat er moet gebeuren." in office.card("profile")
    assert systems.real == [], "one that refuses stops all of them"
    office.press("profile", "persoon")
    office.jobs()
    assert "Gedaan" in office.card("register")
    assert systems.real == ["register"]
    for name in ("profile", "archive"):
        office.press(name, "klaar")
        assert "Gedaan" in office.card(name)
    assert "Dit is allemaal gedaan." in office.look()


def test_what_another_request_needs_waits_and_goes_on_by_itself(office, systems):
    database = office.app.extensions["portal"].database
    with database.transaction() as session:
        other = stories.ask(session, key="other").id
    office.deliver()
    office.jobs()
    for name in NAMES:
        assert "Wacht" in office.card(name)
        assert "elke dag opnieuw" in office.card(name)
        assert "Per e-mail gevraagd" not in office.card(name)
    assert systems.keys == []
    with database.transaction() as session:
        session.get_one(Case, other).advance(Action.WITHDRAW, Actor.citizen(told.SLUG), stories.NOW)
        instructing.take_up(session, office.here, stories.NOW)
    office.jobs()
    assert "Gedaan" in office.card("register")
    assert "Gedaan" in office.card("profile")
    assert "Iemand" in office.card("archive")
