"""Who gets in, and who does not: used links, guessed codes, other organisations' staff."""

from __future__ import annotations

import pytest

from tests.journeys.actors import Member
from tests.journeys.test_asking import citizen_at

PARTS = ("", "/gegevens", "/documenten", "/berichten", "/besluit", "/logboek")
TRIES = 5
pytestmark = pytest.mark.parametrize("server", ["postgresql"], indirect=True)


@pytest.fixture
def citizen(server, new_window):
    """Somebody who has just asked, at the organisation that says je."""
    found = citizen_at(server, new_window(), "burojij")
    found.ask_for_access()
    found.window.press()
    found.read_reference()
    return found


def test_a_link_works_once(citizen, new_window):
    (link,) = citizen.links_from_mail(1)
    first, second = new_window(), new_window()
    for window in (first, second):
        window.page.goto(link)
        assert window.page.locator("main form button").count(), "looking uses nothing up"
    first.press()
    assert first.path == "/burojij/mijn-verzoek/stand"
    assert citizen.reference in first.text()
    second.press()
    second.look(code=410)
    assert citizen.reference not in second.text()
    second.page.goto(link[:-3])
    second.look(code=410)
    second.open("/burojij/mijn-verzoek/stand")
    assert second.path == "/burojij/mijn-verzoek", "without a link nobody sees the request"


def test_five_wrong_codes_end_a_code(citizen):
    window = citizen.window
    window.open("/burojij/verzoek/code")
    code = citizen.code_from_mail()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(TRIES):
        citizen.answer(code=wrong)
        assert window.page.locator("#fout").count()
    window.look(code=422)
    citizen.answer(code=code)
    window.look(code=422)
    window.press('form[action$="/code/nieuw"] button')
    window.look(code=200)
    citizen.answer(code=code)
    assert window.page.locator("#fout").count(), "the old code stays worthless"
    new = citizen.code_from_mail(2)
    citizen.answer(code=f" {new[:3]} {new[3:]} ")
    assert window.path == "/burojij/mijn-verzoek/stand"


def test_the_organisation_that_says_je_never_says_u(citizen):
    window = citizen.window
    for path in ("verzoek/verzonden", "verzoek/code", "mijn-verzoek", "privacyverklaring", ""):
        window.open(f"/burojij/{path}")
        words = window.page.inner_text("main").split()
        assert not {"u", "U", "uw", "Uw"} & set(words), (path, words)


def test_staff_of_another_organisation_find_nothing(citizen, server, new_window):
    outsider = Member(server, new_window(), server.account("akj", "behandelaar2"))
    outsider.come_back()
    for part in PARTS:
        outsider.open_case(citizen.reference, part)
        outsider.window.look(code=404)
        assert citizen.person.family_name not in outsider.window.text()
    outsider.window.open("/balie/werkvoorraad")
    outsider.window.page.fill('[name="typed"]', citizen.reference)
    outsider.window.press("form[role=search] button")
    assert citizen.person.family_name not in outsider.window.text()
