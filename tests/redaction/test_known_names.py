"""Who is known by name is found, in small letters too where that can be nothing else."""

import pytest

from portal.redaction.familiar import Familiar
from portal.redaction.known_names import KnownNames, needs_capital, part_of, wanted_names
from portal.redaction.matching import Finder
from tests.redaction.wordlist import use

SANNE = Familiar(("Sanne de Wit",), ("sanne@petersen.example",))
KNOWN = ("Kees Petersen", "Linda Bakker", "Piet de Wit", "J. de Groot", "mevrouw Ali")
WORDS = ("bakker", "groot", "kees", "ben", "linda", "mevrouw", "wit")


@pytest.fixture(autouse=True)
def _words(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path, *WORDS)


def found(text):
    return [text[each.start : each.end] for each in KnownNames(KNOWN, SANNE).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("toen kwam petersen weer", ["petersen"]),
        ("volgens petersens broer", ["petersen"]),
        ("kees petersen en linda bakker", ["kees petersen", "petersen", "linda bakker"]),
        ("brief_petersen.pdf", ["petersen"]),
        ("j.petersen@petersen.example", ["petersen", "petersen"]),
        ("mevr. bakker belde", ["bakker"]),
        ("dhr j. de groot zei", ["j. de groot", "de groot", "groot"]),
        ("fam. bakker", ["bakker"]),
        ("Bakker en Groot", ["Bakker", "Groot"]),
        ("volgens meneer de groot", ["de groot", "groot"]),
        ("mevrouw ali", ["ali"]),
    ],
)
def test_a_name_in_small_letters_is_found_where_it_is_one(text, names):
    assert sorted(found(text)) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "de bakker heeft een groot huis met kees",
        "petersenlaan",
        "mail sanne@petersen.example.",
        "mevrouw de wit",  # the person is called so as well
        "mevrouw belde de bakker",
        "een mevrouw is groot",
        "ali",
    ],
)
def test_a_word_a_part_of_another_and_what_is_own_are_no_names(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("Petersen", False),
        ("de Groot", True),
        ("Bakker", True),
        ("Linda Bakker", False),
        ("K. Bakker", True),
        ("K. Petersen", False),
        ("Ali", True),
        ("Bo Ali", True),
        ("van den Berg-Petersen", False),
    ],
)
def test_a_name_needs_its_capital_when_it_may_be_a_word_or_is_short(name, needs):
    assert needs_capital(name) is needs


def test_without_a_list_of_words_a_part_needs_its_capital(monkeypatch, tmp_path):
    use(monkeypatch, tmp_path / "none")
    assert needs_capital("Petersen")
    assert found("toen kwam petersen, mevrouw petersen") == ["petersen"]


def test_what_is_looked_for_is_the_whole_name_and_its_parts_without_the_persons_own():
    wanted = list(wanted_names(["Piet de Wit"], SANNE))
    assert [(each.text, each.capital, each.part) for each in wanted] == [
        ("Piet de Wit", False, False),
        ("Piet", False, True),
    ]
    assert list(Finder([part_of("Jan Bakker", "Bakker")]).find("de bakker")) == []
