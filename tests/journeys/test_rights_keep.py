"""A decision of a machine, a secret of the FG: each from the form to the letter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from portal.language.words import local_date
from portal.law.deadlines import objection_due
from tests.journeys import reading, steps
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.browser import Window
    from tests.journeys.server import Server

LOOKED = "De boete blijft staan, want de foto laat het kenteken goed zien."
SECRET = "Een medewerker las mijn dossier en vertelde het aan mijn buurman."
FOUND = "Uw klacht klopt: er is zonder reden in uw dossier gekeken. Dat is nu gestopt."


def said(day: date) -> str:
    """A day as letters say it."""
    return format_date(day, "EEEE d MMMM y", locale="nl")


def today() -> date:
    """The day that stands on a letter made now."""
    return local_date(datetime.now(UTC))


def asker(server: Server, window: Window, slug: str, number: int) -> Citizen:
    """Somebody of the demo's systems, who writes from the address that stands there."""
    who = person(slug, number)
    return Citizen(server, window, slug, who, who.email)


def member(server: Server, new_window: Callable[..., Window], slug: str, part: str) -> Member:
    """Somebody at the desk."""
    return Member(server, new_window(), server.account(slug, part))


def test_who_contests_a_decision_of_a_machine_reads_of_both_roads(server, new_window):
    citizen = asker(server, new_window(), "cjib", 22)
    window = citizen.window
    decided_on = today() - timedelta(days=10)
    other_road = said(objection_due(decided_on).legal_due)
    steps.begin(citizen, "human_review", {"activity": "traffic_fines"})
    window.look(code=200)
    assert "officier van justitie" in window.text()
    citizen.fill(decision="De boete van 3 maart", decided_on=str(decided_on), view="Ik reed niet.")
    window.press()
    steps.finish(citizen)
    steps.prove(citizen)
    handler = member(server, new_window, "cjib", "behandelaar")
    steps.take(handler, citizen)
    steps.propose(
        handler, citizen, "granted", need_who_looked="Een jurist", need_look_outcome=LOOKED
    )
    steps.approve(member(server, new_window, "cjib", "coordinator"), citizen)
    letter = reading.text(steps.fetch(citizen)["brief"])
    assert LOOKED in letter
    first, _, second = letter.partition("Bent u het niet eens met ons besluit?")
    assert "officier van justitie" in first
    assert f"is de laatste dag {other_road}" in first
    due = said(objection_due(today()).legal_due)
    assert f"Stuur uw bezwaar uiterlijk {due}" in second
    assert "rechtbank" not in second


def test_a_complaint_to_the_fg_is_seen_and_answered_by_the_fg_alone(server, new_window):
    citizen = asker(server, new_window(), "juridisch-loket", 23)
    steps.ask(citizen, "complaint", {"what": SECRET, "to": "officer"})
    officer = member(server, new_window, "juridisch-loket", "fg")
    officer.come_back()
    assert citizen.reference in all_that_is_found(officer, citizen)
    for part in ("behandelaar", "coordinator"):
        colleague = member(server, new_window, "juridisch-loket", part)
        colleague.come_back()
        assert citizen.reference not in all_that_is_found(colleague, citizen), part
        for page in ("", "/documenten", "/besluit", "/logboek"):
            colleague.open_case(citizen.reference, page)
            colleague.window.look(code=404)
            assert citizen.person.family_name not in colleague.window.text()
    steps.take(officer, citizen)
    officer.window.look(code=200)
    assert SECRET in officer.window.text()
    steps.propose(officer, citizen, "granted", reason=FOUND)
    officer.window.look(code=200)
    steps.approve(officer, citizen)
    letter = reading.text(steps.fetch(citizen)["brief"])
    assert FOUND in letter
    assert citizen.reference in letter
    assert "Functionaris Gegevensbescherming" in letter.rpartition("Met vriendelijke groet")[2]


def all_that_is_found(someone: Member, citizen: Citizen) -> str:
    """What the work list shows of who waits, and what looking for reference and name gives."""
    window = someone.window
    window.open("/balie/werkvoorraad?toon=onbehandeld")
    pages = [window.page.inner_text(".rl-worklist")] if has_list(window) else []
    for typed in (citizen.reference, citizen.email):
        window.open("/balie/werkvoorraad")
        window.page.fill('[name="typed"]', typed)
        window.press("form[role=search] button")
        pages.append(window.page.inner_text(".rl-worklist") if has_list(window) else "")
    return "\n".join(pages)


def has_list(window: Window) -> bool:
    """Whether any case is listed."""
    return bool(window.page.locator(".rl-worklist").count())
