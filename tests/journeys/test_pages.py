"""Every page of the portal, opened once: judged by axe, on a phone and on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.law.lifecycle import Status
from tests.journeys.actors import Member
from tests.journeys.server import ORGANISATIONS

if TYPE_CHECKING:
    from tests.journeys.server import Server

TO_READ = {
    "/": 200,
    "/demo/mail/": 200,
    "/is-er-niet/": 404,
    "/cjib/mijn-verzoek/geen-link": 410,
    "/cjib/verzoek/geen-vraag": 404,
    **{f"/{slug}/": 200 for slug in ORGANISATIONS},
    **{f"/{slug}/privacyverklaring": 200 for slug in ORGANISATIONS},
}
AT_THE_DESK = (
    "/werkvoorraad", "/werkvoorraad?wie=mij", "/werkvoorraad?toon=te-laat",
    "/werkvoorraad?toon=alle", "/werkvoorraad?toon=portability", "/account", "/verzoek-vastleggen",
)  # fmt: skip
TABS = ("", "/gegevens", "/besluit")
SAME_ALWAYS = ("/documenten", "/berichten", "/logboek")


def test_public_pages(server, new_window):
    window = new_window()
    for path, code in TO_READ.items():
        window.open(path)
        window.look(code=code)
    assert not window.keeps()[0], "reading leaves no cookie"


def test_forms_before_anybody_is_known(server, new_window):
    window = new_window()
    for path in ("/cjib/mijn-verzoek", "/balie/aanmelden"):
        window.open(path)
        window.look(code=200)
        window.press()
        window.look(code=422)
    window.page.fill('[name="email"]', "niemand@cjib.example")
    window.page.fill('[name="password"]', "dit is geen wachtwoord")
    window.press()
    window.look(code=422)
    window.open("/cjib/mijn-verzoek")
    window.page.fill('[name="reference"]', "CJIB-2026-7F3K-9Q")
    window.page.fill('[name="email"]', "niemand@voorbeeld.example")
    window.press()
    window.look()


def test_pages_of_the_desk(server, new_window):
    handler = Member(server, new_window(), server.account("juridisch-loket", "behandelaar2"))
    handler.come_back()
    window = handler.window
    for path in AT_THE_DESK:
        window.open(f"/balie{path}")
        window.look(code=200)
    window.press()
    window.look(code=422)
    window.open("/balie/werkvoorraad")
    for typed, code in (("", 422), ("a", 422), ("zzzzz", 200), ("jansen", 200)):
        window.page.fill('[name="typed"]', typed)
        window.press("form[role=search] button")
        window.look(code=code)


def test_keys_go_through_the_work_list(server, new_window):
    boss = Member(server, new_window(script=True), server.account("juridisch-loket", "coordinator"))
    boss.come_back()
    boss.window.open("/balie/werkvoorraad")
    boss.window.look(code=200)
    page = boss.window.page
    links = [link.inner_text() for link in page.locator("#lijst th a").all()]
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") not in links, "only in the list"
    page.click("#toetsen a")
    page.focus("#lijst")
    for key, place in (("j", 0), ("j", 1), ("k", 0), ("k", 0)):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == links[place]
    page.keyboard.press("x")
    assert page.locator("#lijst input:checked").get_attribute("value") == links[0]
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert boss.window.path.endswith(links[0])


@pytest.mark.parametrize("status", list(Status))
def test_pages_of_a_case(server, new_window, status):
    slug, reference = a_case(server, status)
    handler = Member(server, new_window(), server.account(slug, "behandelaar2"))
    handler.come_back()
    for tab in TABS if status is not Status.DELIVERED else (*TABS, *SAME_ALWAYS):
        handler.open_case(reference, tab)
        handler.window.look(code=200)


def a_case(server: Server, status: Status) -> tuple[str, str]:
    """One of the demo's cases with this status; those with data first."""
    for slug in ("juridisch-loket", *ORGANISATIONS):
        found = server.find_case(slug, status)
        if found:
            return slug, found
    raise AssertionError(f"the demo has no case that is {status}")


def test_pages_of_a_question_to_the_citizen(server, new_window):
    slug, reference = a_case(server, Status.IN_TREATMENT)
    handler = Member(server, new_window(), server.account(slug, "behandelaar2"))
    handler.come_back()
    for path in ("/vraag/toelichting", "/vraag/identiteit", "/aan-de-balie"):
        handler.open_case(reference, path)
        handler.window.look(code=200)
        handler.window.press("main form button.nl-button--primary")
        if not handler.window.path.endswith(reference):
            # What is asked about identity is filled in already: what follows is its letter.
            handler.window.look(code=200 if path.endswith("identiteit") else 422)


def test_pages_of_the_administrator_and_the_privacy_officer(server, new_window):
    boss = Member(server, new_window(), server.account("cjib", "beheer"))
    boss.come_back()
    for path in ("/medewerkers", "/medewerkers/nieuw"):
        boss.window.open(f"/balie{path}")
        boss.window.look(code=200)
    boss.window.press()
    boss.window.look(code=422)
    boss.window.open("/balie/werkvoorraad")
    boss.window.look(code=403)
    slug, reference = a_case(server, Status.RECEIVED)
    officer = Member(server, new_window(), server.account(slug, "fg"))
    officer.come_back()
    officer.open_case(reference)
    officer.window.look(code=200)
    assert not officer.window.page.locator('form[action$="/nemen"]').count()
