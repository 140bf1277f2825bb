"""The keeper of the archive is asked, on a phone: from the mail to the item on the desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.journeys import steps
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import person, wait_for

if TYPE_CHECKING:
    from tests.journeys.browser import Window
    from tests.journeys.server import Server

SLUG, KEEPER = "burojij", "archief@burojij.example"
LETTER = b"Map 12. Brief van 3 maart 2024 aan de gemeente over de begeleiding."


def links(server: Server, reference: str, number: int) -> list[str]:
    """The links in the mails about a request, once there are so many."""
    link = re.compile(rf"{re.escape(server.address)}/vraag/\S+")

    def find() -> list[str]:
        mails = [each for each in server.mails_to(KEEPER) if reference in str(each["Subject"])]
        found = [address for each in mails for address in link.findall(each.get_content())]
        return found if len(found) >= number else []

    return wait_for(find, server.log)


def asked(server: Server, new_window) -> tuple[Citizen, Member]:
    """A request whose systems were searched, so that the keeper has a mail."""
    citizen = Citizen(server, new_window(), SLUG, person(SLUG, 3), "archiefvraag@voorbeeld.example")
    citizen.ask_for_access()
    citizen.window.press()
    citizen.read_reference()
    account = server.account(SLUG, "behandelaar")
    member = Member(server, new_window(), account)
    steps.take(member, citizen)
    steps.see_at_desk(member, citizen)
    member.open_case(citizen.reference, "/gegevens")
    member.do("/zoeken")
    return citizen, member


def choose(window: Window, answer: str) -> None:
    """Follow the way to an answer."""
    window.follow(window.page.locator(f'main a[href$="/antwoord/{answer}"]'))


def test_from_the_mail_on_a_phone_to_the_item_on_the_desk(server, new_window):
    citizen, member = asked(server, new_window)
    keeper = new_window()
    (link,) = links(server, citizen.reference, 1)
    page = keeper.page
    page.goto(link)
    keeper.look(code=200)
    assert citizen.person.family_name not in keeper.text()
    keeper.press()
    keeper.look(code=200)
    assert citizen.person.family_name in keeper.text()
    for answer in ("nothing_held", "overview", "viewing", "cannot_say"):
        choose(keeper, answer)
        keeper.look(code=200)
        page.go_back()
    choose(keeper, "files")
    keeper.press()
    keeper.look(code=422)
    assert page.evaluate("document.activeElement.id") == "fout"
    letter = {"name": "map12.txt", "mimeType": "text/plain", "buffer": LETTER}
    page.set_input_files('[name="files"]', letter)
    page.check('[name="copies"][value="later"]')
    keeper.press()
    keeper.look(code=200)
    assert citizen.person.family_name not in keeper.text()
    keeper.press('form[action$="/kopieen"] button')
    keeper.look(code=200)
    page.goto(link)
    assert citizen.person.family_name not in keeper.text()
    member.open_case(citizen.reference, "/vragen")
    member.window.look(code=200)
    assert KEEPER in member.window.text()
    member.open_case(citizen.reference, "/gegevens")
    assert not member.window.page.locator('form[action$="/intrekken"]').count()


def test_without_javascript_a_used_link_is_mailed_anew_and_the_desk_withdraws(server, new_window):
    citizen, member = asked(server, new_window)
    first, second = new_window(script=False), new_window(script=False)
    (link,) = links(server, citizen.reference, 1)
    first.page.goto(link)
    first.press()
    second.page.goto(link)
    assert citizen.person.family_name not in second.text()
    second.press('form[action$="/nieuwe-link"] button')
    newest = links(server, citizen.reference, 2)[-1]
    second.page.goto(newest)
    second.press()
    assert citizen.person.family_name in second.text()
    member.open_case(citizen.reference, "/vragen")
    member.do("/intrekken")
    member.window.look(code=200)
    second.page.reload()
    assert citizen.person.family_name not in second.text()
