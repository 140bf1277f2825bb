"""Where a name begins and ends, when a part of it was recognised."""

import pytest

from portal.redaction.whole_names import says_more, whole_name, without_titles, word_before


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Toen kwam Piet de Koning binnen", "Koning", "Piet de Koning"),
        ("met J.P. de Koning", "Koning", "J.P. de Koning"),
        ("met Demi Visser mee", "Demi", "Demi Visser"),
        ("Gisteren belde Demi. Ze huilde.", "Demi", "Demi"),
        ("Vandaag Kuipers gebeld", "Kuipers", "Kuipers"),
        ("klaar. Toen Kuipers kwam", "Kuipers", "Kuipers"),
        ("Naam Peters Adres Kerkstraat", "Peters", "Peters"),
        ("van advocaat Advocaat Peters", "Peters", "Peters"),
        ("de Vries\nPeters", "Peters", "Peters"),
    ],
)
def test_what_belongs_to_a_name_is_taken_along_and_the_first_word_of_a_sentence_is_not(
    text, part, whole
):
    at = text.index(part)
    start, end = whole_name(text, at, at + len(part))
    assert text[start:end] == whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mevr. dr. Karin de Boer", "Karin de Boer"),
        ("de heer Peters", "Peters"),
        ("De heer mr. J. Peters", "J. Peters"),
        ("de Heerde", "de Heerde"),
        ("de Boer", "de Boer"),
    ],
)
def test_titles_before_a_name_are_no_part_of_it(text, name):
    start, end = without_titles(f"en {text} kwam", 3, 3 + len(text))
    assert f"en {text} kwam"[start:end] == name


def test_the_word_with_a_capital_before_a_name_is_known():
    assert word_before("Pleegzorg De Linde", 10) == "Pleegzorg"
    assert word_before("bij De Linde", 4) == ""


@pytest.mark.parametrize(
    ("longer", "more"),
    [("D. de Koning", False), ("mevrouw De Koning", False), ("Piet de Koning", True)],
)
def test_a_namesake_has_parts_that_somebody_has_not(longer, more):
    assert says_more(longer, "Demi de Koning") is more
