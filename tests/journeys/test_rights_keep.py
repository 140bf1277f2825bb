"""Papers that a law keeps, a decision of a machine, a secret of the FG, data to take along.

Each from the form to the letter: erasure, human review, a complaint to the FG, portability.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from portal.language.words import local_date
from portal.law.deadlines import objection_due, petition_due
from tests.journeys import reading, steps
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import person

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.browser import Window
    from tests.journeys.server import Server

LAST_DAY = date(2041, 12, 31)
TO_SHOW = "Wie controleert, moet kunnen zien dat de behandeling er was."
TO_CLAIM = "Er loopt een klacht over deze afspraken, en de rechter kan ernaar vragen."
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


def test_who_wants_all_erased_reads_what_stays_why_and_until_when(server, new_window):
    citizen = asker(server, new_window(), "burojij", 21)
    steps.ask(citizen, "erasure", {"scope": "all"})
    steps.prove(citizen)
    handler = member(server, new_window, "burojij", "behandelaar")
    steps.take(handler, citizen)
    steps.see_at_desk(handler, citizen)
    decide_items(handler, citizen)
    steps.propose(handler, citizen, "partly", basis="17.1.a", need_done_on=str(today()))
    steps.approve(member(server, new_window, "burojij", "coordinator"), citizen)
    letter = reading.text(steps.fetch(citizen)["brief"])
    erased, _, kept = letter.partition("Wat bewaren wij")
    assert "aantekeningen over je behandeling" in erased
    assert "aantekeningen over je behandeling" not in kept
    for words in (
        "soort behandeling, begin en einde", TO_SHOW, "Jeugdwet", "AVG 17 lid 3b",
        "zolang de wet dat vraagt",
        "afspraken en andere contacten", TO_CLAIM, "nodig voor een rechtsvordering", said(LAST_DAY),
    ):  # fmt: skip
        assert reading.bare(words) in reading.bare(kept), words
        assert reading.bare(words) not in reading.bare(erased), words
    due = petition_due(today())
    assert due is not None
    assert f"Dan is {said(due.legal_due)} de laatste dag" in letter
    assert "bezwaar" not in letter


def decide_items(handler: Member, citizen: Citizen) -> None:
    """Two kinds of data stay, one until a day and one as long as the register says; all else goes.

    What stays must say until when: without it nothing is kept.
    """
    window, page = handler.window, handler.window.page
    handler.open_case(citizen.reference, "/besluit")
    page.check('[name$="-outcome"][value="partly"]')
    window.press('button[value="fields"]')
    window.press('a[href*="/besluit/onderdelen/"]')
    window.press('form[action$="/lijst"] button')
    window.look(code=200)
    window.press('.rl-item:has-text("soort behandeling") a[href$="/bewaren"]')
    page.fill('[name="need_necessity"]', TO_SHOW)  # the law and the term stand in the register
    window.press(".rl-buttons button")
    window.press('.rl-item:has-text("afspraken en andere") a[href$="/bewaren"]')
    page.check('[name="ground"][value="legal_claims"]')
    window.press('button[value="fields"]')
    page.fill('[name="need_necessity"]', TO_CLAIM)
    page.fill('[name="until"]', "")
    page.fill('[name="rule"]', "")
    window.press(".rl-buttons button")
    window.look(code=422)
    page.fill('[name="until"]', LAST_DAY.isoformat())
    window.press(".rl-buttons button")
    window.press('form[action$="/rest"] button')


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


def test_who_takes_data_along_gets_them_for_a_computer_too(server, new_window):
    citizen = asker(server, new_window(), "bijstand-in-jeugdzorg", 24)
    steps.ask(citizen, "portability", {"to": "self"})
    steps.prove(citizen)
    handler = member(server, new_window, "bijstand-in-jeugdzorg", "behandelaar")
    steps.take(handler, citizen)
    steps.see_at_desk(handler, citizen)
    number = steps.include_all(handler, citizen)
    steps.propose(handler, citizen, "partly")
    steps.approve(member(server, new_window, "bijstand-in-jeugdzorg", "coordinator"), citizen)
    documents = steps.fetch(citizen)
    letter = reading.text(documents["brief"])
    assert "Ons antwoord op jouw verzoek" in letter
    assert "Je krijgt je gegevens in het rapport bij deze brief, behalve wat hieronder" in letter
    assert "AVG 20 lid 4" in letter, "the ground of what was redacted"
    assert " uw " not in letter
    (report,) = [content for name, content in documents.items() if "rapport" in name]
    data = json.loads(reading.attachment(report))
    assert (data["counts"]["records"], data["counts"]["left_out"]) == (number, 0)
    assert citizen.email in json.dumps(data)
