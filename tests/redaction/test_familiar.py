"""What is the person's own is never somebody else's."""

from datetime import date

import pytest

from portal.redaction.familiar import (
    NOBODY,
    Familiar,
    is_name,
    is_organisation,
    parts_of,
    telephone,
    values_of,
)

SANNE = Familiar(("Sanne de Wit",), ("0612345678", "Kerkstraat 12"), date(1990, 3, 12))


@pytest.mark.parametrize(
    "text", ["Sanne", "SANNE DE WIT", "mevrouw De Wit", "S. de Wit", "+31 6 12345678", "12-03-1990"]
)
def test_it_is_her_own(text):
    assert SANNE.is_own(text)
    assert not NOBODY.is_own(text)


@pytest.mark.parametrize(
    "text", ["Kees de Wit", "J. de Wit", "de heer", "mevrouw", "Jansen", "12-03-1991"]
)
def test_it_is_not_her_own(text):
    assert not SANNE.is_own(text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("dhr. Kees van den Berg", ("Kees", "van den Berg", "Berg")),
        ("Jan Peters", ("Jan", "Peters")),
        ("J. Peters", ("Peters",)),
        ("Ria Van Dam", ("Ria", "Van Dam", "Dam")),
        ("Peters", ()),
        ("zij was er met Jan", ()),
    ],
)
def test_the_parts_of_a_name_that_tell_who_it_is(name, parts):
    assert parts_of(name) == parts


@pytest.mark.parametrize(
    ("text", "name"), [("Jan", True), ("Jan 2", False), ("jan", False), ("de", False), ("", False)]
)
def test_a_name_looks_like_one(text, name):
    assert is_name(text) is name


def test_a_telephone_number_is_the_same_however_it_is_written():
    assert telephone("06-12 34 56 78") == telephone("+31612345678") == "612345678"
    assert telephone("1234") == ""


def test_a_value_that_says_nothing_is_left_out():
    assert values_of(["", " a ", "a", "b"]) == ("a", "b")
    assert SANNE.has_part("kerkstraat")
    assert SANNE.has_part("Kerkstraat 12")
    assert not SANNE.has_part("Kerkstraat 1")
    assert not SANNE.has_part("12")


@pytest.mark.parametrize(
    "text",
    ["Wijkteam Maastricht", "Bosman Advocaten", "Veilig Thuis", "Pleegzorg De Linde", "Noord B.V.",
     "Politie Limburg", "de Huurcommissie", "GGZ Centraal"],
)  # fmt: skip
def test_a_body_is_no_person(text):
    assert is_organisation(text)
    assert not is_name(text)
    assert parts_of(text) == ()


@pytest.mark.parametrize("text", ["Jan Bank", "Piet de Raad", "A. Nieuwenhuis", "Sam Zorgdrager"])
def test_a_person_may_be_called_like_a_body(text):
    assert not is_organisation(text)


@pytest.mark.parametrize("text", ["ΝΙΚΟΣ ΠΑΠΠΑΣ", "νίκος παππάς", "Νίκος", "κ. ΠΑΠΠΑΣ"])
def test_a_greek_name_is_her_own_in_capitals_and_in_small_letters(text):
    assert Familiar(("Κ. Νίκος Παππάς",)).is_own(text)
