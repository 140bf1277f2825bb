"""What must stop, rest or change: consent taken back, an objection, a restriction, a mistake.

From the form to the letter, read back from the PDF. Access with data of third parties is told by
`test_story`; what stays whoever asks by `test_rights_keep`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from portal.language.words import Words, local_date
from tests.journeys import reading, steps
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import person
from tests.law import twin

if TYPE_CHECKING:
    from datetime import date

AKJ, BIJ, CJIB = "akj", "bijstand-in-jeugdzorg", "cjib"
WORDS = Words("nl")
BALANCE = "Wij hebben deze gegevens nodig om uw klacht zorgvuldig te behandelen."
NOT_ELSEWHERE = "Uw naam en adres, want wij sturen u nog een rekening."
REST = "Wij gebruiken ze zolang niet."
postgresql = pytest.mark.parametrize("server", ["postgresql"], indirect=True)


@pytest.fixture
def somebody(server, new_window):
    """Makes a citizen whom the organisation's systems know; JavaScript may be off."""

    def somebody_(slug, number, **window) -> Citizen:
        who = person(slug, number)
        return Citizen(server, new_window(**window), slug, who, who.email)

    return somebody_


@pytest.fixture
def member(server, new_window):
    """Makes somebody at the desk."""

    def member_(citizen, part) -> Member:
        return Member(server, new_window(axe_=False), server.account(citizen.slug, part))

    return member_


def today() -> date:
    return local_date(datetime.now(UTC))


def last_day_to_contest() -> str:
    """By the second implementation of the law's terms, as letters write it (Awb 6:7)."""
    return WORDS.date(twin.first_open(today() + timedelta(weeks=6)))


def letters(citizen: Citizen, number: int) -> dict[str, str]:
    """What the documents say that wait behind the link of the mail with this number, by name."""
    window = citizen.window
    window.page.goto(citizen.links_from_mail(number)[number - 1])
    window.press()
    found = {}
    for each in range(window.page.locator("main .rl-documents a").count()):
        name, content = window.download(f"main .rl-documents a >> nth={each}")
        found[name.removeprefix(f"{citizen.reference}-").removesuffix(".pdf")] = content
    return {name: reading.text(content) for name, content in found.items()}


def test_consent_is_as_easy_to_take_back_as_it_was_to_give(somebody, member):
    """Three short pages, no proof, stopped today; the letter says since when and what goes on."""
    citizen = somebody(BIJ, 30, script=False)
    window = citizen.window
    window.open(f"/{BIJ}/verzoek/voor-wie?recht=consent_withdrawal")
    citizen.answer(whom="self")
    window.look()
    citizen.answer(consents="all")
    window.look()
    who = citizen.person
    citizen.answer(given_name=who.given_name, family_name=who.family_name, email=citizen.email)
    window.press()
    window.look(code=200)
    citizen.read_reference()
    handler = member(citizen, "behandelaar")
    steps.take(handler, citizen)
    handler.window.page.fill('form[action*="/gestopt/"] [name$="day"]', today().isoformat())
    handler.do("/gestopt/")
    filled = {"need_other_ground": NOT_ELSEWHERE, "need_stopped_on": today().isoformat()}
    steps.propose(handler, citizen, "granted", **filled)
    steps.approve(member(citizen, "coordinator"), citizen)
    letter = letters(citizen, 3)["brief"]
    assert f"Wij stopten op {WORDS.date(today())}" in letter
    assert NOT_ELSEWHERE in letter
    assert "blijft geldig" in letter  # AVG 7.3
    assert "wissen" in letter  # AVG 17.1.b: offered
    assert "AVG 12 lid 4, 79" in letter  # something stays: that can be brought before a court
    assert "verzoekschrift" not in letter, "nothing was decided on the rights of AVG 15 to 22"


