"""A citizen in a browser without JavaScript: fills in the form that the page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PERSON = {
    "given_name": "Anna",
    "family_name": "van den Berg",
    "birth_day": "24",
    "birth_month": "3",
    "birth_year": "1956",
}
CONTACT = {"email": "anna@voorbeeld.example"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
ERRORS = re.compile(r'id="([a-z_]+)-error">\s*<span[^>]*>[^<]*</span>\s*([^<]*?)\s*</div>')
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}

WHAT: dict[str, dict[str, dict[str, object]]] = {
    "access": {"inzage": {"scope": "all"}},
    "rectification": {
        "correctie": {"kind": "wrong"},
        "correctie-gegevens": {
            "field": "Mijn naam",
            "old": "Ana",
            "new": "Anna",
            "proof": "Mijn paspoort",
        },
    },
    "erasure": {
        "wissen": {"scope": "some", "reason": ""},
        "wissen-onderdelen": {"what": "Mijn telefoonnummer"},
    },
    "restriction": {"beperken": {"case": "accuracy", "explanation": "Mijn adres"}},
    "objection": {
        "stoppen": {"kind": "situation"},
        "stoppen-situatie": {"situation": "Mijn ex-partner werkt hier"},
    },
    "consent_withdrawal": {"toestemming": {"consents": ["all"], "what": ""}},
    "portability": {
        "meenemen": {"to": "organisation"},
        "meenemen-naar": {"receiver": "Zorg Dichtbij, info@zorg.example"},
    },
    "human_review": {"menselijke-blik-besluit": {"decision": "De boete van 3 maart", "view": ""}},
    "complaint": {"klacht": {"what": "Mijn brief ging naar de buren", "to": "organisation"}},
}
"""What is filled in for each right: step, fields."""


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the main form of a page, the first of each name."""
    found: dict[str, str] = {}
    for name, value in HIDDEN.findall(page[page.index("<main") :]):
        found.setdefault(name, unescape(value))
    return found


def faults(page: str) -> dict[str, str]:
    """What stands at each field that is wrong."""
    return {name: unescape(text) for name, text in ERRORS.findall(page)}


@dataclass
class Walk:
    """One browser at one organisation."""

    client: FlaskClient
    slug: str = "juridisch-loket"
    page: str = field(default="", init=False)

    def address(self, path: str) -> str:
        """The address of a page of this organisation."""
        return path if path.startswith(f"/{self.slug}/") else f"/{self.slug}/{path}"

    def get(self, path: str) -> TestResponse:
        """Open a page and remember it."""
        response = self.client.get(self.address(path))
        self.page = response.text if response.mimetype == "text/html" else ""
        return response

    def send(self, path: str, **typed: object) -> TestResponse:
        """Send the form of the remembered page, with its hidden fields."""
        return self.client.post(self.address(path), data={**hidden(self.page), **typed})

    def fill(self, path: str, **typed: object) -> TestResponse:
        """Open a page, fill in its form and send it."""
        self.get(path)
        return self.send(path, **typed)

    def begin(self, *rights: str, whom: str = "self") -> TestResponse:
        """Choose what is wanted, for whom."""
        self.fill("verzoek/wat", rights=list(rights))
        return self.fill("verzoek/voor-wie", whom=whom)

    def to_the_check(self, *rights: str) -> None:
        """Answer everything up to the last look."""
        asked = rights or ("access",)
        self.begin(*asked)
        if "human_review" in asked and self.slug == "cjib":
            self.go("menselijke-blik", activity="traffic_fines")
        for right in asked:
            for step, typed in WHAT[right].items():
                self.go(step, **typed)
        if asked == ("consent_withdrawal",):
            names = {name: PERSON[name] for name in ("given_name", "family_name")}
            self.go("wie-bent-u", **names, **CONTACT)
        else:
            self.go("over-wie", **PERSON)
            self.go("contact", **CONTACT)
        assert self.get("verzoek/controleren").status_code == 200

    def go(self, step: str, **typed: object) -> None:
        """Fill in a page that is right, and see that it is taken."""
        assert self.fill(f"verzoek/{step}", **typed).status_code == 303, (step, faults(self.page))

    def send_request(self, *rights: str) -> TestResponse:
        """A whole request, sent."""
        self.to_the_check(*rights)
        return self.send("verzoek/controleren")

    def prove(self, code: str) -> TestResponse:
        """Fill in a code."""
        return self.fill("verzoek/code", code=code)
