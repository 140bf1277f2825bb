"""What citizens and staff do in more than one journey, from the form to the letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.journeys.server import wait_for

if TYPE_CHECKING:
    from tests.journeys.actors import Citizen, Member

BAR = re.compile(r"<progress [^>]*>")
LENGTHS = re.compile(r' (?:max|value)="(\d+)"')


def ask(citizen: Citizen, right: str, *pages: dict[str, str]) -> None:
    """From the door of a right to the reference, for oneself.

    Args:
        right: as the address of the form names it.
        pages: what to fill in on each page of this right, in order.
    """
    begin(citizen, right, *pages)
    finish(citizen)


def begin(citizen: Citizen, right: str, *pages: dict[str, str]) -> None:
    """Fill in the first pages of a right."""
    citizen.window.open(f"/{citizen.slug}/verzoek/voor-wie?recht={right}")
    for page in ({"whom": "self"}, *pages):
        citizen.answer(**page)


def finish(citizen: Citizen) -> None:
    """From who it is about to the reference."""
    window = citizen.window
    citizen.answer(**citizen.about())
    citizen.answer(email=citizen.email)
    assert window.path.endswith("/controleren"), window.text()
    window.press()
    assert window.path.endswith("/verzonden"), window.text()
    citizen.read_reference()


def prove(citizen: Citizen) -> None:
    """With the code from the mail."""
    citizen.window.open(f"/{citizen.slug}/verzoek/code")
    citizen.answer(code=citizen.code_from_mail())
    assert citizen.window.path.endswith("/mijn-verzoek/stand"), citizen.window.text()


def take(member: Member, citizen: Citizen) -> None:
    """Sign in and take the case."""
    member.come_back()
    member.open_case(citizen.reference)
    member.do("/nemen")


def search(member: Member, citizen: Citizen) -> None:
    """Have the systems searched, wait until each has answered, and open what they gave."""
    where = f"/balie/verzoek/{citizen.reference}/gegevens"
    member.window.open(where)
    member.do("/gegevens/zoeken")

    def done() -> bool:
        bar = BAR.search(member.window.read(where))
        return bar is not None and len(set(LENGTHS.findall(bar.group()))) == 1

    wait_for(done, member.server.log)
    member.window.open(where)


def include_all(member: Member, citizen: Citizen) -> int:
    """Take out what is suggested and take everything along; gives how many records."""
    window, page = member.window, member.window.page
    search(member, citizen)
    redact_all(member, citizen)
    member.open_case(citizen.reference, "/gegevens")
    systems = page.locator('th a[href*="bron="]')
    addresses = [str(systems.nth(each).get_attribute("href")) for each in range(systems.count())]
    left = page.locator('form[action*="/item/"][action$="/meenemen"] button')
    number = 0
    for address in addresses:
        window.open(address)
        number += left.count()
    window.press('form[action$="/gegevens/meenemen"] button')
    for address in addresses:
        window.open(address)
        while left.count():  # a name was found in it meanwhile
            window.follow(left.first)
    assert number
    return number


WHY = {
    "need_whose_interest": "De mensen om de aanvrager heen.",
    "need_written_balance": "Zonder hun namen blijft te lezen wat over de aanvrager zelf gaat.",
}


def redact_all(member: Member, citizen: Citizen) -> list[str]:
    """Take out all that is suggested; the ground is asked once. Gives what was taken out."""
    window, page = member.window, member.window.page
    member.open_case(citizen.reference, "/gegevens/voorstellen")
    window.look(code=200)
    taken: list[str] = page.locator("main .rl-judge__text").all_inner_texts()
    for box in page.locator("[data-all]:visible").all():  # with the script only
        ticked = box.locator("xpath=ancestor::fieldset").locator('[name="pick"]:checked')
        box.uncheck()
        assert not ticked.count()
        box.check()
        assert ticked.count() > 1
    if taken:
        window.press('main button[value="accept"]')
    if page.locator('[name="need_whose_interest"]').count():
        window.look(code=422)
        for name, text in WHY.items():
            page.fill(f'[name="{name}"]', text)
        window.press("main .rl-buttons button")
    return taken


def redact_what_is_left(member: Member, citizen: Citizen) -> int:
    """Take out what was taken out elsewhere and still stands somewhere; gives how many texts."""
    window, page = member.window, member.window.page
    member.open_case(citizen.reference, "/gegevens/lekken")
    buttons = page.locator('main button[name="what"][value="name"]')
    number = buttons.count()
    for place in range(number):
        window.look(code=200)
        window.follow(buttons.nth(min(place, buttons.count() - 1)))
        member.open_case(citizen.reference, "/gegevens/lekken")
    return number


def see_at_desk(member: Member, citizen: Citizen) -> None:
    """The person came and showed a document."""
    member.open_case(citizen.reference, "/aan-de-balie")
    member.window.page.check('[name="shown"] >> nth=0')
    member.window.press()


def propose(
    member: Member, citizen: Citizen, outcome: str, *, again: bool = True, **fields: str
) -> None:
    """Fill in the decision on the only part, tick what was looked at, and put it up.

    Args:
        outcome: as the form names it.
        again: whether to take out what is suggested late or found again, and then do it anew.
        fields: what to fill in, without the number of the part.
    """
    window, page = member.window, member.window.page
    member.open_case(citizen.reference, "/besluit")
    page.check(f'[name$="-outcome"][value="{outcome}"]')
    window.press('button[value="fields"]')
    for box in page.locator('[name$="-checks"]').all():
        box.check()
    for name, value in fields.items():
        field = page.locator(f'[name$="-{name}"]')
        if field.first.get_attribute("type") == "radio":
            page.check(f'[name$="-{name}"][value="{value}"]')
        else:
            field.fill(value)
    window.press('button[value="propose"]')
    if again and page.locator('main a[href$="/gegevens/voorstellen"]').count():
        redact_all(member, citizen)  # names in free text come a moment after the search
        propose(member, citizen, outcome, **fields)
        return
    if again and page.locator('main a[href$="/gegevens/lekken"]').count():
        assert redact_what_is_left(member, citizen)
        propose(member, citizen, outcome, again=False, **fields)
    assert page.locator('form[action$="/terug"]').count(), window.text()


def approve(member: Member, citizen: Citizen) -> None:
    """Decide as proposed."""
    member.come_back()
    member.open_case(citizen.reference, "/besluit")
    member.do("/goedkeuren")


def fetch(citizen: Citizen) -> dict[str, bytes]:
    """Follow the link in the mail about the answer; gives what waits there.

    Returns:
        The documents by what their names end with after the reference: "brief", "inzagerapport".
    """
    window = citizen.window
    window.page.goto(citizen.links_from_mail(2)[-1])
    window.press()
    found = {}
    for number in range(window.page.locator("main .rl-documents a").count()):
        name, content = window.download(f"main .rl-documents a >> nth={number}")
        found[name.removeprefix(f"{citizen.reference}-").removesuffix(".pdf")] = content
    return found