@postgresql
def test_data_rest_while_an_objection_is_weighed_and_may_be_used_again_after_notice(
    somebody, member
):
    citizen = somebody(AKJ, 31, axe_=False)
    steps.ask(citizen, "objection", {"kind": "situation"}, {"situation": "Mijn ex werkt hier."})
    assert REST in citizen.window.text()
    handler = member(citizen, "behandelaar")
    steps.take(handler, citizen)
    steps.see_at_desk(handler, citizen)
    window, page = handler.window, handler.window.page
    handler.open_case(citizen.reference, "/besluit")
    page.check('[name$="-outcome"][value="refused"]')
    window.press('button[value="fields"]')
    page.check('[name$="-ground"][value="compelling_grounds"]')
    window.follow(page.locator('button[value="fields"]').last)
    for box in page.locator('[name$="-checks"]').all():
        box.check()
    page.fill('[name$="-need_written_balance"]', BALANCE)
    window.press('button[value="propose"]')
    steps.approve(member(citizen, "coordinator"), citizen)
    said = letters(citizen, 3)
    assert BALANCE in said["brief"]
    assert "AVG 21" in said["brief"]
    assert "rechtbank" in said["brief"]  # UAVG 35
    assert "bezwaarschrift" not in said["brief"]
    assert len(said) >= 2, "a letter of its own said at once that the data rest (AVG 18.1.d)"
    handler.open_case(citizen.reference)
    assert page.locator('a[href$="/gevolgen"]').count(), "the use is not taken up unseen"


@postgresql
def test_data_are_kept_and_not_used(somebody, member):
    citizen = somebody(AKJ, 33, axe_=False)
    steps.ask(citizen, "restriction", {"case": "accuracy", "explanation": "Mijn adres klopt niet."})
    assert REST in citizen.window.text()
    handler = member(citizen, "behandelaar")
    steps.take(handler, citizen)
    steps.see_at_desk(handler, citizen)
    steps.propose(handler, citizen, "granted", basis="18.1.a", reason="Wij kijken uw adres na.")
    steps.approve(member(citizen, "coordinator"), citizen)
    letter = letters(citizen, 3)["brief"]
    assert "Wij kijken uw adres na." in letter
    assert "AVG 18" in letter
    handler.open_case(citizen.reference, "/gevolgen")
    assert handler.window.page.locator("#recipients").count(), "others must hear of it (AVG 19)"


def test_a_mistake_is_corrected_and_who_has_it_is_told(somebody, member):
    citizen = somebody(CJIB, 34, axe_=False)
    new = f"{citizen.person.name}, zonder punt"
    correction = {"field": "Mijn naam", "old": "Anna.", "new": new, "proof": "Mijn paspoort"}
    steps.ask(citizen, "rectification", {"kind": "wrong"}, correction)
    steps.prove(citizen)
    handler = member(citizen, "behandelaar")
    steps.take(handler, citizen)
    steps.see_at_desk(handler, citizen)
    day = today().isoformat()
    filled = {"basis": "16.inaccurate", "need_corrected": new, "need_done_on": day}
    steps.propose(handler, citizen, "granted", **filled)
    steps.approve(member(citizen, "coordinator"), citizen)
    letter = letters(citizen, 3)["brief"]
    assert new in letter
    assert "AVG 16" in letter
    assert last_day_to_contest() in letter
    told = tell_the_first(handler, citizen)
    citizen.window.open(f"/{CJIB}/mijn-verzoek/stand")
    assert told in citizen.window.text(), "the person sees who was told (AVG 19)"


def tell_the_first(handler: Member, citizen: Citizen) -> str:
    """Write down that the first recipient was told; gives its name."""
    window, page = handler.window, handler.window.page
    handler.open_case(citizen.reference, "/gevolgen")
    window.look(code=200)
    window.press('main a[href*="/gevolgen/ontvanger/"]')
    window.look(code=200)
    name = page.inner_text("main h2")
    page.check('[name="how"][value="mail"]')
    page.fill('[name="day"]', today().isoformat())
    window.press()
    return name
