"""The Jinja environment of letters: everything escaped, nothing undefined, no code from texts."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from portal.language.articles import spoken
from portal.language.catalogs import catalog
from portal.language.terms import OUTCOME, legal_right, plain_right
from portal.language.words import Words, local_date
from portal.law.rights import RULES
from portal.letters.records import Money, Value

TEMPLATES = Path(__file__).parents[2] / "templates"
LONGEST, PIECE = 80, 40  # characters of a word that breaks nowhere, and of the pieces it is cut in
_EDGE = re.compile(r"(?<=<p>)\s+|(?<!\s)\s+(?=</(?:p|li|td|th|h[1-4]|caption)>)")
_UNIT = re.compile(r"&[#\w]+;|[^\s<>&]")
_LONG_WORD = re.compile(rf"(?:{_UNIT.pattern}){{{LONGEST + 1},}}")
_SEEN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u024f\u20ac\n\t]*")  # nearly all of nearly all texts
_KEPT = frozenset("\n\t\u00ad\u200c\u200d")  # soft hyphen and joiners belong to words


def clean(text: str) -> str:
    """The text without characters that nobody sees but that change what others see.

    Gone are control characters, marks that turn the direction of text, and halves of characters.
    """
    if _SEEN.fullmatch(text):
        return text
    hidden = {
        character
        for character in set(text)
        if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in _KEPT
    }
    return text.translate(dict.fromkeys(map(ord, hidden))) if hidden else text


def breakable(html: str) -> str:
    """The HTML with places to break in words that are too long for a line.

    Without them the layout of one word costs the square of its length.
    """
    if max(map(len, html.split()), default=0) <= LONGEST:
        return html  # nearly always, and seen at a fraction of the cost
    return _LONG_WORD.sub(_in_pieces, html)


def tight(html: str) -> str:
    """The HTML without space at the edges of what is printed as a paragraph, head or cell.

    A line that is full but for that space would be broken behind its first word.
    """
    return _EDGE.sub("", html)


def _in_pieces(word: re.Match[str]) -> str:
    units = _UNIT.findall(word[0])
    pieces = ("".join(units[at : at + PIECE]) for at in range(0, len(units), PIECE))
    return "\u200b".join(pieces)


def human(words: Words, value: Value) -> str:
    """A value as people write it in the reader's language; empty text stays empty."""
    locale = "en_GB" if words.language == "en" else "nl"
    match value:
        case bool():
            return words.gettext("Yes") if value else words.gettext("No")
        case datetime():
            return words.moment(value)
        case date():
            return str(format_date(value, "d MMMM y", locale=locale))
        case Money():
            return str(format_currency(value.amount, value.currency, locale=locale))
        case Decimal():
            return str(format_decimal(value, locale=locale))
        case _:
            return str(value).strip()


@cache
def environment(words: Words) -> SandboxedEnvironment:
    """The environment for one language and form of address."""
    made = SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translations = catalog(words.language, words.form)
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        day=words.date,
        local_day=lambda moment: words.date(local_date(moment)),
        opening=lambda text: text[:1].upper() + text[1:],
        human=lambda value: human(words, value),
        plain_right=lambda right: plain_right(words, right),
        legal_right=lambda right: legal_right(words, right),
        outcome=lambda outcome: words.gettext(OUTCOME[outcome]),
        article=lambda right: spoken(RULES[right].article, words.language),
        law=lambda article: spoken(article, words.language),
    )
    return made


def write_html(template: str, words: Words, values: Mapping[str, Any]) -> str:
    """The HTML of a letter, free of hidden characters and with room to break long words.

    Parameters:
        template: name under templates/, such as 'letters/report.html'.
    """
    return breakable(tight(clean(environment(words).get_template(template).render(values))))


def template(name: str) -> str:
    """The template of pages that are set apart, with what runs along each of them.

    Parameters:
        name: 'records' or 'annex'.
    """
    folder = TEMPLATES / "letters" / "report"
    return "".join((folder / f"{each}.typ").read_text() for each in ("running", name))
