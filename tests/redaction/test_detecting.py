"""Suggesting by rule what may be about somebody else; the person's own is left alone."""

from datetime import date

import pytest

from portal.redaction.detecting import Detector, Names, Rule, Suggestion, apart, is_value, name_in
from portal.redaction.familiar import Familiar

SANNE = Familiar(
    ("Sanne de Wit",),
    ("sanne@voorbeeld.example", "0612345678", "Kerkstraat 12\n3511 AB Utrecht", "111222333"),
    date(1990, 3, 12),
)
DETECTOR = Detector(SANNE, ["dhr. Kees van den Berg", "Fatima Yılmaz", "Piet de Wit"])

SUGGESTED = [
    ("bsn", "Zijn BSN is 123456782.", "123456782"),
    ("iban", "Naar NL91 ABNA 0417 1643 00 graag", "NL91 ABNA 0417 1643 00"),
    ("phone", "Bel 06-87654321.", "06-87654321"),
    ("phone", "(06-87654321)", "06-87654321"),
    ("phone", "bel (020) 123 45 67", "(020) 123 45 67"),
    ("phone", "bel +31 6 87654321", "+31 6 87654321"),
    ("phone", "Bel mij op 06\n07 23 7667.", "06\n07 23 7667"),
    ("iban", "Naar NL91 ABNA\n0417 1643 00 graag", "NL91 ABNA\n0417 1643 00"),
    ("birth_date", "hij is geboren op\n3 april 1985 en", "3 april 1985"),
    ("name", "en toen zei ze in de bus dat meneer Nadir\nPeters kwam", "Nadir\nPeters"),
    ("name", "Naam: meneer Nadir\nPeters", "Nadir"),
    ("address", "en de vader woont sinds mei aan de Grote\nDorpsweg 5 daar", "Grote\nDorpsweg 5"),
    ("address", "Karin Visser\nDorpsweg 5", "Dorpsweg 5"),
    ("email", "mail jan.peters@x.nl.", "jan.peters@x.nl"),
    ("address", "op Dorpsweg 5 daar", "Dorpsweg 5"),
    ("address", "in 1234 AB Den Haag", "1234 AB Den Haag"),
    ("address", "op Dorpsweg 5 in Venlo", "Dorpsweg 5"),
    ("address", "op Dorpsweg 5-bis daar", "Dorpsweg 5-bis"),
    ("address", "op Dorpsweg 5 b daar", "Dorpsweg 5 b"),
    ("address", "naar Korenbloem 172, 2350 BV Leiden", "Korenbloem 172, 2350 BV Leiden"),
    ("plate", "auto 12-AB-34 en", "12-AB-34"),
    ("plate", "auto GG-123-X en", "GG-123-X"),
    ("plate", "rijdt in LBX-022-X en", "LBX-022-X"),
    ("birth_date", "geboren op 03-04-1985", "03-04-1985"),
    ("birth_date", "geb. 1 mei 2001", "1 mei 2001"),
    ("third_person", "Kees kwam", "Kees"),
    ("third_person", "mijnheer Van den Berg kwam", "Van den Berg"),
    ("third_person", "YILMAZ zei", "YILMAZ"),
    ("third_person", "toen kwam Piet", "Piet"),
    ("name", "de heer J.P. van der Sluis-Groen zei", "J.P. van der Sluis-Groen"),
    ("name", "haar vriend Ali ging", "Ali"),
    ("third_person", "toen kwam K. van den Berg", "K. van den Berg"),
    ("name", "toen kwam Anna van den Berg", "Anna van den Berg"),
]
LEFT_ALONE = [
    "Sanne de Wit, geboren op 12 maart 1990",
    "mevrouw De Wit, 06 12 34 56 78",
    "+31 6 12345678 en sanne@voorbeeld.example",
    "Kerkstraat 12, 3511 AB Utrecht",
    "BSN 111222333",
    "factuur 123456789 van 12-03-2024",
    "kees bedoelt hij niet",
    "Mijn moeder. Ik kom morgen.",
]


@pytest.mark.parametrize(("rule", "text", "part"), SUGGESTED)
def test_a_passage_is_suggested_by_its_rule(rule, text, part):
    assert [(each.rule, text[each.start : each.end]) for each in DETECTOR.suggest(text)] == [
        (rule, part)
    ]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_the_persons_own_or_nothing_is_left_alone(text):
    assert DETECTOR.suggest(text) == []


def test_of_what_overlaps_the_first_counts_or_what_covers_it():
    parts = [Suggestion(Rule.NAME, 5, 9), Suggestion(Rule.PHONE, 7, 12), Suggestion(Rule.BSN, 0, 2)]
    whole = Suggestion(Rule.IBAN, 0, 9)
    assert apart(parts) == [parts[2], parts[0]]
    assert apart([*parts, whole]) == [whole]


def test_names_alone_are_found_each_place_once():
    names = Names(SANNE, ["Kees van den Berg"])
    text = "Kees van den Berg, tel 06-87654321, is Van den Berg"
    assert [text[each.start : each.end] for each in names.suggest(text)] == [
        "Kees van den Berg",
        "Van den Berg",
    ]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("J. Peters", "J. Peters"),
        (" Fatima el Idrissi ", "Fatima el Idrissi"),
        ("Wijkteam Maastricht", ""),
        ("Zij belde met de buurman over de huur", ""),
        ("geen", ""),
        ("", ""),
    ],
)
def test_a_field_with_a_name_is_no_story(value, name):
    assert name_in(value) == name


@pytest.mark.parametrize(
    ("text", "whole"),
    [("12-AB-34", True), ("06-12345678", True), ("bel 06-12345678", False), ("", False)],
)
def test_a_value_holds_nothing_else(text, whole):
    assert is_value(text) is whole
