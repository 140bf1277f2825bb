"""The environment of letters: text stays text, and hidden characters go."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from portal.language.words import Words
from portal.letters.environment import breakable, clean, environment, human, tight
from portal.letters.records import Money, Value

NL, EN = Words("nl"), Words("en")


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", "\u200f", "\ufeff"])
def test_it_removes_characters_that_hide_or_turn_text(hidden: str) -> None:
    assert clean(f"a{hidden}b") == "ab"


def test_no_space_stands_at_the_edge_of_a_paragraph_or_cell() -> None:
    told = "<p>\n Nee. <b>Echt </b>niet.\n</p><td>1 </td><pre> a </pre>"
    assert tight(told) == "<p>Nee. <b>Echt </b>niet.</p><td>1</td><pre> a </pre>"


def test_it_keeps_line_ends_accents_and_joiners() -> None:
    text = "Zoë\n\tdé\u200dja\u00adloers"
    assert clean(text) == text


def test_it_removes_half_characters() -> None:
    assert clean("a\ud800b").encode() == b"ab"


def test_it_gives_long_words_places_to_break() -> None:
    word = "<p>" + "a" * 39 + "&amp;" + "b" * 60 + "</p>"
    assert (
        breakable(word)
        == "<p>" + "a" * 39 + "&amp;\u200b" + "b" * 40 + "\u200b" + "b" * 20 + "</p>"
    )


def test_it_leaves_ordinary_words_alone() -> None:
    text = "<p>Rijksvoorlichtingsdienst " + "woord " * 50
    assert breakable(text) == text


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (True, "Ja", "Yes"),
        (date(2026, 12, 4), "4 december 2026", "4 December 2026"),
        (datetime(2026, 12, 4, 13, 30, tzinfo=UTC), None, "4 December 2026 at 14:30"),
        (Money(Decimal("1234.5")), "€ 1.234,50", "€1,234.50"),
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
        (2026, "2026", "2026"),
        ("  ", "", ""),
    ],
)
def test_it_writes_values_as_people_do(value: Value, dutch: str | None, english: str) -> None:
    assert human(EN, value) == english
    if dutch is not None:
        assert human(NL, value).replace("\xa0", " ") == dutch


def test_it_escapes_whatever_the_name_of_the_template() -> None:
    made = environment(NL).from_string("{{ x }}").render(x="<b>&")
    assert made == "&lt;b&gt;&amp;"


def test_it_does_not_run_code_in_texts() -> None:
    assert environment(NL).from_string("{{ x }}").render(x="{{ 7*7 }}") == "{{ 7*7 }}"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment(NL).from_string("{{ nobody }}").render()


def test_templates_cannot_reach_inside_python() -> None:
    with pytest.raises(SecurityError):
        environment(NL).from_string("{{ x.__class__.__mro__ }}").render(x="")
