"""Asking, as people really do it: with empty fields, twice, back and forth, by keyboard."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

import pytest

from portal.web.citizen.steps import BY_SLUG
from tests.journeys.actors import Citizen, Member
from tests.journeys.server import organisation, person, wait_for

if TYPE_CHECKING:
    from tests.journeys.browser import Window
    from tests.journeys.server import Server

NUMBERS = count(1)
ENGLISH_HAS_NONE = re.compile(
    r"\b(wij|niet|uw|jouw|wilt|verzoek|gegevens|vraag|antwoord|binnen|moet|deze|wordt)\b", re.I
)
RIGHT_ANSWERS = {
    "wat": {},
    "voor-wie": {"whom": "other"},
    "namens": {"kind": "authorised", "name": "Ans Verhoef"},
    "inzage": {"scope": "some"},
    "inzage-onderdelen": {},
    "over-wie": {
        "given_name": "Ien",
        "family_name": "Dales",
        "birth_day": "18",
        "birth_month": "10",
        "birth_year": "1931",
    },
    "contact": {"email": "ien@voorbeeld.example"},
}


def citizen_at(server: Server, window: Window, slug: str, number: int = 11) -> Citizen:
    """Somebody with an address of this test alone."""
    email = f"vraag{next(NUMBERS)}@{slug}.voorbeeld.example"
    return Citizen(server, window, slug, person(slug, number), email)


def cases_of(citizen: Citizen, member: Member) -> int:
    """How many requests of somebody the desk finds."""
    member.come_back()
    member.window.open("/balie/werkvoorraad")
    member.window.page.fill('[name="typed"]', citizen.email)
    member.window.press("form[role=search] button")
    return member.window.page.locator(".rl-worklist tbody tr").count()


def test_each_question_says_what_is_missing(server, new_window):
    window = new_window()
    citizen = citizen_at(server, window, "juridisch-loket")
    window.open("/juridisch-loket/verzoek/wat")
    seen = []
    while not window.path.endswith("/controleren"):
        slug = window.path.rpartition("/")[2]
        assert slug not in seen, window.text()
        seen.append(slug)
        window.press()
        if window.path.endswith(slug):  # something was asked that cannot stay empty
            window.look(code=422)
            assert window.page.title().startswith("Fout:")
            assert window.page.evaluate("document.activeElement.id") == "fout"
        window.look()
        fill_anything(citizen, RIGHT_ANSWERS.get(slug, {}))
        window.press()
    assert {BY_SLUG[slug].right for slug in seen} >= {
        each.right for each in organisation("juridisch-loket").rights
    }
    window.look(code=200)


def fill_anything(citizen: Citizen, answers: dict[str, str]) -> None:
    """Fill in these answers; where none is given, every box, the last choice and some text."""
    page = citizen.window.page
    if answers:
        citizen.fill(**answers)
        return
    for box in page.locator('main input[type="checkbox"]').all():
        box.check()
    for name in {each.get_attribute("name") for each in page.locator("main [type=radio]").all()}:
        page.locator(f'main [name="{name}"]').last.check()
    for text in page.locator("main textarea, main input[type=text]").all():
        text.fill("Dit is wat ik bedoel.")


def test_a_double_click_sends_one_request(server, new_window):
    citizen = citizen_at(server, new_window(), "burojij")
    citizen.ask_for_access()
    citizen.window.page.locator("main form button.nl-button--primary").first.dblclick()
    citizen.window.page.wait_for_url("**/verzonden")
    citizen.read_reference()
    citizen.code_from_mail()
    member = Member(server, new_window(), server.account("burojij", "behandelaar2"))
    assert cases_of(citizen, member) == 1


def test_the_back_button_keeps_the_answers(server, new_window):
    citizen = citizen_at(server, new_window(), "cjib")
    citizen.ask_for_access()
    page = citizen.window.page
    for _ in range(2):
        page.go_back()
    assert page.input_value('[name="family_name"]') == citizen.person.family_name
    citizen.answer(family_name="van der Veer-Smit")
    assert citizen.window.path.endswith("/controleren")
    assert "van der Veer-Smit" in citizen.window.text()
    citizen.window.press("nav a.rl-back")
    assert page.input_value('[name="email"]') == citizen.email


def test_a_lost_session_loses_no_text_and_stores_nothing_twice(server, new_window):
    citizen = citizen_at(server, new_window(), "burojij")
    citizen.ask_for_access()
    window = citizen.window
    window.open("/burojij/verzoek/over-wie")
    citizen.fill(given_name="Nieuwe naam")
    window.context.clear_cookies()
    window.press()
    assert window.page.input_value('[name="given_name"]') == "Nieuwe naam"
    window.look(code=200)
    window.press()
    assert "Nieuwe naam" in window.text()
    window.context.clear_cookies()
    window.press()
    window.look(code=200)
    window.press()
    window.look(code=200)
    citizen.read_reference()
    member = Member(server, new_window(), server.account("burojij", "behandelaar2"))
    assert cases_of(citizen, member) == 1


def test_the_form_can_be_filled_in_with_the_keyboard_alone(server, new_window):
    window = new_window()
    window.open("/burojij/")
    tab_to(window, 'a[href*="recht=access"]')
    window.page.keyboard.press("Enter")
    window.page.wait_for_url("**/voor-wie*")
    tab_to(window, '[name="whom"]')
    press_on(window, "Space")
    window.page.wait_for_url("**/inzage")
    tab_to(window, '[name="scope"]')
    press_on(window, "Space")
    window.page.wait_for_url("**/over-wie")
    for name, text in (("given_name", "Ko"), ("family_name", "van Dijk"), ("birth_day", "24")):
        tab_to(window, f'[name="{name}"]')
        window.page.keyboard.type(text)
    for text in ("3", "1990"):
        window.page.keyboard.press("Tab")
        window.page.keyboard.type(text)
    press_on(window)
    window.page.wait_for_url("**/contact")
    tab_to(window, '[name="email"]')
    window.page.keyboard.type("ko@voorbeeld.example")
    press_on(window)
    window.page.wait_for_url("**/controleren")
    assert "Ko van Dijk" in window.text()


def tab_to(window: Window, selector: str) -> None:
    """Press Tab until this has the focus, which must be visible all the way."""
    page = window.page
    for _ in range(40):
        page.keyboard.press("Tab")
        at, visible = page.evaluate(
            """selector => {
              const here = document.activeElement, look = getComputedStyle(here);
              return [here.matches(selector),
                look.outlineStyle !== "none" || look.boxShadow !== "none"];
            }""",
            selector,
        )
        assert visible, f"no visible focus on {page.evaluate('document.activeElement.outerHTML')}"
        if at:
            return
    pytest.fail(f"{selector} cannot be reached with Tab")


def press_on(window: Window, *keys: str) -> None:
    """Press these keys, then Tab to the button that goes on and Enter."""
    for key in keys:
        window.page.keyboard.press(key)
    tab_to(window, "main button.nl-button--primary")
    window.page.keyboard.press("Enter")


def test_english_pages_have_no_dutch_left(server, new_window):
    window = new_window()
    citizen = citizen_at(server, window, "cjib")
    window.open("/cjib/?taal=en")
    assert_english(window)
    window.open("/cjib/privacyverklaring")
    assert_english(window)
    window.open("/cjib/verzoek/voor-wie?recht=access")
    for answers in ({"whom": "self"}, {"scope": "all"}, citizen.about(), {"email": citizen.email}):
        assert_english(window)
        window.press()
        if window.page.locator("#fout").count():
            assert_english(window)
        citizen.answer(**answers)
    assert_english(window)
    window.press()
    assert_english(window)
    citizen.read_reference()
    window.open("/cjib/verzoek/code")
    citizen.answer(code=citizen.code_from_mail())
    assert_english(window)
    for mail in wait_for(lambda: server.mails_to(citizen.email)):
        assert not ENGLISH_HAS_NONE.findall(without_names(mail.get_content()))


def assert_english(window: Window) -> None:
    """The page says that it is English, and is."""
    assert window.page.get_attribute("html", "lang") == "en"
    marked = window.page.locator('[lang="nl"]').all_inner_texts()
    text = without_names(window.page.title() + "\n" + window.text())
    for part in marked:
        text = text.replace(part, "")
    assert not ENGLISH_HAS_NONE.findall(text), (window.path, ENGLISH_HAS_NONE.findall(text))


def without_names(text: str) -> str:
    """Text without addresses, and without the organisation's name, Dutch in every language."""
    here = organisation("cjib")
    text = re.sub(r"http\S+", "", text)
    for name in (here.name.nl, here.short_name.nl):
        text = text.replace(name, "")
    return text
