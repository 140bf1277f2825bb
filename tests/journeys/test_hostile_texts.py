"""Texts that try to be more than text: they come out as they went in, on page, mail and paper."""

from __future__ import annotations

import pytest

from tests.journeys import reading
from tests.journeys.actors import Member
from tests.journeys.server import wait_for
from tests.journeys.test_asking import citizen_at

PLAIN = "<script>alert(1)</script> {{7*7}} ' OR 1=1 -- %(x)s <b>vet</b>"
HOSTILE = f"{PLAIN} \U0001f600 \u202eom\u202c"
SHOWN = f"{PLAIN} \U0001f600 om"
EVERYTHING = ("access", "rectification", "complaint")
REPLY = f"Antwoord: {HOSTILE}"
pytestmark = pytest.mark.parametrize("server", ["postgresql"], indirect=True)


def test_hostile_texts_come_out_as_text(server, new_window):
    window = new_window()
    window.page.on("dialog", lambda dialog: window.faults.append(f"dialog: {dialog.message}"))
    citizen = citizen_at(server, window, "juridisch-loket")
    ask(citizen)
    assert window.text().count(SHOWN) >= 5
    window.look()
    window.press()
    window.look(code=200)
    citizen.read_reference()
    for details in window.page.locator("details:not([open]) summary").all():
        details.click()
    assert window.text().count(SHOWN) >= 5
    window.open("/juridisch-loket/verzoek/code")
    citizen.answer(code=citizen.code_from_mail())
    window.page.fill('[name="body"]', HOSTILE)
    window.press('form[action$="/bericht"] button')
    assert SHOWN in window.text()
    answer_at_the_desk(citizen, Member(server, new_window(), at_the_desk(server)))
    window.page.reload()
    assert REPLY.replace(HOSTILE, SHOWN) in window.text()
    window.look(code=200)
    assert_text_on_paper(receipt_of(window))
    mails = wait_for(lambda: len(found := server.mails_to(citizen.email)) >= 3 and found)
    assert not any("script" in mail.as_string() for mail in mails)


def receipt_of(window):
    """The receipt, from the status page, once the worker has made it."""
    wait_for(lambda: "/document/" in window.read(window.path))
    window.page.reload()
    _name, receipt = window.download('main .rl-documents a[href*="/document/"]')
    return receipt


def ask(citizen):
    """Fill in the hostile text wherever text can be filled in."""
    page = citizen.window.page
    citizen.window.open("/juridisch-loket/verzoek/wat")
    for right in EVERYTHING:
        citizen.fill(rights=right)
    citizen.window.press()
    while not citizen.window.path.endswith("/controleren"):
        where = citizen.window.path
        for choice in page.locator('main input[type="radio"]').all()[:1]:
            choice.check()
        for text in page.locator("main textarea, main input[type=text]").all():
            if text.get_attribute("name") not in ("birth_day", "birth_month", "birth_year"):
                longest = int(text.get_attribute("maxlength") or 9999)
                text.fill(HOSTILE if longest > len(HOSTILE) else "")
        if where.endswith("/over-wie"):
            citizen.fill(birth_day="1", birth_month="2", birth_year="1980", postcode="")
        if where.endswith("/contact"):
            citizen.fill(email=citizen.email)
        citizen.window.press()
        assert citizen.window.path != where, citizen.window.text()


def at_the_desk(server):
    """Who answers."""
    return server.account("juridisch-loket", "behandelaar2")


def answer_at_the_desk(citizen, member):
    """Look at every page of the case, write back, and add a note."""
    window = member.window
    window.page.on("dialog", lambda dialog: window.faults.append(f"dialog: {dialog.message}"))
    member.come_back()
    member.open_case(citizen.reference)
    assert window.text().count(SHOWN) >= 5
    for part in ("", "/gegevens", "/documenten", "/berichten", "/besluit", "/logboek"):
        member.open_case(citizen.reference, part)
        window.look(code=200)
    member.open_case(citizen.reference, "/berichten")
    window.page.fill('form[action$="/berichten"] textarea', REPLY)
    member.do("/berichten")
    assert REPLY.replace(HOSTILE, SHOWN) in window.text()
    window.page.fill('form[action$="/notities"] textarea', HOSTILE)
    member.do("/notities")
    assert window.text().count(SHOWN) >= 3


def assert_text_on_paper(pdf):
    """The text stands in the PDF as it is, and nothing in it was worked out or run."""
    text = reading.bare(reading.text(pdf))
    assert reading.bare(PLAIN) in text
    assert b"/JavaScript" not in pdf
