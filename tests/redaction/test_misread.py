"""What a machine misread in a picture is guessed; what it read well, or is a word, is not."""

import random
from datetime import date

import pytest

from portal.redaction.familiar import Familiar
from portal.redaction.misread import Misread
from tests.redaction.wordlist import use

SANNE = Familiar(("Sanne de Wit",), ("06-12345678", "sanne@voorbeeld.example"), date(1990, 3, 12))
KNOWN = (
    "Jan Petersen",
    "Kees de Boer",
    "Linda Bakker",
    "Arnold Meijer",
    "Fatima Yılmaz",
    "06-87654321",
    "123456782",
    "NL91 ABNA 0417 1643 00",
    "AB-123-C",
    "k.boer@voorbeeld.example",
    "12 maart 2001",
)


@pytest.fixture(autouse=True)
def _words(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, "bakken", "bakkers", "beer", "belde", "de", "en", "is", "kamer")


def guesses(text, known=KNOWN, familiar=SANNE):
    found = Misread(known, familiar).find(text)
    return [(text[each.start : each.end], " / ".join(each.wanted)) for each in found]


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("Jan Petcrsen", "Jan Petersen"),
        ("Pctersen", "Jan Petersen"),
        ("Petersan", "Jan Petersen"),
        ("|an Petersen", "Jan Petersen"),
        ("lan Petersen", "Jan Petersen"),
        ("JAN PETFRSEN", "Jan Petersen"),
        ("Jan Pet erscn", "Jan Petersen"),
        ("JanPctersen", "Jan Petersen"),
        ("Jan Pctcrsens", "Jan Petersen"),
        ("Kccs de Bocr", "Kees de Boer"),
        ("Kees de Beer", "Kees de Boer"),
        ("Bakkcr", "Linda Bakker"),
        ("iinda Bakker", "Linda Bakker"),
        ("Amold Meiier", "Arnold Meijer"),
        ("Meyer", "Arnold Meijer"),
        ("Fatirna Y1lmaz", "Fatima Yılmaz"),
        ("O6-8765432l", "06-87654321"),
        ("06 876S432I", "06-87654321"),
        ("O031 6 87654321", "06-87654321"),
        ("I23456782", "123456782"),
        ("123456762", "123456782"),
        ("NL9l ABNA O417 I643 OO", "NL91 ABNA 0417 1643 00"),
        ("A8-I23-C", "AB-123-C"),
        ("k.bocr@voorbeeld.example", "k.boer@voorbeeld.example"),
        ("I2-O3-2001", "12 maart 2001"),
    ],
)
def test_a_slip_or_two_and_what_looks_alike_are_seen_through(read, wanted):
    assert guesses(f"Gisteren belde {read}, over de huur.") == [(read, wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "Jan Petersen en Jan-Petersen belden 06-87654321",  # read as it should be
        "Bakken en Bakkers in de Kamer, en de Beer is los",  # words
        "de petcrsen, en kees de bocr",  # no capital, so no name
        "Sanne de Wif, 5anne dc Wit, O6-12345678, sanne@voorbeeld.examplc",  # the person's own
        "Piet Jansen, 06-87650021, 123996782, 13-03-2001, XY-123-C",  # others
        "",
    ],
)
def test_what_was_read_well_what_is_own_and_what_is_else_is_no_guess(text):
    assert guesses(text) == []


def test_a_number_of_which_more_digits_differ_is_another_number():
    assert guesses("123456722 en 123456712") == [
        ("123456722", "123456782"),
        ("123456712", "123456782"),
    ]
    assert guesses("123456722", ["12345678"]) == []
    assert guesses("123455711") == []


def test_a_misread_number_of_the_person_is_nearer_to_theirs():
    brother = "06-12345679"
    assert guesses("06-1234567B", [brother]) == []
    assert guesses("06-12345S79", [brother]) == [("06-12345S79", brother)]


def test_the_nearest_of_two_names_is_meant():
    assert guesses("Pctersen", ["Petersen", "Pietersen"]) == [("Pctersen", "Petersen")]
    assert guesses("Pctersen", ["Pietersen", "Petersen"]) == [("Pctersen", "Petersen")]


@pytest.mark.parametrize(
    ("known", "read"),
    [
        (["Karin Bos", "Karin Vos"], "Karin Ros"),
        (["Karin Bos", "Karin Vos"], "Kar1n"),
        (["M. Jansen", "P. Jansen"], "Janscn"),
        (["Henk Jansen", "Henk Janssn"], "Jansan"),
        (["Jan Meijer", "Piet Meyer"], "Meijcr"),
        (["0687654321", "0687654329"], "0687654325"),
    ],
)
def test_what_is_as_near_to_two_is_a_guess_at_both(known, read):
    assert guesses(read, known) == [(read, " / ".join(known))]
    assert guesses(read, known[::-1]) == [(read, " / ".join(known[::-1]))]


def test_a_name_is_seen_in_what_is_written_without_a_gap_and_a_number_is_not():
    text = "mw.Petcrsen, de Petcrsen-Jansen, naam:Bakkcr/Meijcr_2.pdf, 2024-I23456782"
    assert [read for read, _ in guesses(text)] == ["Petcrsen", "Petcrsen", "Bakkcr", "Meijcr"]


def test_without_a_list_of_words_a_capital_makes_a_word_a_guess(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path / "none")
    assert guesses("Gisteren belde Petcrsen over de huur; de petcrsen") == [
        ("Petcrsen", "Jan Petersen")
    ]


def test_what_is_the_persons_own_is_not_looked_for_though_it_stands_among_what_was_marked():
    own = ["12-03-1990", "Piet de Wit", "0031612345678"]
    assert guesses("I2-03-1990, de Wif en O031 612345678", own) == []


def test_a_word_is_no_number_however_it_looks():
    assert guesses("Soloso", ["501050"]) == []
    assert guesses("S010so", ["501050"]) == [("S010so", "501050")]


def test_a_name_that_was_read_well_hides_no_longer_name_around_it():
    assert guesses("Kees de Bocr en Jan Petersen", ["Kees de Boer", "Jan Petersen"]) == [
        ("Kees de Bocr", "Kees de Boer")
    ]
    assert guesses("Kees de Boer en", ["Kees de Boer"]) == []


def test_long_passages_and_short_texts_are_not_looked_for():
    assert not Misread(["X" + 60 * "x", "Jo", "12345", "de huur van de woning"], SANNE)
    assert guesses("Jo de huun van de woning 1234S", ["Jo", "12345", "de huur van de woning"]) == []


def test_of_many_words_few_are_guesses():
    letters = "aabdeeeegiklmnnoprstuv"
    chance = random.Random(4)
    words = ("".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(2000))
    text = " ".join(word.capitalize() if chance.random() < 0.2 else word for word in words)
    assert len(guesses(text)) <= 2
