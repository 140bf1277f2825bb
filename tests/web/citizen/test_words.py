"""Every page in Dutch (u and je) and English: no text left untranslated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from portal.language.catalogs import catalog
from portal.organisations.organisation import AddressForm

ROOT = Path(__file__).parents[3]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "N_": None}
SOURCES = [
    *(("python", path) for path in sorted((ROOT / "portal/web/citizen").glob("*.py"))),
    *(
        ("python", ROOT / "portal/language" / f"{name}.py")
        for name in ("questions", "representatives", "roads", "notices")
    ),
    *(("jinja2.ext:babel_extract", path) for path in (ROOT / "templates/citizen").glob("*.html")),
]
SAME = {"Mentor", "Postcode", "Contact", "%(form)s, %(size)s kB"}
FORMAL = re.compile(r"\b([Uu]w?|[Uu] zelf)\b")
INFORMAL = re.compile(r"\b([Jj]e|[Jj]ij|[Jj]ouw?|[Jj]ullie)\b")


def messages() -> list[str]:
    found = []
    for method, path in SOURCES:
        options = {"newstyle_gettext": "true"}
        for _line, text, *_rest in extract_from_file(method, path, KEYWORDS, options=options):
            found += [text] if isinstance(text, str) else list(text)
    return sorted(set(found))


def test_there_are_messages():
    assert len(messages()) > 300


@pytest.mark.parametrize("form", list(AddressForm))
def test_every_message_has_its_dutch(form):
    words = catalog("nl", form)
    missing = [
        text
        for text in messages()
        if text not in SAME and text not in known_plural(words) and words.ugettext(text) == text
    ]
    assert missing == []


def known_plural(words) -> set[str]:
    pairs = [
        ("The code works for one more minute.", "The code works for %(num)s more minutes."),
        (
            "A request that you began but did not send is erased after one day.",
            "A request that you began but did not send is erased after %(num)s days.",
        ),
    ]
    return {
        text for one, many in pairs if words.ungettext(one, many, 1) != one for text in (one, many)
    }


def test_the_je_form_never_says_u_and_the_u_form_never_je():
    u, je = catalog("nl", AddressForm.U), catalog("nl", AddressForm.JE)
    assert [text for text in messages() if INFORMAL.search(u.ugettext(text))] == []
    assert [text for text in messages() if FORMAL.search(je.ugettext(text))] == []


PAGES = ["", "privacyverklaring", "verzoek/wat", "verzoek/voor-wie?recht=access", "mijn-verzoek"]


@pytest.mark.parametrize("slug", ["juridisch-loket", "burojij", "cjib"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_speak_one_language(at, slug, language):
    walk = at(slug)
    walk.get(f"?taal={language}")
    for path in PAGES:
        page = walk.get(path).text
        assert f'<html lang="{language}">' in page
        other = ("What do you", "Go to my request") if language == "nl" else ("Wat wil", "Uw ")
        assert not any(text in page.split("<main")[1] for text in other), path
