"""Who takes part in a journey: citizens who ask, staff who answer.

They know pages by what is on them, not by their words, so a journey works in Dutch and English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys.server import Server, wait_for

if TYPE_CHECKING:
    from portal.demo.accounts import Account
    from portal.demo.people import Person
    from tests.journeys.browser import Window

REFERENCE = re.compile(r"\b[A-Z]{2,5}-20\d\d-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
CODE = re.compile(r"^\s*(\d{3}) ?(\d{3})\s*$", re.MULTILINE)
STEP = timedelta(seconds=30)


@dataclass
class Citizen:
    """Somebody who asks.

    Attributes:
        email: of this journey alone, so that its mails are found.
        reference: of the request, once it was sent.
    """

    server: Server
    window: Window
    slug: str
    person: Person
    email: str
    reference: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def fill(self, **values: str) -> None:
        """Fill in the fields of this page, by name."""
        page = self.window.page
        for name, value in values.items():
            field_ = page.locator(f'main [name="{name}"]')
            kind = field_.first.get_attribute("type")
            if kind in ("radio", "checkbox"):
                page.check(f'main [name="{name}"][value="{value}"]')
            else:
                field_.fill(value)

    def answer(self, **values: str) -> None:
        """Fill in this page and go on."""
        self.fill(**values)
        self.window.press()

    def about(self) -> dict[str, str]:
        """How the person is called and found."""
        born = self.person.birth_date
        return {
            "given_name": self.person.given_name,
            "family_name": self.person.family_name,
            "birth_day": str(born.day),
            "birth_month": str(born.month),
            "birth_year": str(born.year),
            **self.more,
        }

    def ask_for_access(self, door: str = "recht=access") -> None:
        """The shortest request, to the last check; `window.press()` then sends it."""
        self.window.open(f"/{self.slug}/verzoek/voor-wie?{door}")
        self.answer(whom="self")
        self.answer(scope="all")
        self.answer(**self.about())
        self.answer(email=self.email)
        assert self.window.path.endswith("/controleren"), self.window.text()

    def read_reference(self) -> str:
        """The reference on the page."""
        found = REFERENCE.search(self.window.text())
        assert found, self.window.text()
        self.reference = found.group()
        return self.reference

    def code_from_mail(self, number: int = 1) -> str:
        """The newest code, when so many came by mail."""

        def find() -> list[str]:
            codes = [
                "".join(found.groups())
                for mail in self.server.mails_to(self.email)
                if (found := CODE.search(mail.get_content()))
            ]
            return codes if len(codes) >= number else []

        return wait_for(find, self.server.log)[-1]

    def links_from_mail(self, number: int) -> list[str]:
        """The links to the request in the mails, once there are so many."""
        link = re.compile(rf"{re.escape(self.server.address)}/{self.slug}/mijn-verzoek/\S+")

        def find() -> list[str]:
            bodies = [mail.get_content() for mail in self.server.mails_to(self.email)]
            found = [address for body in bodies for address in link.findall(body)]
            return found if len(found) >= number else []

        return wait_for(find, self.server.log)


@dataclass
class Member:
    """Somebody at the desk."""

    server: Server
    window: Window
    account: Account

    def sign_in(self) -> None:
        """Password, then the code of the authenticator."""
        page = self.window.page
        self.window.open("/balie/")
        page.fill('[name="email"]', self.account.email)
        page.fill('[name="password"]', self.account.password)
        self.window.press()
        page.fill('[name="code"]', self.account.code(datetime.now(UTC)))
        self.window.press()
        if page.locator('[name="code"]').count():
            # This code was used before. A clock that is half a minute ahead has the next already.
            page.fill('[name="code"]', self.account.code(datetime.now(UTC) + STEP))
            self.window.press()
        assert page.locator('form[action$="/afmelden"]').count(), self.window.text()

    def come_back(self) -> None:
        """Use the session of an earlier window, to save the time that signing in takes."""
        cookies = self.server.sessions.get(self.account.email)
        if cookies:
            self.window.context.add_cookies(cookies)
        else:
            self.sign_in()
            self.server.sessions[self.account.email] = self.window.context.cookies()

    def open_case(self, reference: str, part: str = "") -> None:
        """Go to a case, or to one of its pages."""
        self.window.open(f"/balie/verzoek/{reference}{part}")

    def do(self, action: str) -> None:
        """Press the button of the form that goes to this address."""
        self.window.press(f'form[action*="{action}"] button')
